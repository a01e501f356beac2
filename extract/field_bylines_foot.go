package extract

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/body"
	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/people"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// footAuthors are the names on the line right under the text: two or more and nothing else, with a
// place behind them perhaps, or one with the name of the site: Anna Bee, for The Ferry Mail.
func footAuthors(s *source, a *Article) []string {
	if s.kindDeclared(a) == body.KindForum || s.kindDeclared(a) == body.KindProduct {
		return nil
	}
	for i, p := range s.paras {
		if i+1 < len(s.paras) && s.paras[i+1].node.Parent == p.node.Parent && dom.IsLonger(s.paras[i+1].node, 100, 160) {
			continue // the text goes on
		}
		if p.at < s.lineAt || s.region(p)&(elsewhere|inCaption|inBio) != 0 || !dom.IsLonger(p.node, 40, 100) {
			continue
		}
		line := dom.Following(p.node)
		if line == nil && p.node.Parent.DataAtom != atom.Body {
			line = dom.Following(p.node.Parent) // the paragraphs have a box of their own
		}
		if line == nil || isHeading(line.DataAtom) || dom.IsLonger(line, 120, 240) {
			continue
		}
		if names := s.footNames(line, a); len(names) > 0 && !textResumes(line) {
			return names
		}
	}
	return nil
}

// textResumes tells whether a paragraph of some length stands behind a line, beside it.
func textResumes(line *html.Node) bool {
	for n := line.NextSibling; n != nil; n = n.NextSibling {
		if n.DataAtom == line.DataAtom && firstOf(n, atom.A) == nil && dom.IsLonger(n, 100, 160) {
			return true
		}
	}
	return false
}

// footNames are the names that such a line is made of.
func (s *source) footNames(line *html.Node, a *Article) []string {
	const longest, fewest, words, most = 120, 2, 7, 16 // bytes; names; words behind a name, and of all
	text := dom.TextOf(line, 2*longest)
	if len(text) >= longest || !strings.Contains(text, " ") || strings.HasSuffix(text, ".") || strings.ContainsAny(text, "?!:;0123456789") || !hasCase(text) || people.BeginsPhoto(text) || people.LabelsOthers(text) || firstOf(line, atom.A) != nil {
		return nil
	}
	if front, rest, ok := strings.Cut(text, ", "); ok && len(strings.Fields(rest)) <= words && people.CleanName(front) == front && people.IsFullName(front) && holdsStems(rest, a.SiteName) && s.mayWrite(front) {
		return []string{front}
	}
	if words := len(strings.Fields(text)); words < 2*fewest || words > most {
		return nil
	}
	names := people.At(text, true)
	rest := text
	for _, name := range names {
		rest = strings.Replace(rest, name, "", 1)
	}
	placed := strings.HasSuffix(text, strings.TrimLeft(rest, ", ")) // what is left is the place
	if !placed && slices.ContainsFunc(strings.Fields(rest), func(w string) bool { return len(strings.Trim(w, ",;&")) > 4 }) {
		return nil // it says something of them
	}
	if n := len(names); n > fewest && (people.MayBePlace(names[n-1]) || holdsStems(a.Title, names[n-1][:strings.IndexByte(names[n-1]+" ", ' ')])) {
		names = names[:n-1]
	} else if n == fewest && strings.Contains(text, names[0]+", ") {
		return nil // a name and where its bearer lives
	}
	if len(names) < fewest || !allFull(names) || slices.ContainsFunc(names, func(n string) bool { return !s.mayWrite(n) || s.mentions(n) > 1 }) {
		return nil
	}
	return names
}

// holdsStems tells whether a text has the words of a name in it, whatever their endings.
func holdsStems(text, name string) bool {
	const shortest, ending = 4, 2 // letters
	text, stems := wording.Letters(text), 0
	for w := range strings.FieldsSeq(wording.Letters(name)) {
		letters := []rune(w)
		if len(letters) < shortest {
			continue
		}
		if stems++; !strings.Contains(text, string(letters[:max(shortest, len(letters)-ending)])) {
			return false
		}
	}
	return stems > 0
}

// partAuthors are the names on one line behind the headline that lead to parts of the page, where it
// is told who they are, as papers of science have them: commas set them apart, as nothing does in a
// list of contents.
func partAuthors(s *source, _ *Article) []string {
	const steps, longest = 4, 600 // elements behind the headline; bytes of each
	for n, step := s.headline, 0; n != nil && step <= steps; n, step = dom.Following(n), step+1 {
		if n == s.headline || dom.IsLonger(n, longest, 2*longest) {
			continue
		}
		if link := firstOf(n, atom.A); link != nil && strings.HasPrefix(dom.Attr(link, "href"), "#") {
			if names := namesInRow(link.Parent); names != nil {
				return names
			}
		}
	}
	return nil
}

// namesInRow are the names that links in an element are, to parts of the page all of them, with
// a comma or a word between each and the next.
func namesInRow(row *html.Node) []string {
	const longestAnd = 4 // bytes
	var out people.List
	apart := true
	for n := row.FirstChild; n != nil; n = n.NextSibling {
		text := wording.Squeeze(dom.TextOf(n, maxText))
		switch {
		case n.DataAtom == atom.A && apart && strings.HasPrefix(dom.Attr(n, "href"), "#") && people.CleanName(text) == text && people.IsFullName(text):
			out.Add(text)
			apart = false
		case n.DataAtom == atom.Sup, text == "":
		case n.Type == html.TextNode && len(text) <= longestAnd:
			apart = true
		default:
			return nil
		}
	}
	if len(out.Names) < 2 {
		return nil
	}
	return out.Names
}
