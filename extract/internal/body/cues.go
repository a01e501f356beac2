package body

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// cue is what an element's tag, role, class and id say about its content.
type cue uint16

const (
	cueDrop    cue = 1 << iota // never part of an article
	cueWeak                    // not part of one unless it reads like prose
	cueComment                 // what readers wrote below
	cueBody                    // the article's body
	cueArticle                 // the article with its head
	cueCaption                 // a picture's caption
	cueMeta                    // author, date, tags: shown in the head, not in the body
	cueCard                    // a box in a row of boxes
	cueDeck                    // the standfirst under the title
	cueEmbed                   // a post of another site, quoted
	cueStage                   // a show: in an article of other stories, on a shop's page of its own
	cueShop                    // what a shop puts around its goods
	cueThread                  // what a forum puts around a post
	cueUnseen                  // there for machines, or only shown on demand
	cueMedia                   // around a picture or player
	cueFilter                  // what narrows a list down
)

// cues looks up class names, remembering those it has seen: a page repeats few
// of them very often.
type cues struct {
	seen  map[string]cue // whole attributes
	names map[string]cue // single names
}

func newCues() *cues {
	const many = 300 // names on a page
	return &cues{seen: make(map[string]cue, many), names: make(map[string]cue, many)}
}

// of reads an element's tag and attributes.
func (v *cues) of(n *html.Node) cue {
	if n.DataAtom == atom.Body || n.DataAtom == atom.Html {
		return 0
	}
	h := tagCues.Of(n.DataAtom)
	frame := n.DataAtom == atom.Article || n.DataAtom == atom.Main
	for _, a := range n.Attr {
		switch a.Key {
		case "id":
			if !slugTags[n.DataAtom] {
				h |= v.readWords(a.Val) // hardly ever the same
			}
		case "class", "data-component", "data-testid":
			h |= v.words(a.Val)
		case "role":
			h |= roleCues[a.Val]
		case "itemprop":
			h |= itempropCues[a.Val]
		}
	}
	if frame { // named for what it is filed under or looks like
		h &^= cueDrop | cueWeak | cueCard | cueStage | cueShop | cueFilter | cueMeta | cueCaption
	}
	if h&cueEmbed != 0 {
		h &^= cueDrop | cueWeak | cueCard | cueStage | cueShop | cueFilter | cueMeta
	}
	return h
}

func (v *cues) words(s string) cue {
	h, ok := v.seen[s]
	if !ok {
		h = v.readWords(s)
		v.seen[s] = h
	}
	return h
}

func (v *cues) readWords(s string) (h cue) {
	if len(s) > 1024 {
		return 0
	}
	post := strings.Contains(s, "hentry") || strings.Contains(s, "type-post")
	for name := range strings.FieldsSeq(s) {
		if first, _, _ := strings.Cut(name, "-"); !post || !filingWords[first] {
			h |= v.name(name)
		}
	}
	return h
}

func (v *cues) name(name string) cue {
	h, ok := v.names[name]
	if !ok {
		h = nameCue(name)
		v.names[name] = h
	}
	return h
}

// nameCue is the cue of one class name or id: of its words, or of two of them in
// a row, "relatedPosts" being "related posts".
func nameCue(name string) cue {
	var buffer [64]byte
	words := buffer[:0] // the last word, a blank, this word
	var h cue
	last := -1 // where this word begins, once there is one before it
	for w := range wording.WordsOf(name) {
		if last >= 0 {
			words = append(words[:copy(words, words[last:])], ' ')
		}
		last = len(words)
		words = append(words, w...)
		if last > 0 {
			if string(words) == "media text" {
				h &^= cueMedia // a picture and a text side by side
			}
			if string(words[last:]) == "target" {
				h &^= cueUnseen // what the link leads to, not the link: "skip-link-target"
			}
			if negations[string(words[:last-1])] || string(words[last:]) == "signature" && declared[string(words[:last-1])] {
				continue
			}
			h |= wordCues.OfBytes(words)
		}
		h |= wordCues.OfBytes(words[last:])
	}
	return h
}

// told is how many different names said something.
func (v *cues) told() int {
	n := 0
	for _, h := range v.names {
		if h != 0 {
			n++
		}
	}
	return n
}

// slugTags have ids made of their own text.
var slugTags = dom.Atoms("h1 h2 h3 h4 h5 h6 section")
