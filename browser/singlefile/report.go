package singlefile

// Report says what a file holds and what it lacks.
type Report struct {
	Bytes     int64     `json:"bytes"`
	Documents int       `json:"documents"` // the page and its frames
	Sheets    int       `json:"sheets"`
	Bodies    int       `json:"bodies"`            // pictures, fonts and the like, each counted once
	Cut       int       `json:"cut,omitempty"`     // canvases that nobody may read: their pictures are cut out of the page's
	Saved     int64     `json:"saved"`             // bytes of rules that match nothing, left out
	Missing   []Missing `json:"missing,omitempty"` // what the page showed and the file does not

	gone map[string]bool // addresses of what the page does not have either
}

// Missing is one thing that was not to be had.
type Missing struct {
	URL  string `json:"url"`
	What string `json:"what"` // picture, style sheet, frame, font, symbol
}

// missingMost is how many are listed.
const missingMost = 1000

func (r *Report) miss(url, what string) {
	m := Missing{clip(url, 300), what}
	if len(r.Missing) >= missingMost || r.gone[url] {
		return
	}
	for _, known := range r.Missing {
		if known == m {
			return
		}
	}
	r.Missing = append(r.Missing, m)
}

func clip(text string, most int) string {
	if len(text) <= most {
		return text
	}
	return text[:most] + "…"
}
