package extract

import (
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/charset"
	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/furniture"
	"github.com/tearsheet/tearsheet/extract/internal/markup"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// Pager finds the further pages of an article that runs over several.
type Pager struct {
	rest string // the article's address without the number of its page
	next int
}

// NewPager begins at the page with that address.
func NewPager(start *url.URL) *Pager {
	rest, number, sure := numbered(start)
	if !sure { // it is the article's own number
		rest, number = sameAddress(start, start.Path, start.Query()), 1
	}
	return &Pager{rest: rest, next: number + 1}
}

// Next gives the address of the page on which the article goes on, empty if it ends on
// this one. An address counts only if it is the article's own but for the number of the
// page: what is merely called the next is as often the next article. opts.URL must be set.
func (p *Pager) Next(page []byte, opts Options) (string, error) {
	return guarded(longest, func(t *task) (string, error) {
		t.at("pager")
		return p.find(page, opts)
	})
}

func (p *Pager) find(page []byte, opts Options) (string, error) {
	root, err := markup.ParsePart(markup.Cap(charset.ToUTF8(page, opts.ContentType)))
	if err != nil || opts.URL == nil {
		return "", err
	}
	if next := ruledNext(root, opts); next != "" {
		p.next++
		return next, nil
	}
	base := opts.URL
	for n := range dom.Under(root) {
		if n.Type != html.ElementNode || n.DataAtom != atom.A && n.DataAtom != atom.Link && n.DataAtom != atom.Base {
			continue
		}
		there, err := base.Parse(strings.TrimSpace(dom.Attr(n, "href")))
		if err != nil {
			continue
		}
		if n.DataAtom == atom.Base {
			base = there
			continue
		}
		if rest, number, _ := numbered(there); rest != p.rest || number != p.next || !turnsPage(n) {
			continue
		}
		p.next++
		there.Fragment = ""
		return there.String(), nil
	}
	return "", nil
}

// turnsPage tells whether a link can be one to another page of the same article: it says
// so, or is named by a number or by the words of a pager.
func turnsPage(n *html.Node) bool {
	for rel := range strings.FieldsSeq(strings.ToLower(dom.Attr(n, "rel"))) {
		if rel == "next" {
			return true
		}
	}
	if n.DataAtom == atom.Link {
		return false
	}
	name := wording.Letters(wording.FirstOf(wording.Squeeze(dom.RawText(n, 200)), dom.Attr(n, "aria-label"), dom.Attr(n, "title")))
	if name == "" { // an arrow
		return true
	}
	if len(name) > 60 {
		return false
	}
	for w := range strings.FieldsSeq(name) {
		if strings.Trim(w, "0123456789") != "" && !furniture.PagerWords[w] {
			return false
		}
	}
	return true
}

// Where addresses have the number of a page.
var (
	pageKeys = wording.Set("page p pg pagenum pagina seite pag paged page_no pageno page-number part")
	// pageTail is the end of a path that is a page's number, with what leads to it.
	pageTail = regexp.MustCompile(`^(.*?)(/(?:page|seite|pagina|p|pg|part|teil|strona)[-_/]?|[-_,](?:page|seite|pagina|p|pg|part|teil|strona)?[-_]?|/)(\d{1,3})((?:\.[a-z]{3,5})?/?)$`)
)

// numbered takes the number of the page out of an address: 1 where it has none. It is
// sure where the address calls it a page's number, and not just a number.
func numbered(u *url.URL) (rest string, number int, sure bool) {
	query := u.Query()
	for key, values := range query {
		if pageKeys[strings.ToLower(key)] && len(values) == 1 {
			if n, err := strconv.Atoi(values[0]); err == nil {
				query.Del(key)
				return sameAddress(u, u.Path, query), n, true
			}
		}
	}
	if m := pageTail.FindStringSubmatch(u.Path); m != nil && m[1] != "" {
		if n, err := strconv.Atoi(m[3]); err == nil && n > 0 {
			return sameAddress(u, m[1]+m[4], query), n, strings.Trim(m[2], "/-_,") != ""
		}
	}
	return sameAddress(u, u.Path, query), 1, true
}

// addressOf is what two addresses of one article have in common.
func sameAddress(u *url.URL, path string, query url.Values) string {
	return u.Host + strings.TrimSuffix(path, "/") + "?" + query.Encode()
}

// Append puts a further page of the same article behind it: the body, its pictures and
// videos. Everything else is the first page's to say. It tells whether there was anything
// new: a page past the last often shows the first again.
func (a *Article) Append(next *Article) bool {
	if next.Text == "" || strings.Contains(a.Text, next.Text) {
		return false
	}
	a.Text += "\n\n" + next.Text
	a.Markdown += "\n\n" + next.Markdown
	a.HTML += "\n" + next.HTML
	a.Pages++
	a.WordCount += next.WordCount
	a.ReadingMin = readingTime(a.WordCount)
	known := map[string]bool{}
	for _, image := range a.Images {
		known[image.URL] = true
	}
	for _, image := range next.Images {
		if !known[image.URL] {
			a.Images = append(a.Images, image)
		}
	}
	a.Videos = append(a.Videos, next.Videos...)
	return true
}
