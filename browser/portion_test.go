package browser

import (
	"testing"
	"time"
)

// As much is asked for as comes soon: of a Chrome that is slow itself no less than of a fast one.
func TestPortion(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name  string
		takes func(size int64) time.Duration
		want  func(size int64) bool
	}{
		{"all there", func(int64) time.Duration { return time.Millisecond }, func(size int64) bool { return size == portionMost }},
		{"slow Chrome", func(int64) time.Duration { return 200 * time.Millisecond }, func(size int64) bool { return size == portionMost }},
		{"slow server", func(size int64) time.Duration { return time.Duration(size) * 10 * time.Millisecond }, func(size int64) bool { return size < 50 }},
		{"silent server", func(int64) time.Duration { return 10 * time.Second }, func(size int64) bool { return size == 1 }},
	} {
		p := portion{size: 1}
		for range 100 {
			p.took(test.takes(p.size))
		}
		if !test.want(p.size) {
			t.Errorf("%s: %d bytes are asked for", test.name, p.size)
		}
	}
}
