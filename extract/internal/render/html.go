package render

import (
	"regexp"
	"strings"

	"github.com/microcosm-cc/bluemonday"
	"golang.org/x/net/html"
)

// HTML writes a cut-out body as HTML that is safe to put into another page.
func HTML(body *html.Node) (string, error) {
	var raw strings.Builder
	for c := body.FirstChild; c != nil; c = c.NextSibling {
		if err := html.Render(&raw, c); err != nil {
			return "", err
		}
	}
	return strings.TrimSpace(safeHTML.Sanitize(raw.String())), nil
}

// safeHTML lets through what an article is made of and nothing that runs.
var safeHTML = func() *bluemonday.Policy {
	p := bluemonday.UGCPolicy()
	p.AllowAttrs("class").Matching(regexp.MustCompile(`^lang(uage)?-[\w+#-]+$`)).OnElements("code")
	p.AllowAttrs("alt", "title").OnElements("img")
	p.AllowElements("figcaption")
	p.RequireNoFollowOnLinks(false)
	return p
}()
