package charset

import (
	"encoding/binary"
	"math/bits"
)

// IsBinary tells whether what was decoded is no text in any encoding: a picture or an
// archive under a page's name. One character in twenty is a control that no text has;
// pages have one by accident, if any.
func IsBinary(page []byte) bool {
	const seen, few = 256 << 10, 20
	page = page[:min(len(page), seen)]
	controls := 0
	for rest := page; len(rest) > 0; {
		if len(rest) < 8 {
			for _, c := range rest {
				controls += int(noText[c])
			}
			break
		}
		eight := binary.LittleEndian.Uint64(rest)
		for low := belowBlank(eight); low != 0; low &= low - 1 {
			controls += int(noText[byte(eight>>(bits.TrailingZeros64(low)-7))])
		}
		rest = rest[8:]
	}
	return controls*few > len(page)
}

// belowBlank marks with its highest bit each of eight bytes that is below a blank; and now
// and then a blank behind one.
func belowBlank(eight uint64) uint64 {
	const each, high = 0x0101010101010101, 0x8080808080808080
	return (eight - each*' ') &^ eight & high
}

// noText is 1 for each control that no text has.
var noText = func() (table [256]uint8) {
	for c := range byte(' ') {
		table[c] = 1
	}
	for _, c := range []byte("\t\n\r\f") {
		table[c] = 0
	}
	return table
}()
