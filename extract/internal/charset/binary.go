package charset

// IsBinary tells whether what was decoded is no text in any encoding: a picture or an
// archive under a page's name. One character in twenty is a control that no text has;
// pages have one by accident, if any.
func IsBinary(page []byte) bool {
	const seen, few = 256 << 10, 20
	page = page[:min(len(page), seen)]
	controls := 0
	for _, c := range page {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' {
			controls++
		}
	}
	return controls*few > len(page)
}
