package plain

import (
	"fmt"
	"strings"
)

// Markdown writes text so that no part of it is Markdown or HTML.
func Markdown(s string) string {
	s = Line(s)
	var b strings.Builder
	for i, r := range s {
		switch {
		case strings.ContainsRune("<>&", r):
			fmt.Fprintf(&b, "&#%d;", r)
		case strings.ContainsRune("\\`*_{}[]#|~@", r), r == '!' && strings.HasPrefix(s[i+1:], "["), r == ':' && strings.HasPrefix(s[i+1:], "//"), r == '(' && strings.HasSuffix(s[:i], "]"):
			b.WriteByte('\\')
			b.WriteRune(r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
