package browser

import (
	"os"
	"regexp"
	"regexp/syntax"
	"strings"
	"testing"
)

// A row of js/world/paywall.js is only looked at for a text that has its sign.
func TestSignsOfWalls(t *testing.T) {
	text, err := os.ReadFile("js/world/paywall.js")
	if err != nil {
		t.Fatal(err)
	}
	rows := regexp.MustCompile(`(?m)^ *\{sign: /(.*?)/(i?), phrases: \[(.*)\]\},$`).FindAllStringSubmatch(string(text), -1)
	if len(rows) < 10 {
		t.Fatalf("%d rows are found", len(rows))
	}
	one := regexp.MustCompile(`'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"`)
	for _, row := range rows {
		sign := regexp.MustCompile("(?" + row[2] + "s)" + regexp.MustCompile(`\\u(\w{4})`).ReplaceAllString(row[1], `\x{$1}`))
		phrases := one.FindAllStringSubmatch(row[3], -1)
		if len(phrases) == 0 {
			t.Errorf("sign %s has no phrases", row[1])
		}
		for _, phrase := range phrases {
			pattern, err := syntax.Parse(strings.ReplaceAll(phrase[1]+phrase[2], `\\`, `\`), syntax.Perl)
			if err != nil {
				t.Fatal(err)
			}
			for _, text := range readings(pattern) {
				if !sign.MatchString(text) {
					t.Errorf("%q, as in %s, has no sign %s", text, phrase[0], row[1])
				}
			}
		}
	}
}

// readings gives the texts that a pattern fits. For what may be there or not there is a gap, over
// which nothing can be read.
func readings(p *syntax.Regexp) []string {
	switch p.Op {
	case syntax.OpLiteral:
		return []string{string(p.Rune)}
	case syntax.OpCharClass:
		var list []string
		for i := 0; i < len(p.Rune); i += 2 {
			for r := p.Rune[i]; r <= p.Rune[i+1]; r++ {
				list = append(list, string(r))
			}
		}
		return list
	case syntax.OpCapture:
		return readings(p.Sub[0])
	case syntax.OpAlternate:
		var list []string
		for _, sub := range p.Sub {
			list = append(list, readings(sub)...)
		}
		return list
	case syntax.OpConcat:
		list := []string{""}
		for _, sub := range p.Sub {
			var longer []string
			for _, begun := range list {
				for _, more := range readings(sub) {
					longer = append(longer, begun+more)
				}
			}
			list = longer
		}
		return list
	}
	return []string{"\x00"}
}
