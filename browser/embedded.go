package browser

const pdfType = "application/pdf"

// embeddedFile is what a page shows in a box of its own and that is no document of this browser's; see
// js/world/embedded.js.
type embeddedFile struct {
	Address string
	Printed bool // it says that it is a PDF
}

// noteEmbedded tells of the PDFs in a page, which a person's browser has a viewer for: Chrome's
// headless shell has none, and leaves their boxes empty.
func (p *Page) noteEmbedded(list []embeddedFile, net *traffic) {
	for _, e := range list {
		if !e.Printed && !net.isPDF(e.Address) {
			continue
		}
		p.Coverage.amiss = true
		p.Truncated = append(p.Truncated, "a PDF in the page is not shown, this browser has no viewer for it: "+clip(e.Address, 200))
	}
}

// isPDF tells whether an address has answered with a PDF.
func (n *traffic) isPDF(address string) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.printed[address]
}
