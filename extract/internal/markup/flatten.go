package markup

import (
	"bytes"
	"slices"

	"golang.org/x/net/html"

	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// Flatten rewrites page so that no more than depth elements are open at once:
// tags nested more deeply are left out, their text stays. What is within a script or a title
// is no tag, but it is one within a drawing, where such elements are others: below
// surely, all that looks like a tag is one.
func Flatten(page []byte, depth int) []byte {
	var out bytes.Buffer
	out.Grow(len(page))
	var open []string           // the elements that are open, outermost first
	dropped := map[string]int{} // open elements that were left out
	z := html.NewTokenizer(bytes.NewReader(page))
	for {
		foreign := slices.Contains(open, "svg") || slices.Contains(open, "math")
		if foreign || depth < surely {
			z.NextIsNotRawText()
		}
		kind := z.Next()
		if kind == html.ErrorToken {
			return out.Bytes()
		}
		raw := z.Raw()
		switch kind {
		case html.StartTagToken, html.SelfClosingTagToken:
			if kind == html.SelfClosingTagToken && foreign && depth >= surely {
				break // elsewhere the slash says nothing
			}
			name, _ := z.TagName()
			tag := string(name)
			switch {
			case voidTags[tag]:
			case len(open) > 0 && open[len(open)-1] == tag && selfClosing[tag]:
			case len(open) >= depth:
				dropped[tag]++
				continue
			default:
				open = append(open, tag)
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			tag := string(name)
			if dropped[tag] > 0 {
				dropped[tag]--
				continue
			}
			for i := len(open) - 1; i >= 0; i-- { // at most depth steps
				if open[i] == tag {
					open = open[:i]
					break
				}
			}
		}
		out.Write(raw)
	}
}

// surely is the depth below which nothing is believed of what a page says.
const surely = 4

// voidTags never have content, so they never nest.
var voidTags = wording.Set("area base br col embed hr img input link meta param source track wbr")

// selfClosing elements end where the next of their kind begins.
var selfClosing = wording.Set("dd dt li option p td th tr")
