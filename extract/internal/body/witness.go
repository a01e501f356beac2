package body

import (
	"iter"
	"strings"

	"github.com/tearsheet/tearsheet/extract/internal/markup"
	"github.com/tearsheet/tearsheet/extract/internal/schemaorg"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// The text that a page states in its structured data is a witness: where it tells
// of a text that was not found, it is believed.

const (
	minWitness = 60  // words from which a statement is worth hearing
	enoughSeen = 0.5 // part of it that must be in what was found
)

// heed compares what was found with the body or description that the page states,
// and mends the choice where most of that is missing.
func (c *Content) heed(s *Page) {
	stated := statement(s, c.Kind)
	plain := wording.Letters(stated)
	if strings.Count(plain, " ")+1 < minWitness {
		return
	}
	triples := triplesOf(plain)
	seen := func(keep func(int) bool) float64 {
		found := map[string]bool{}
		for i := range c.blocks {
			if keep(i) {
				for t := range eachTriple(c.plain(&c.blocks[i])) {
					if triples[t] {
						found[t] = true
					}
				}
			}
		}
		return float64(len(found)) / float64(len(triples))
	}
	if seen(func(i int) bool { return c.keep[i] }) >= enoughSeen {
		return
	}
	told := make([]bool, len(c.blocks))
	for i := range c.blocks {
		told[i] = mostlyIn(triplesOf(c.plain(&c.blocks[i])), triples)
	}
	if seen(func(i int) bool { return told[i] }) < enoughSeen {
		c.believe(stated)
		return
	}
	c.root = 0
	c.keep = told
}

// believe takes the stated text, plain or HTML, in place of the page's.
func (c *Content) believe(stated string) {
	if !strings.Contains(stated, "</") {
		stated = "<p>" + strings.ReplaceAll(stated, "\n", "</p><p>") + "</p>"
	}
	page, err := markup.ParsePart([]byte(stated))
	if err != nil {
		return
	}
	c.layout = lay(bodyOf(page), 0, newCues(), nil)
	c.root = 0
	c.keep = make([]bool, len(c.blocks))
	for i := range c.keep {
		c.keep[i] = true
	}
}

// statement is the longest body, or description of a product, in the page's
// structured data.
func statement(s *Page, kind string) string {
	longest := ""
	for _, list := range [][]schemaorg.Item{s.LD, s.Items} {
		for _, t := range list {
			v, _ := t["articleBody"].(string)
			if kind == KindProduct && t.Is("Product", "ProductGroup") {
				v, _ = t["description"].(string)
			}
			if len(v) > len(longest) {
				longest = v
			}
		}
	}
	return longest
}

func triplesOf(plain string) map[string]bool {
	m := map[string]bool{}
	for t := range eachTriple(plain) {
		m[t] = true
	}
	return m
}

// eachTriple gives each three words in a row of a text that is but letters.
func eachTriple(plain string) iter.Seq[string] {
	return func(yield func(string) bool) {
		words := 0
		var begin [3]int // of the last three words
		for i := 0; i <= len(plain); i++ {
			if i < len(plain) && plain[i] != ' ' {
				continue
			}
			if words++; words >= 3 && !yield(plain[begin[0]:i]) {
				return
			}
			begin = [3]int{begin[1], begin[2], i + 1}
		}
	}
}

// mostlyIn says whether most of a few triples are among many.
func mostlyIn(few, many map[string]bool) bool {
	n := 0
	for t := range few {
		if many[t] {
			n++
		}
	}
	return n*3 >= len(few)*2 && n > 0
}
