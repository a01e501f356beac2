package body

import (
	"net/url"

	"golang.org/x/net/html"

	"github.com/tearsheet/tearsheet/extract/internal/addresses"
	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/people"
	"github.com/tearsheet/tearsheet/extract/internal/schemaorg"
	"github.com/tearsheet/tearsheet/extract/siterules"
)

// Page is what the search for the body reads of a page.
type Page struct {
	Root     *html.Node
	Nodes    int              // how many there are, more or less
	URL      *url.URL         // where it was read from; nil if nobody knows
	Base     *url.URL         // what its addresses are relative to; may be nil
	Rules    *siterules.Rules // for its site; nil if there are none
	Country  string           // of the site or its language
	Meta     dom.Metas
	TitleTag string
	LD       []schemaorg.Item
	Items    []schemaorg.Item // microdata and RDFa
}

// absolute resolves an address of the page; empty if it cannot be made absolute.
func (p *Page) absolute(href string) string { return addresses.Resolve(p.Base, href) }

// Said is what the fields of an article say already: the body does not repeat it, and its
// lines are known by it.
type Said struct {
	Title, Subtitle, Description, Agency, Dateline string
	Authors, Tags                                  []string
	Published, Modified                            string // as RFC 3339
	CanonicalURL                                   string
	Language                                       string
	Notes                                          []string
	Credits                                        people.Credits
	Paywalled                                      bool
}
