package browser

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Link is an address that a page leads to.
type Link struct {
	URL   string `json:"url"`
	Text  string `json:"text,omitempty"`  // by which a person knows it
	Rel   string `json:"rel,omitempty"`   // what the page says of it, such as nofollow or next
	Frame string `json:"frame,omitempty"` // address of the frame that it stands in; empty: the page itself
}

// Links are what a page leads to.
type Links struct {
	Canonical string // by what address the page wants to be known; empty: it does not say
	NoFollow  bool   // it asks for its links not to be followed
	List      []Link // each address once, in the order of the page, those of its frames last
}

// linksPatience is how long a frame may take to tell its links.
const linksPatience = 5 * time.Second

// takeLinks asks the page and its frames where they lead, if that is wanted. What goes wrong
// leaves the page as it is.
func (t *tab) takeLinks(p *Page) {
	if !t.req.Links {
		return
	}
	main := t.net.mainFrame()
	frames := append([]frameWorld{{main, t.world.of(main)}}, t.world.otherFrames(main)...)
	links := &Links{NoFollow: asksNotToFollow(p.Response.Headers)}
	known := map[string]int{}
	for i, f := range frames {
		ctx, cancel := context.WithTimeout(t.ctx, linksPatience)
		got, err := askIn[struct {
			Canonical string
			NoFollow  bool
			Links     []Link
			More      int
			URL       string
		}](ctx, t, f.world, "links", nil)
		cancel()
		if err != nil {
			if i == 0 {
				p.Truncated = append(p.Truncated, "where the page leads could not be found out: "+err.Error())
			}
			continue
		}
		if i == 0 {
			links.Canonical, links.NoFollow = got.Canonical, links.NoFollow || got.NoFollow
		}
		if got.More > 0 {
			p.Truncated = append(p.Truncated, fmt.Sprintf("%d links are not listed", got.More))
		}
		for _, one := range got.Links {
			if i > 0 {
				one.Frame = got.URL
			}
			at, there := known[one.URL]
			switch {
			case !there:
				known[one.URL] = len(links.List)
				links.List = append(links.List, one)
			case links.List[at].Text == "":
				links.List[at].Text = one.Text
			}
		}
	}
	p.Links = links
}

// asksNotToFollow tells whether the answer's X-Robots-Tag says so.
func asksNotToFollow(header map[string]string) bool {
	for name, value := range header {
		if strings.EqualFold(name, "X-Robots-Tag") {
			words := strings.FieldsFunc(strings.ToLower(value), func(r rune) bool { return strings.ContainsRune(", :;\n\t", r) })
			return slices.Contains(words, "nofollow") || slices.Contains(words, "none")
		}
	}
	return false
}
