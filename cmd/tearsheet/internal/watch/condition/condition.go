// Package condition says whether a change is one that somebody wants to hear of:
//
//	price < 100
//	words added > 20
//	text matches "(?i)recall"
//	stock == "InStock" and before.price > price
//
// It is the language of github.com/expr-lang/expr over what is known of the page and of what
// changed. "words added" and the like may be written with a space.
package condition

import (
	"fmt"
	"math"
	"regexp"
	"strings"
	"time"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/types"
	"github.com/expr-lang/expr/vm"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/changes"
)

// Condition is an expression that is true or false of a change. The zero value is always true.
type Condition struct{ program *vm.Program }

// Event is a change of a page.
type Event struct {
	Before, After changes.State
	Changes       []changes.Change
	Stealth       bool
}

// natural are the names that are written with a space.
var natural = regexp.MustCompile(`\b(words|paragraphs|links)\s+(added|removed|edited|moved)\b`)

// quoted are the texts in an expression, which stay as they are.
var quoted = regexp.MustCompile("\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'|`[^`]*`")

// Parse reads a condition; values are the names of what is followed on the page.
func Parse(text string, values []string) (Condition, error) {
	if strings.TrimSpace(text) == "" {
		return Condition{}, nil
	}
	program, err := expr.Compile(joined(text), expr.Env(typesOf(environment(Event{}, nil), values)), expr.AsBool())
	if err != nil {
		first, _, _ := strings.Cut(err.Error(), "\n")
		return Condition{}, fmt.Errorf("%q cannot be understood: %s", text, first)
	}
	return Condition{program}, nil
}

// typesOf are those of what an expression can name: values are of any.
func typesOf(env map[string]any, values []string) types.Map {
	all := types.Map{}
	for name, v := range env {
		all[name] = types.TypeOf(v)
		if side, ok := v.(map[string]any); ok {
			all[name] = typesOf(side, values)
		}
	}
	for _, name := range values {
		all[name] = types.Any
	}
	return all
}

// joined is an expression with the natural names as names.
func joined(text string) string {
	var b strings.Builder
	at := 0
	for _, q := range quoted.FindAllStringIndex(text, -1) {
		b.WriteString(natural.ReplaceAllString(text[at:q[0]], "${1}_$2"))
		b.WriteString(text[q[0]:q[1]])
		at = q[1]
	}
	b.WriteString(natural.ReplaceAllString(text[at:], "${1}_$2"))
	return b.String()
}

// Holds tells whether the condition is true of an event; values as at Parse. What a page does not
// have is no number, and less, more or equal to nothing.
func (c Condition) Holds(e Event, values []string) (bool, error) {
	if c.program == nil {
		return true, nil
	}
	got, err := expr.Run(c.program, environment(e, values))
	if err != nil {
		return false, err
	}
	is, _ := got.(bool)
	return is, nil
}

// environment is what an expression can name.
func environment(e Event, values []string) map[string]any {
	env := page(e.After, values)
	env["before"] = page(e.Before, values)
	added, removed := changes.Words(e.Changes)
	env["words_added"], env["words_removed"] = added, removed
	count := func(what, how string) (n int) {
		for _, c := range e.Changes {
			if c.What == what && c.How == how {
				n++
			}
		}
		return n
	}
	for name, kind := range map[string]string{"paragraphs": changes.OfParagraph, "links": changes.OfLink} {
		for _, how := range []string{changes.Added, changes.Removed, changes.Edited, changes.Moved} {
			env[name+"_"+how] = count(kind, how)
		}
	}
	var what, fields []string
	var changed strings.Builder
	for _, c := range e.Changes {
		what = append(what, c.What)
		if c.What == changes.OfField {
			fields = append(fields, c.Name)
		}
		changed.WriteString(c.After + "\n")
	}
	env["what"], env["fields"] = append([]string{}, what...), append([]string{}, fields...)
	env["changed"] = changed.String() // the words that are new
	env["changes"] = len(e.Changes)
	env["stealth"] = e.Stealth
	return env
}

// page is what is known of one side.
func page(s changes.State, values []string) map[string]any {
	var text strings.Builder
	for i, p := range s.Text() {
		if i > 0 {
			text.WriteString("\n\n")
		}
		text.WriteString(p.Text)
	}
	env := map[string]any{
		"url": s.URL, "status": s.Status, "trouble": s.Trouble, "title": s.Title, "text": text.String(), "words": len(strings.Fields(text.String())),
		"subtitle": s.Field("subtitle"), "description": s.Field("description"), "section": s.Field("section"), "language": s.Field("language"),
		"published": s.Field("published"), "modified": s.Field("modified"), "hour": s.At.Hour(), "weekday": s.At.Weekday().String(),
		"price": number(s.Values["price"]), "currency": s.Values["currency"], "stock": s.Values["stock"],
	}
	if s.At.IsZero() {
		env["weekday"] = time.Sunday.String()
	}
	texts := map[string]string{}
	for name, value := range s.Values {
		texts[name] = value
	}
	env["values"] = texts
	for _, name := range values {
		env[name] = value(s.Values[name])
	}
	return env
}

// value is what somebody follows: the number in it, if there is one; its text is values.NAME.
func value(text string) any {
	if n := number(text); !math.IsNaN(n) || text == "" {
		return n
	}
	return text
}

func number(text string) float64 {
	if n, ok := changes.Number(text); ok {
		return n
	}
	return math.NaN()
}
