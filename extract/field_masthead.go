package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxHomes is more links to the front page than a page needs.
const maxHomes = 20

// siteInMasthead is the name that a link to the front page shows and that <title>
// begins or ends with: either alone may be a slogan or a section, both are the name.
func siteInMasthead(s *source, _ *Article) string {
	for _, home := range s.homes {
		name := mastheadText(home)
		p := plain(name)
		if len(p) < 3 || homeWords[strings.ToLower(name)] {
			continue
		}
		for _, sep := range titleBreaks {
			front, _, cut := strings.Cut(s.titleTag, sep)
			if cut && (plain(front) == p || plain(s.titleTag[strings.LastIndex(s.titleTag, sep)+len(sep):]) == p) {
				return name
			}
		}
	}
	return ""
}

// mastheadText is what a link shows: its text, or that of its logo.
func mastheadText(link *html.Node) string {
	if t := textOf(link, 80); t != "" {
		return t
	}
	for n := range link.Descendants() {
		if n.DataAtom == atom.Img {
			return squeeze(attr(n, "alt"))
		}
	}
	return squeeze(firstOf(attr(link, "aria-label"), attr(link, "title")))
}

// isFrontPage tells whether an address is the root of a site.
func isFrontPage(href string) bool {
	if i := strings.Index(href, "://"); i > 0 {
		return strings.Count(strings.TrimSuffix(href[i+3:], "/"), "/") == 0
	}
	return href == "/" || href == "./" || href == "index.html" || href == "/index.php"
}
