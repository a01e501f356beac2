package action

import (
	"fmt"
	"strings"
)

// Short reads an action as a flag writes it: the verb's operand, and for fill FIELD=TEXT.
func Short(verb Verb, text string) (Action, error) {
	form, _ := Of(verb)
	operand, other := text, ""
	if verb == Fill {
		var ok bool
		if operand, other, ok = cutField(text); !ok {
			return Action{}, fmt.Errorf("%q: use FIELD=TEXT, such as '#name=Ada' or 'role=textbox[name=\"Name\"]=Ada'", text)
		}
	}
	a, err := form.New(operand, other).Resolve()
	if err != nil {
		return a, err
	}
	return a, a.Check()
}

// cutField divides FIELD=TEXT at the first = that is not part of the field: one in
// brackets or quotes is, and so is that of text= and role=.
func cutField(text string) (field, value string, ok bool) {
	from := 0
	for _, prefix := range []string{"text=", "role="} {
		if strings.HasPrefix(text, prefix) {
			from = len(prefix)
		}
	}
	open, quote := 0, byte(0)
	for i := from; i < len(text); i++ {
		switch c := text[i]; {
		case c == '\\':
			i++
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case open > 0 && (c == '"' || c == '\''):
			quote = c
		case c == '[' || c == '(':
			open++
		case (c == ']' || c == ')') && open > 0:
			open--
		case c == '=' && open == 0:
			return text[:i], text[i+1:], i > from
		}
	}
	return text, "", false
}
