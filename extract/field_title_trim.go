package extract

import (
	"regexp"
	"slices"
	"strings"

	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// titleBreaks set the site's name apart from the title.
var titleBreaks = []string{" | ", " - ", " – ", " — ", " · ", " • ", " :: ", " » ", " « ", " / ", " < ", " > ", " ‹ ", " › ", " ~ ", "｜", " |", "| ", "_", " : ", ": "}

// trimSite takes the site's name off a title: off its end, where something much like
// the name will do, and off its start, where words of the title may be much like it.
// The front page keeps what its title begins with.
func (s *source) trimSite(t string) string {
	for range 3 {
		shorter := s.trimOnce(t)
		if shorter == t {
			break
		}
		t = shorter
	}
	return withoutDay(t)
}

func (s *source) trimOnce(t string) string {
	front := s.onFrontPage()
	for _, sep := range titleBreaks {
		if i := strings.LastIndex(t, sep); i > 0 && s.isSite(t[i+len(sep):]) {
			return strings.TrimSpace(t[:i])
		}
		if i := strings.Index(t, sep); i > 0 && !front && s.isSiteAlone(t[:i]) {
			return strings.TrimSpace(t[i+len(sep):])
		}
	}
	if site, title, ok := strings.Cut(t, "|"); ok && title != "" && !front && s.isSiteAlone(site) { // with no blanks, as in Japan
		return strings.TrimSpace(title)
	}
	return t
}

// hostAlone matches the name of a machine, with strokes behind it.
var hostAlone = regexp.MustCompile(`^(?:[a-z0-9-]+\.)+[a-z]{2,12}[ /|:·-]*$`)

// isSiteAlone tells whether part is the very name of the site, or the front of it, or its
// address.
func (s *source) isSiteAlone(part string) bool {
	if hostAlone.MatchString(part) {
		return true
	}
	p := wording.Plain(part)
	return slices.ContainsFunc(s.namesOfSite(), func(name string) bool {
		return p == name || len(p) >= 4 && strings.HasPrefix(name, p)
	})
}
