package singlefile

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// placed is a picture of an img.
type placed struct {
	facts *Facts
	body  *resource
	style string
}

// referPlace writes a reference to the picture of an img, with its style attribute.
func (t *tree) referPlace(r *resource, f *Facts, style string) []byte {
	t.uses[r.number]++
	t.places = append(t.places, placed{f, r, style})
	return fmt.Appendf(nil, "\x00%c%d\x00", inPlace, len(t.places)-1)
}

// worthIt is the length from which a body that is used twice stands in a variable.
const worthIt = 400

// variable tells whether a body stands in a variable of the document.
func (t *tree) variable(r *resource) bool {
	return t.uses[r.number] > 1 && len(r.url) >= worthIt
}

// expand puts bodies in the places of their references.
func (t *tree) expand() string {
	var b strings.Builder
	named := map[int]bool{}
	skipping := false
	rest := t.out
	var body strings.Builder
	var headAt int
	for {
		i := bytes.IndexByte(rest, 0)
		if i < 0 {
			break
		}
		end := bytes.IndexByte(rest[i+1:], 0)
		if end < 0 {
			break
		}
		if !skipping {
			body.Write(rest[:i])
		}
		ref := rest[i+1 : i+1+end]
		rest = rest[i+end+2:]
		if len(ref) == 0 {
			continue
		}
		number, _ := strconv.Atoi(string(ref[1:]))
		switch {
		case ref[0] == framesTo:
			skipping = false
		case skipping:
		case ref[0] == frames:
			skipping = !t.animated[t.keyed[number]]
		case ref[0] == headHere:
			headAt = body.Len()
		case ref[0] == inPlace:
			t.place(&body, t.places[number], named)
		case ref[0] == inAny && t.variable(t.file.store.list[number]):
			named[number] = true
			fmt.Fprintf(&body, "var(--%s%d)", prefix, number)
		case ref[0] == inAny, ref[0] == inCSS:
			body.WriteString("url(" + t.file.store.list[number].url + ")")
		default:
			body.WriteString(t.file.store.list[number].url)
		}
	}
	if !skipping {
		body.Write(rest)
	}
	text := body.String()
	b.Grow(len(text))
	b.WriteString(text[:headAt])
	if rules := t.variables(named) + t.helper(t.scopes[0]); rules != "" {
		b.WriteString("<style>" + rules + "</style>")
	}
	b.WriteString(text[headAt:])
	return b.String()
}

// variables writes those that the document uses. They are inherited by shadow roots.
func (t *tree) variables(named map[int]bool) string {
	if len(named) == 0 {
		return ""
	}
	numbers := make([]int, 0, len(named))
	for number := range named {
		numbers = append(numbers, number)
	}
	slices.Sort(numbers)
	var b strings.Builder
	b.WriteString(":root{")
	for _, number := range numbers {
		fmt.Fprintf(&b, "--%s%d:url(%s);", prefix, number, t.file.store.list[number].url)
	}
	b.WriteString("}")
	return b.String()
}

// place writes the picture of an img: in place, or where it stands more than once as the
// content of an empty one of the same size, which is drawn alike.
func (t *tree) place(b *strings.Builder, p placed, named map[int]bool) {
	style := p.style
	source := p.body.url
	if t.variable(p.body) && p.facts.Width > 0 {
		named[p.body.number] = true
		source = tidied(emptyPicture(p.facts.Width, p.facts.Height))
		if style = strings.TrimRight(style, "; "); style != "" {
			style += ";"
		}
		style += fmt.Sprintf("content:var(--%s%d)", prefix, p.body.number)
	}
	b.WriteString(` src="` + source + `"`)
	if style != "" {
		b.WriteString(` style="` + escapeAttr.Replace(style) + `"`)
	}
}

// decodeData gives what a data: address holds.
func decodeData(address string) (data []byte, mediaType string, ok bool) {
	if !isData(address) {
		return nil, "", false
	}
	head, text, found := strings.Cut(address[len("data:"):], ",")
	if !found {
		return nil, "", false
	}
	text, _, _ = strings.Cut(text, "#")
	plain, err := url.PathUnescape(text)
	if err != nil {
		plain = text
	}
	if mediaType, encoded := strings.CutSuffix(strings.TrimSpace(head), ";base64"); encoded {
		data, err := base64.StdEncoding.DecodeString(strings.Map(func(r rune) rune {
			if r <= ' ' {
				return -1
			}
			return r
		}, plain))
		return data, mediaType, err == nil
	}
	return []byte(plain), head, true
}
