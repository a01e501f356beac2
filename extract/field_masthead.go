package extract

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/addresses"
	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// maxHomes is more links to the front page than a page needs.
const maxHomes = 20

// siteInMasthead is the name that a link to the front page shows and that <title>
// begins or ends with: either alone may be a slogan or a section, both are the name.
func siteInMasthead(s *source, _ *Article) string {
	var parts []string // of <title>, the likelier first
	for _, sep := range titleBreaks {
		if front, _, cut := strings.Cut(s.titleTag, sep); cut {
			parts = append(parts, wording.Plain(s.titleTag[strings.LastIndex(s.titleTag, sep)+len(sep):]), wording.Plain(front))
		}
	}
	for i, part := range parts {
		for _, home := range s.homes {
			name := mastheadText(home)
			if len(part) >= 3 && s.isOwn(dom.Attr(home, "href")) && wording.Plain(name) == part && !homeWords[strings.ToLower(name)] && (i%2 == 0 || !s.isHeading(part)) {
				return name
			}
		}
	}
	return ""
}

// siteOfRights is the name that a link to the front page shows and that the line names which
// claims the rights of the page.
func siteOfRights(s *source, _ *Article) string {
	const words = 6
	for _, home := range s.homes {
		name := strings.TrimLeft(mastheadText(home), "© ")
		plain := wording.Plain(name)
		if len(plain) < 4 || homeWords[strings.ToLower(name)] || len(strings.Fields(name)) > words || !s.isOwn(dom.Attr(home, "href")) {
			continue
		}
		for _, m := range s.rights {
			if strings.Contains(wording.Plain(m.node.Data), plain) {
				return name
			}
		}
	}
	return ""
}

// isOwn tells whether a link stays on the page's own site, as far as that is known.
func (s *source) isOwn(href string) bool {
	u, err := url.Parse(href)
	return err == nil && (u.Host == "" || s.host == "" || addresses.SameSite(u.Hostname(), s.host))
}

// isHeading tells whether a heading of the page, which does not lead home, says just that.
func (s *source) isHeading(p string) bool {
	for _, h := range s.h1s() {
		if !linksHome(h.node) && wording.Plain(dom.TextOf(h.node, maxText)) == p {
			return true
		}
	}
	return false
}

// mastheadText is what a link shows: its text, or that of its logo.
func mastheadText(link *html.Node) string {
	if t := dom.TextOf(link, 80); t != "" {
		return t
	}
	for n := range dom.Under(link) {
		if n.DataAtom == atom.Img {
			return wording.Squeeze(dom.Attr(n, "alt"))
		}
	}
	return wording.Squeeze(wording.FirstOf(dom.Attr(link, "aria-label"), dom.Attr(link, "title")))
}

// isLogo tells whether a link is named for the logo of the site: on some it leads deeper in.
func isLogo(link *html.Node) bool {
	return strings.Contains(dom.Attr(link, "class"), "logo")
}

// isFrontPage tells whether an address is the root of a site, as it is or in an archive.
func isFrontPage(href string) bool {
	if _, kept, archived := strings.Cut(href, "/web/"); archived && strings.Contains(kept, "/http") {
		href = kept[strings.Index(kept, "/http")+1:]
	}
	if i := strings.Index(href, "://"); i > 0 {
		return strings.Count(strings.TrimSuffix(href[i+3:], "/"), "/") == 0
	}
	return href == "/" || href == "./" || href == "index.html" || href == "/index.php"
}
