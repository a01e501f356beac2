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
	for rest := page; len(rest) > 0; rest = rest[min(len(rest), 8):] {
		if len(rest) < 8 {
			rest = append(append(make([]byte, 0, 8), rest...), "       "[len(rest)-1:]...)
		}
		controls += bits.OnesCount64(noText(binary.LittleEndian.Uint64(rest)))
	}
	return controls*few > len(page)
}

// noText marks with its highest bit each of eight bytes that is a control that no text has:
// one below a blank that is no tab, no new line, no new page and no return.
func noText(eight uint64) uint64 {
	const each, high = 0x0101010101010101, 0x8080808080808080
	ascii := eight | high // so that no byte borrows from the next
	belowBlank := ^(ascii - each*' ') &^ eight
	fromTab, fromReturn := ascii-each*'\t', ascii-each*('\r'+1)
	other := eight ^ each*'\v'
	isOther := ^((other&^high + (high - each)) | other)
	return (belowBlank&^(fromTab&^fromReturn) | isOther) & high
}
