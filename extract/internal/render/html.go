package render

import (
	"bytes"
	"regexp"
	"sync"

	"github.com/microcosm-cc/bluemonday"
	"golang.org/x/net/html"
)

// HTML writes a cut-out body as HTML that is safe to put into another page.
func HTML(body *html.Node) (string, error) {
	raw, safe := buffer(), buffer()
	defer buffers.Put(raw)
	defer buffers.Put(safe)
	for c := body.FirstChild; c != nil; c = c.NextSibling {
		if err := html.Render(raw, c); err != nil {
			return "", err
		}
	}
	if err := safeHTML.SanitizeReaderToWriter(raw, safe); err != nil {
		return "", err
	}
	return string(bytes.TrimSpace(safe.Bytes())), nil
}

// buffers are what bodies are written into.
var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func buffer() *bytes.Buffer {
	b := buffers.Get().(*bytes.Buffer)
	b.Reset()
	return b
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
