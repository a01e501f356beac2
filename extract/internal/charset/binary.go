package charset

// IsBinary tells whether what was decoded is no text in any encoding: a picture or an
// archive under a page's name. One character in twenty is a control that no text has;
// pages have one by accident, if any.
func IsBinary(page []byte) bool {
	const seen, few = 256 << 10, 20
	page = page[:min(len(page), seen)]
	controls := 0
	for _, c := range page {
		controls += int(noText[c])
	}
	return controls*few > len(page)
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
