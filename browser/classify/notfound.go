package classify

import "strings"

// notFound looks for a page that says that there is none.
func notFound(f Facts, p *page) evidence {
	e := evidence{needed: 5 + p.against(500, 6, plenty)}
	if isGone(f.Status) {
		e.needed = 0
		e.add(certain, "status %d", f.Status)
		return e
	}
	if says([]string{p.title}, notFoundWords) != "" {
		e.add(4, "the title says %q", p.title)
	}
	if said := says(p.headings, notFoundWords); said != "" {
		e.add(5, "the heading says %q", said)
	}
	if e.sum == 0 {
		if is404(segments(p.title)) {
			e.add(2, "the title says 404")
		}
		for _, h := range p.headings {
			if is404(segments(h)) {
				e.add(2, "the heading says 404")
				break
			}
		}
	}
	if e.sum == 0 {
		if said := contains(p.text, notFoundWords[2:]); said != "" { // "not found" alone may be anything
			e.add(2, "it says %q", said)
		}
		if said := contains(p.text, codeWords); said != "" {
			e.add(2, "it says %q", said)
		}
	}
	if e.sum > 0 && p.prose < 150 {
		e.add(1, "and little else")
	}
	if said := contains(p.text, missingWords); said != "" {
		e.add(3, "it says %q", said)
	}
	for _, mark := range notFoundMarks {
		if strings.Contains("\n"+p.markup, "\n"+mark) || strings.Contains(p.markup, " "+mark) {
			e.add(2, "markup has %q", mark)
			break
		}
	}
	if asked, final := parse(f.URL), parse(f.FinalURL); asked.Path != final.Path && notFoundPath(final.Path) {
		e.add(3, "redirected to %s", final.Path)
	}
	return e
}

// isGone tells whether a status says that there is no such page.
func isGone(status int) bool { return status == 404 || status == 410 }

// codeWords are how a text speaks of the status.
var codeWords = []string{"error 404", "404 error", "404 not found", "http 404", "error code: 404", "status 404"}

// notFoundMarks are ids and classes of such pages.
var notFoundMarks = []string{"error404", "error-404", "error_404", "page-404", "page404", "not-found", "notfound", "page-not-found"}

func is404(segments []string) bool {
	for _, s := range segments {
		switch strings.Trim(s, "!#()[] ") {
		case "404", "error 404", "404 error", "http 404", "fehler 404", "erreur 404", "errore 404", "erro 404", "fout 404", "ошибка 404", "hata 404", "błąd 404", "chyba 404":
			return true
		}
	}
	return false
}

// notFoundPath tells whether a path is that of the page for what is missing.
func notFoundPath(path string) bool {
	for step := range strings.SplitSeq(strings.ToLower(path), "/") {
		step, _, _ = strings.Cut(step, ".")
		switch step {
		case "404", "error404", "error-404", "404-error", "not-found", "notfound", "not_found", "page-not-found", "pagenotfound", "page_not_found":
			return true
		}
	}
	return false
}
