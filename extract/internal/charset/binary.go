package charset

import "encoding/binary"

// IsBinary tells whether what was decoded is no text in any encoding: a picture or an
// archive under a page's name. One character in twenty is a control that no text has;
// pages have one by accident, if any.
func IsBinary(page []byte) bool {
	const seen, few = 256 << 10, 20
	page = page[:min(len(page), seen)]
	controls := 0
	for rest := page; len(rest) > 0; {
		if len(rest) >= 8 && !holdsControl(binary.LittleEndian.Uint64(rest)) {
			rest = rest[8:]
			continue
		}
		for _, c := range rest[:min(8, len(rest))] {
			controls += int(noText[c])
		}
		rest = rest[min(8, len(rest)):]
	}
	return controls*few > len(page)
}

// holdsControl tells whether one of eight bytes is below a blank.
func holdsControl(eight uint64) bool {
	const each, high = 0x0101010101010101, 0x8080808080808080
	return (eight-each*' ')&^eight&high != 0
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
