package classify

import "strings"

// empty looks for a page with nothing to read or to see.
func empty(_ Facts, p *page) evidence {
	e := evidence{needed: certain}
	if p.pictures+p.drawings+p.fields+len(p.buttons) > 0 {
		return e
	}
	switch said := strings.Trim(p.text, " .…·-|!"); {
	case strings.IndexFunc(said, isSign) < 0:
		e.add(certain, "nothing to read or to see")
	case waitingWords[said]:
		e.add(certain, "nothing but %q", said)
	}
	return e
}

// isSign tells whether a letter, digit or symbol is something to read.
func isSign(r rune) bool { return r > ' ' && !strings.ContainsRune(".…·-|\u00a0", r) }
