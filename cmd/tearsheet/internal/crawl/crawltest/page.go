package crawltest

import (
	"fmt"
	"html"
	"net/http"
)

// page writes one page.
type page struct {
	w     http.ResponseWriter
	r     *http.Request
	head  string
	links int
}

// title begins the page, with what all pages of the site have.
func (b *page) title(text string) {
	fmt.Fprintf(b.w, "<!doctype html><html lang=en><meta charset=utf-8><title>%s</title>%s<h1>%s</h1><nav>", html.EscapeString(text), b.head, html.EscapeString(text))
	for _, one := range []struct{ address, name string }{{"/", "Home"}, {"/about", "About"}, {"/calendar", "Calendar"}, {"/shop", "Shop"}, {"/docs/", "Documents"}, {"/deep/", "Deep"}} {
		b.link(one.address, one.name)
	}
	fmt.Fprint(b.w, "</nav><main>")
}

// canonical says by what address the page wants to be known. It comes before the title.
func (b *page) canonical(address string) {
	b.head = fmt.Sprintf("<link rel=canonical href=%q>", address)
}

func (b *page) text(text string) { fmt.Fprintf(b.w, "<p>%s</p>\n", html.EscapeString(text)) }

// link adds a link, with a session in it that is another one on each page.
func (b *page) link(address, name string) {
	if b.links++; b.links%5 == 0 && address[0] == '/' && address != "/" {
		address += map[bool]string{true: "&", false: "?"}[containsQuery(address)] + fmt.Sprintf("visit=%08x%04x", number(b.r.URL.RequestURI()), number(b.r.URL.Path)%65536)
	}
	fmt.Fprintf(b.w, "<a href=%q>%s</a>\n", address, html.EscapeString(name))
}

func containsQuery(address string) bool {
	for _, c := range address {
		if c == '?' {
			return true
		}
	}
	return false
}

// prose adds text that depends on a number.
func (b *page) prose(seed int) {
	for i := range 3 {
		b.text(fmt.Sprintf("Paragraph %d-%d. %s.", seed, i, words(seed*3+i, 30)))
	}
}

// article is one with a number, and what it leads to.
func (b *page) article(n int) {
	b.title(fmt.Sprintf("Article %d of the %s", n, words(n, 3)))
	b.prose(n)
	if n%4 == 0 {
		b.link(fmt.Sprintf("/print/%d", n), "Print")
	}
	b.end()
}

func (b *page) end() { fmt.Fprint(b.w, "</main></html>") }
