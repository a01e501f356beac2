package extract

import (
	"regexp"
	"strings"

	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dates"
	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/people"
)

// Some bylines say by where they stand that they are one: a name over what its bearer
// does, or, in Japanese, names in brackets of their own.

// roleAuthor is the name on a line of its own behind the headline, over the line that
// tells what its bearer does, where the date stands beside them.
func roleAuthor(s *source, a *Article) []string {
	const steps, longest = 3, 60 // elements behind the headline; bytes
	if s.headline == nil || s.kindDeclared(a) == kindProduct {
		return nil
	}
	name, dated := "", false
	block := s.headline
	for range steps {
		for up := 0; nextElement(block) == nil && up < steps && block.Parent != nil && block.Parent.DataAtom != atom.Body; up++ {
			block = block.Parent
		}
		if block = nextElement(block); block == nil {
			break
		}
		lines := dom.LinesOf(block, 200)
		for i := range min(len(lines), 4) {
			if _, ok := dates.Parse(lines[i], s.locale(a)); ok {
				dated = true
			}
			if name != "" || i == 0 || len(lines[i]) > longest || !people.HasRole(lines[i]) || strings.HasSuffix(lines[i], ".") {
				continue
			}
			if n := people.CleanName(lines[i-1]); n == lines[i-1] && people.IsFullName(n) && len(strings.Fields(n)) < 4 && s.mayWrite(n) {
				name = n
			}
		}
	}
	if !dated || name == "" {
		return nil
	}
	return []string{name}
}

// bracketedNames are those of a line that is nothing but two names or more in brackets:
// 【高木さやか、森本健】
func bracketedNames(line string) []string {
	m := namesInBrackets.FindStringSubmatch(line)
	if m == nil {
		return nil
	}
	return people.In(strings.ReplaceAll(m[1], "・", "、"))
}

var namesInBrackets = regexp.MustCompile(`^[【（]([\p{Han}\p{Hiragana}\p{Katakana}ー]{3,7}(?:[、・][\p{Han}\p{Hiragana}\p{Katakana}ー]{3,7}){1,4})[】）]$`)

// bracketedAuthors are the names in brackets over or under the text.
func bracketedAuthors(s *source, _ *Article) []string {
	for _, m := range s.byTexts {
		if s.region(m)&(elsewhere|inCaption|inLink) != 0 || m.at < s.lineAt {
			continue
		}
		if names := bracketedNames(strings.TrimSpace(m.node.Data)); len(names) > 1 {
			return names
		}
	}
	return nil
}

// isBracketed tells whether a text may be names in brackets.
func isBracketed(text string) bool {
	const longest = 120 // bytes
	return len(text) < longest && (strings.HasPrefix(text, "【") || strings.HasPrefix(text, "（")) && namesInBrackets.MatchString(text)
}
