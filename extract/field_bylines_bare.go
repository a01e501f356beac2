package extract

import (
	"iter"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/body"
	"github.com/tearsheet/tearsheet/extract/internal/dates"
	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/people"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// Some bylines say by where they stand that they are one: a name over what its bearer
// does, or, in Japanese, names in brackets of their own.

// roleAuthor is the name on a line of its own behind the headline, over the line that
// tells what its bearer does, where the date stands beside them; several where commas end
// their lines.
func roleAuthor(s *source, a *Article) []string {
	const steps, levels, longest = 5, 3, 60 // elements behind the headline, and around it; letters
	const head, large = 3, 200              // elements that may be large; bytes of the others
	if s.headline == nil || s.kindDeclared(a) == body.KindProduct {
		return nil
	}
	var names []string
	dated := false
	block := s.headline
	for step := range steps {
		for up := 0; dom.Following(block) == nil && up < levels && block.Parent != nil && block.Parent.DataAtom != atom.Body; up++ {
			block = block.Parent
		}
		if block = dom.Following(block); block == nil || step >= head && dom.IsLonger(block, large, 2*large) {
			break
		}
		lines := dom.LinesOf(block, 200)
		for i := range min(len(lines), 4) {
			if _, ok := dates.Parse(lines[i], s.locale(a)); ok {
				dated = true
			}
			if len(names) > 0 || i == 0 || utf8.RuneCountInString(lines[i]) > longest || !people.HasRole(lines[i]) || people.TellsPhoto(lines[i]) || strings.HasSuffix(lines[i], ".") {
				continue
			}
			for k := i - 1; k >= 0; k-- {
				line := strings.TrimRight(lines[k], ", ")
				if n := people.CleanName(line); n != line || !people.IsFullName(n) || len(strings.Fields(n)) > 3 || !s.mayWrite(n) || k < i-1 && line == lines[k] {
					break
				}
				names = append([]string{line}, names...)
			}
		}
	}
	if !dated {
		return nil
	}
	return names
}

// titledAuthor is the name that a part of <title> has behind the word for "by", where the name
// stands by itself behind the headline: Ferries at night - by Anna Bee.
func titledAuthor(s *source, a *Article) []string {
	if s.headline == nil || s.kindDeclared(a) == body.KindProduct {
		return nil
	}
	for part := range strings.SplitSeq(nameBesideDate.Replace(s.titleTag), "\n") {
		word, name := people.CutByline(strings.TrimSpace(part))
		if word == "" || people.CleanName(name) != name || !people.IsFullName(name) || !s.mayWrite(name) {
			continue
		}
		for text := range s.textsBehindHeadline() {
			if wording.Squeeze(text.Data) == name {
				return []string{name}
			}
		}
	}
	return nil
}

// footnotedAuthors are the names on one line behind the headline, each with a raised mark that
// tells where its bearer works, as papers of science have them.
func footnotedAuthors(s *source, a *Article) []string {
	const fewest, longestAnd = 2, 3 // names; bytes of the word before the last
	var out people.List
	for text := range s.textsBehindHeadline() {
		_, name := people.CutByline(strings.Trim(wording.Squeeze(text.Data), ",;&· "))
		if dom.Enclosing(text, atom.Sup) != nil || len(name) <= longestAnd {
			continue
		}
		if mark := elementBehind(text); mark != nil && mark.DataAtom == atom.Sup && people.CleanName(name) == name && people.IsFullName(name) {
			out.Add(name)
		} else if len(out.Names) > 0 {
			break
		}
	}
	if len(out.Names) < fewest {
		return nil
	}
	return out.Names
}

// elementBehind is the element that stands right behind a text, in the same element or around it.
func elementBehind(text *html.Node) *html.Node {
	n := text
	for n.NextSibling == nil && n.Parent != nil && dom.InlineTags.Of(n.Parent.DataAtom) {
		n = n.Parent
	}
	next := n.NextSibling
	for next != nil && next.Type == html.TextNode && strings.Trim(next.Data, " ,\u00a0\n\t") == "" {
		next = next.NextSibling
	}
	return next
}

// textsBehindHeadline are the first texts behind the headline, in the boxes around it that hold
// more than it.
func (s *source) textsBehindHeadline() iter.Seq[*html.Node] {
	const most, levels = 40, 4
	return func(yield func(*html.Node) bool) {
		left := most
		for n, up := s.headline, 0; n != nil && up < levels && n.DataAtom != atom.Body; n, up = n.Parent, up+1 {
			for next := n.NextSibling; next != nil; next = next.NextSibling {
				for _, text := range textNodes(next, nil) {
					if left--; left < 0 || !yield(text) {
						return
					}
				}
			}
		}
	}
}

// bracketedAuthors are the names in brackets over or under the text.
func bracketedAuthors(s *source, _ *Article) []string {
	for _, m := range s.byTexts {
		if s.region(m)&(elsewhere|inCaption|inLink) != 0 || m.at < s.lineAt {
			continue
		}
		if names := people.BracketedNames(strings.TrimSpace(m.node.Data)); len(names) > 1 {
			return names
		}
	}
	return nil
}

// mailAuthors is the name in bold behind the headline that an address to write to stands
// beside, as in the archives of mailing lists.
func mailAuthors(s *source, _ *Article) []string {
	const steps = 3 // elements behind the headline
	n := s.headline
	for range steps {
		if n == nil {
			return nil
		}
		if n = dom.Following(n); n == nil || !emphasis[n.DataAtom] {
			continue
		}
		mail := dom.Following(n)
		if name := dom.TextOf(n, 60); mail != nil && strings.HasPrefix(dom.Attr(mail, "href"), "mailto:") && people.CleanName(name) == name && people.IsFullName(name) && s.mayWrite(name) {
			return []string{name}
		}
	}
	return nil
}
