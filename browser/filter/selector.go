package filter

import (
	"strings"

	"github.com/andybalholm/cascadia"
)

// maxSelector bounds one selector.
const maxSelector = 2048

// knownClasses are the pseudo-classes that Chrome and the check below both take in one
// meaning. Those of blockers (:has-text) and of cascadia alone (:contains) are not
// among them: one selector that Chrome does not know would void its whole rule.
var knownClasses = set(`not is where has nth-child nth-last-child nth-of-type nth-last-of-type first-child last-child
	first-of-type last-of-type only-child only-of-type empty root link any-link lang enabled disabled checked`)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// asNot are the pseudo-classes that take a list of selectors as :not does, and that
// cascadia does not know.
var asNot = map[string]bool{"is": true, "where": true}

// checkSelector says why a selector cannot be used; empty if it can.
func checkSelector(s string) string {
	switch {
	case s == "":
		return "empty selector"
	case len(s) > maxSelector:
		return "selector too long"
	case strings.HasPrefix(s, "+js("):
		return "script"
	case s[0] == '^':
		return "HTML filter"
	case strings.ContainsAny(s, "{}<\\") || strings.Contains(s, "/*"):
		return "selector not understood" // it could leave the style sheet that it is put into
	}
	probe, ok := standard(s)
	if !ok {
		return "extended selector"
	}
	if _, err := cascadia.ParseGroup(probe); err != nil {
		return "selector not understood"
	}
	return ""
}

// standard writes a selector so that cascadia can check it; false if it uses what
// Chrome may not know.
func standard(s string) (probe string, ok bool) {
	var out strings.Builder
	quote, inBrackets := byte(0), false
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case inBrackets && (strings.HasPrefix(s[i:], "!=") || strings.HasPrefix(s[i:], "#=") || c == '=' && !startsValue(s[i+1:])):
			return "", false
		case c == '[' || c == ']':
			inBrackets = c == '['
		case c == ':' && !inBrackets:
			name := pseudoName(s[i+1:])
			if !knownClasses[name] {
				return "", false
			}
			i += len(name)
			if asNot[name] {
				name = "not"
			}
			out.WriteString(":" + name)
			if name == "has" {
				i = skipCombinator(s, i, &out)
			}
			continue
		}
		out.WriteByte(c)
	}
	return out.String(), quote == 0
}

// startsValue tells whether the value of an attribute starts as Chrome wants it.
func startsValue(s string) bool {
	return s != "" && (s[0] == '"' || s[0] == '\'' || s[0] == '_' || s[0] >= 0x80 || 'a' <= s[0]|0x20 && s[0]|0x20 <= 'z')
}

// pseudoName reads the name after a colon.
func pseudoName(s string) string {
	for i := range len(s) {
		if c := s[i]; c != '-' && (c < 'a' || c > 'z') {
			return s[:i]
		}
	}
	return s
}

// skipCombinator leaves out the combinator with which :has( may begin. i is the last
// byte of the name; it returns the last byte taken.
func skipCombinator(s string, i int, out *strings.Builder) int {
	if i+1 >= len(s) || s[i+1] != '(' {
		return i
	}
	out.WriteByte('(')
	i++
	rest := strings.TrimLeft(s[i+1:], " ")
	if rest != "" && strings.IndexByte(">+~", rest[0]) >= 0 {
		return len(s) - len(rest)
	}
	return i
}
