package main

import (
	"bytes"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
)

// disguise writes a page anew with other names and tags, and less said to machines: each
// kind of evidence is missing on some pages, so that nothing rests on one of them.
// The words stay.
func disguise(page []byte, random *rand.Rand) ([]byte, error) {
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		return nil, err
	}
	d := disguiser{random: random, tags: map[string]string{}, salt: random.Uint64()}
	strength := random.Float64()
	lose := func() bool { return random.Float64() < 0.25+0.75*strength }
	if lose() {
		d.names = random.Float64() // the part of the names that is lost
		if random.IntN(2) == 0 {
			d.names = 1
		}
		d.nameless = random.IntN(5) == 0
	}
	d.attributes = lose()
	for _, tag := range []string{"header", "nav", "main", "article", "section", "aside", "footer", "figure", "figcaption", "address", "time"} {
		if lose() {
			d.tags[tag] = "div"
		}
	}
	if lose() {
		to := []string{"div", "div", "p", "b"}[random.IntN(4)]
		for _, tag := range []string{"h1", "h2", "h3", "h4", "h5", "h6"} {
			if lose() {
				d.tags[tag] = to
			}
		}
	}
	if strength > 0.5 && random.IntN(6) == 0 {
		d.tags["p"] = "div"
	}
	if strength > 0.5 && random.IntN(4) == 0 {
		d.tags["ul"], d.tags["ol"], d.tags["li"] = "div", "div", "div"
	}
	d.scripts, d.metas, d.items = lose(), lose(), lose()
	d.walk(root)
	var out bytes.Buffer
	err = html.Render(&out, root)
	return out.Bytes(), err
}

type disguiser struct {
	random     *rand.Rand
	salt       uint64
	names      float64 // the part of classes and ids that become other words
	nameless   bool    // those vanish instead
	attributes bool    // data-* and aria-* vanish
	scripts    bool    // so does JSON-LD
	metas      bool    // and what meta elements say
	items      bool    // and microdata
	tags       map[string]string
}

func (d *disguiser) walk(n *html.Node) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		if d.scripts && c.DataAtom == atom.Script && strings.Contains(dom.Attr(c, "type"), "ld+json") || d.metas && c.DataAtom == atom.Meta && dom.Attr(c, "charset") == "" && dom.Attr(c, "http-equiv") == "" {
			n.RemoveChild(c)
		} else {
			d.walk(c)
		}
		c = next
	}
	if n.Type != html.ElementNode || n.Namespace != "" {
		return
	}
	if to, ok := d.tags[n.Data]; ok {
		n.Data, n.DataAtom = to, atom.Lookup([]byte(to))
	}
	n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool {
		switch {
		case strings.HasPrefix(a.Key, "data-") && a.Key != "data-src" && a.Key != "data-srcset" || strings.HasPrefix(a.Key, "aria-") && a.Key != "aria-hidden" || a.Key == "role":
			return d.attributes
		case strings.HasPrefix(a.Key, "item"), a.Key == "property", a.Key == "typeof", a.Key == "vocab", a.Key == "rel" && n.DataAtom != atom.Link:
			return d.items
		case a.Key == "class" || a.Key == "id":
			return d.nameless && d.names > 0
		}
		return false
	})
	for i, a := range n.Attr {
		if a.Key == "class" || a.Key == "id" {
			n.Attr[i].Val = d.rename(a.Val)
		}
	}
}

// rename makes another word of some names, always the same one of the same name.
func (d *disguiser) rename(names string) string {
	words := strings.Fields(names)
	for i, w := range words {
		h := fnv.New64a()
		fmt.Fprint(h, d.salt, w)
		if sum := h.Sum64(); float64(sum%1000)/1000 < d.names {
			words[i] = fmt.Sprintf("x%x", sum>>36)
		}
	}
	return strings.Join(words, " ")
}
