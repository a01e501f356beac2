package extract

import (
	"strings"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/people"
)

// fullName is the whole name of an author of whom only the first is known so far, where a
// short line or what is said about the author has it behind what bylines begin with, and no
// other that begins like it: A column by Anna Bee.
func fullName(s *source, a *Article) []string {
	const short, longest = 80, 600 // bytes
	if len(a.Authors) != 1 || strings.Contains(a.Authors[0], " ") || !people.IsCapital(a.Authors[0]) {
		return nil
	}
	var found people.List
	for _, m := range s.paras {
		line := dom.TextOf(m.node, longest)
		if len(line) > short && s.region(m)&inBio == 0 {
			continue
		}
		words := strings.Fields(line)
		for i := 1; i+1 < len(words); i++ {
			if by, _ := people.CutByline(words[i-1] + " " + words[i]); by == "" || len(line) <= short && i+2 < len(words) {
				continue
			}
			next := strings.TrimRight(words[i+1], ".,:;!?)")
			if words[i] == a.Authors[0] && people.IsCapital(next) && people.IsFullName(words[i]+" "+next) {
				found.Add(words[i] + " " + next)
			}
		}
	}
	if len(found.Names) != 1 {
		return nil
	}
	return found.Names
}
