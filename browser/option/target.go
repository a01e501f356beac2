package option

import (
	"fmt"
	"regexp"
	"strings"
)

// byRole is an element by its role and, where that is given, by its name.
var byRole = regexp.MustCompile(`^role=[a-z]+(\[name=("[^"]+"|'[^']+')\])?$`)

// Target says what is wrong with what something is done to: a CSS selector, text=WORDS, or
// role=ROLE with or without [name="NAME"].
func Target(text string) string {
	switch {
	case strings.HasPrefix(text, "text="):
		if strings.TrimSpace(text[len("text="):]) == "" {
			return fmt.Sprintf("%q: say what words behind text=", text)
		}
		return ""
	case strings.HasPrefix(text, "role="):
		if !byRole.MatchString(text) {
			return fmt.Sprintf(`%q: use role=ROLE or role=ROLE[name="NAME"], such as role=button[name="Go"]`, text)
		}
		return ""
	}
	return selector(text)
}

// Awaited says what is wrong with what a page is waited for: a Target, or js=EXPRESSION.
func Awaited(text string) string {
	if expression, ok := strings.CutPrefix(text, "js="); ok {
		if strings.TrimSpace(expression) == "" {
			return fmt.Sprintf("%q: say what to wait for behind js=", text)
		}
		return ""
	}
	return Target(text)
}
