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

// notCut has claims give, for a title that is cut off, the whole one where the page has that too.
func notCut(claims []claim[string]) []claim[string] {
	for i, c := range claims {
		claims[i].read = func(s *source, a *Article) string { return s.wholeTitle(c.read(s, a)) }
	}
	return claims
}

// wholeTitle is the heading, or the title in the head, that goes on where one that ends in an
// ellipsis stops.
func (s *source) wholeTitle(t string) string {
	const least = 20 // bytes: shorter ones begin as others do by chance
	start := uncutPart(t)
	if start == t || len(start) < least {
		return t
	}
	var others []string
	for _, h := range s.headings {
		if s.region(h)&elsewhere == 0 {
			others = append(others, headText(h.node))
		}
	}
	for _, stated := range s.statedTitles() {
		others = append(others, s.trimSite(stated))
	}
	for _, other := range others {
		rest, begins := strings.CutPrefix(other, start)
		setApart := slices.ContainsFunc(titleBreaks, func(sep string) bool { return strings.HasPrefix(rest, sep) })
		if begins && rest != "" && !setApart && uncutPart(other) == other && !strings.HasPrefix(rest, "…") && !strings.HasPrefix(rest, "...") {
			return other
		}
	}
	return t
}
