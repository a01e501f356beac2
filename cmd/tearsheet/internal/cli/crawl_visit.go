package cli

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"strings"

	"golang.org/x/net/html"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/crawl"
)

// visitOf is what a crawl wants to know of a page.
func visitOf(page *browser.Page) crawl.Visit {
	v := crawl.Visit{Final: page.FinalURL}
	if page.Original != nil {
		v.Shows = []string{fmt.Sprintf("%x", sha256.Sum256(page.Original.Data))}
	} else {
		v.Content = contentOf(page.DOM)
	}
	if page.Links == nil {
		return v
	}
	v.Canonical, v.NoFollow = page.Links.Canonical, page.Links.NoFollow
	for _, one := range page.Links.List {
		v.Links = append(v.Links, crawl.Link{URL: one.URL, NoFollow: strings.Contains(one.Rel, "nofollow")})
	}
	return v
}

// unread are the elements whose text nobody reads.
var unread = map[string]bool{"script": true, "style": true, "noscript": true}

// contentOf is what a document says and shows, with the documents in it.
func contentOf(document []byte) (c crawl.Content) {
	var text strings.Builder
	inside := ""
	for z := html.NewTokenizer(bytes.NewReader(document)); ; {
		kind := z.Next()
		if kind == html.ErrorToken {
			c.Text = text.String()
			return c
		}
		token := z.Token()
		switch {
		case kind == html.TextToken && inside == "":
			text.WriteString(token.Data)
			text.WriteByte(' ')
		case kind == html.StartTagToken && inside == "" && unread[token.Data]:
			inside = token.Data
		case kind == html.EndTagToken && token.Data == inside:
			inside = ""
		}
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken || token.Data == "script" {
			continue
		}
		for _, a := range token.Attr {
			switch a.Key {
			case "src", "poster":
				if !strings.HasPrefix(a.Val, "data:") && !strings.HasPrefix(a.Val, "blob:") {
					c.Shows = append(c.Shows, a.Val)
				}
			case "srcdoc":
				inner := contentOf([]byte(a.Val))
				text.WriteString(inner.Text)
				c.Shows = append(c.Shows, inner.Shows...)
			}
		}
	}
}
