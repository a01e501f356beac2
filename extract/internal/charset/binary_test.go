package charset

import (
	"bytes"
	"math/bits"
	"strings"
	"testing"
)

func TestNoTextMarksControls(t *testing.T) {
	t.Parallel()
	for c := range 256 {
		for _, beside := range []byte{0, '\t', '\n', '\v', '\f', '\r', 0x0e, 0x1f, ' ', 'a', 0x7f, 0x80, 0xff} {
			want := 0
			for k, b := range []byte{byte(c), beside} {
				if b < ' ' && !strings.ContainsRune("\t\n\r\f", rune(b)) {
					want += 1 + 6*k
				}
			}
			eight := uint64(c)
			for k := 1; k < 8; k++ {
				eight |= uint64(beside) << (8 * k)
			}
			if got := bits.OnesCount64(noText(eight)); got != want {
				t.Fatalf("%#x beside %#x: %d marks, want %d", c, beside, got, want)
			}
		}
	}
}

func TestIsBinaryCountsToTheEnd(t *testing.T) {
	t.Parallel()
	for size := 1; size < 40; size++ {
		page := bytes.Repeat([]byte("a"), size)
		page[size-1] = 1
		if got, want := IsBinary(page), 20 > size; got != want {
			t.Errorf("one of %d: %v, want %v", size, got, want)
		}
	}
}
