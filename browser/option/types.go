package option

import (
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Type says how a value is written, what it may be, and how Go holds it.
type Type interface {
	// Parse says whether a text is of the type at all.
	Parse(text string) error
	// Check says what is wrong with a text, in words that follow an option's name; empty:
	// nothing.
	Check(text string) string
	// IsList tells whether there may be several texts.
	IsList() bool

	set(fields []field, texts []string)
	get(fields []field) []string // nil: the zero value, which stands for the default
	toJSON(texts []string) any
}

// Bool is true or false.
type Bool struct{}

// Int is a whole number.
type Int struct{ Least, Most int }

// Number is any number.
type Number struct{ Least, Most float64 }

// Duration is a time such as 500ms. In manifests it is in milliseconds, and says so.
type Duration struct{ Least time.Duration }

// Bytes is a length such as 256MiB. In manifests it is in bytes, and says so.
type Bytes struct{}

// Size is two lengths, WIDTHxHEIGHT in CSS pixels. In manifests it is a list of the two.
type Size struct{ Least, Most int }

// Word is one word of a few.
type Word struct {
	Of   []string
	Zero string // the one that Go has as the empty string
	Fold bool   // case does not matter
}

// Text is any text that passes the check.
type Text struct {
	Valid func(string) string // says what is wrong; nil: nothing ever is
}

// Parse takes true and false.
func (Bool) Parse(text string) error { _, err := strconv.ParseBool(text); return err }

// Check finds nothing that Parse does not.
func (t Bool) Check(text string) string { return wrong(t, text, "true or false") }

// IsList tells that there is one text.
func (Bool) IsList() bool { return false }

func (Bool) set(fields []field, texts []string) {
	yes, _ := strconv.ParseBool(last(texts))
	for _, f := range fields {
		f.SetBool(yes != f.negated)
	}
}

func (Bool) get(fields []field) []string {
	return []string{strconv.FormatBool(fields[0].Bool() != fields[0].negated)}
}

func (Bool) toJSON(texts []string) any { return last(texts) == "true" }

// none is how Go has an Int of 0, since its own 0 stands for the default.
const none = -1

// Parse takes whole numbers.
func (t Int) Parse(text string) error {
	if _, err := strconv.Atoi(text); err != nil {
		return errors.New(t.Check(text))
	}
	return nil
}

// Check looks at the range.
func (t Int) Check(text string) string {
	n, err := strconv.Atoi(text)
	if err == nil && n >= t.Least && n <= t.Most {
		return ""
	}
	if t.Most == math.MaxInt32 {
		return fmt.Sprintf("%s: use %d or more", text, t.Least)
	}
	return fmt.Sprintf("%s: use %d to %d", text, t.Least, t.Most)
}

// IsList tells that there is one text.
func (Int) IsList() bool { return false }

func (Int) set(fields []field, texts []string) {
	n, _ := strconv.Atoi(last(texts))
	fields[0].SetInt(int64(n))
	if n == 0 {
		fields[0].SetInt(none)
	}
}

func (Int) get(fields []field) []string {
	switch n := fields[0].Int(); {
	case n == 0:
		return nil
	case n == none:
		return []string{"0"}
	default:
		return []string{strconv.FormatInt(n, 10)}
	}
}

func (Int) toJSON(texts []string) any { n, _ := strconv.Atoi(last(texts)); return n }

// Parse takes numbers.
func (t Number) Parse(text string) error {
	if _, err := strconv.ParseFloat(text, 64); err != nil {
		return errors.New(t.Check(text))
	}
	return nil
}

// Check looks at the range: NaN is in none.
func (t Number) Check(text string) string {
	if n, err := strconv.ParseFloat(text, 64); err == nil && n >= t.Least && n <= t.Most {
		return ""
	}
	return fmt.Sprintf("%s: use %g to %g", text, t.Least, t.Most)
}

// IsList tells that there is one text.
func (Number) IsList() bool { return false }

func (Number) set(fields []field, texts []string) {
	n, _ := strconv.ParseFloat(last(texts), 64)
	fields[0].SetFloat(n)
}

func (Number) get(fields []field) []string {
	if fields[0].Float() == 0 {
		return nil
	}
	return []string{strconv.FormatFloat(fields[0].Float(), 'g', -1, 64)}
}

func (Number) toJSON(texts []string) any { n, _ := strconv.ParseFloat(last(texts), 64); return n }

// Parse takes times.
func (Duration) Parse(text string) error { _, err := time.ParseDuration(text); return err }

// Check looks at the range.
func (t Duration) Check(text string) string {
	if d, err := time.ParseDuration(text); err != nil || d < t.Least {
		return fmt.Sprintf("%s: use %s or more", text, t.Least)
	}
	return ""
}

// IsList tells that there is one text.
func (Duration) IsList() bool { return false }

func (Duration) set(fields []field, texts []string) {
	d, _ := time.ParseDuration(last(texts))
	fields[0].SetInt(int64(d))
}

func (Duration) get(fields []field) []string {
	if fields[0].Int() == 0 {
		return nil
	}
	return []string{time.Duration(fields[0].Int()).String()}
}

func (Duration) toJSON(texts []string) any {
	d, _ := time.ParseDuration(last(texts))
	return d.Milliseconds()
}

// byteUnits are the units of Bytes.
var byteUnits = []struct {
	name string
	size int64
}{{"KiB", 1 << 10}, {"MiB", 1 << 20}, {"GiB", 1 << 30}, {"kB", 1e3}, {"MB", 1e6}, {"GB", 1e9}, {"B", 1}, {"", 1}}

func parseBytes(text string) (int64, error) {
	for _, unit := range byteUnits {
		if number, ok := strings.CutSuffix(text, unit.name); ok {
			n, err := strconv.ParseInt(strings.TrimSpace(number), 10, 64)
			if err == nil && n > math.MaxInt64/unit.size {
				err = strconv.ErrRange
			}
			return n * unit.size, err
		}
	}
	return 0, strconv.ErrSyntax
}

// Parse takes lengths.
func (Bytes) Parse(text string) error { _, err := parseBytes(text); return err }

// Check wants at least one byte.
func (Bytes) Check(text string) string {
	if n, err := parseBytes(text); err != nil || n < 1 {
		return fmt.Sprintf("%s: use a length such as 256MiB", text)
	}
	return ""
}

// IsList tells that there is one text.
func (Bytes) IsList() bool { return false }

func (Bytes) set(fields []field, texts []string) {
	n, _ := parseBytes(last(texts))
	fields[0].SetInt(n)
}

func (Bytes) get(fields []field) []string {
	if fields[0].Int() == 0 {
		return nil
	}
	return []string{strconv.FormatInt(fields[0].Int(), 10)}
}

func (Bytes) toJSON(texts []string) any { n, _ := parseBytes(last(texts)); return n }

func parseSize(text string) (width, height int, err error) {
	one, other, _ := strings.Cut(strings.ReplaceAll(text, "×", "x"), "x")
	if width, err = strconv.Atoi(strings.TrimSpace(one)); err == nil {
		height, err = strconv.Atoi(strings.TrimSpace(other))
	}
	return width, height, err
}

// Parse leaves all to Check.
func (Size) Parse(string) error { return nil }

// Check looks at the ranges.
func (t Size) Check(text string) string {
	width, height, err := parseSize(text)
	if err != nil || min(width, height) < t.Least || max(width, height) > t.Most {
		return fmt.Sprintf("%q: use WIDTHxHEIGHT such as 1280x800, %d to %d each", text, t.Least, t.Most)
	}
	return ""
}

// IsList tells that there is one text.
func (Size) IsList() bool { return false }

func (Size) set(fields []field, texts []string) {
	width, height, _ := parseSize(last(texts))
	fields[0].SetInt(int64(width))
	fields[1].SetInt(int64(height))
}

func (Size) get(fields []field) []string {
	width, height := fields[0].Int(), fields[1].Int()
	if width == 0 && height == 0 {
		return nil
	}
	return []string{fmt.Sprintf("%dx%d", width, height)}
}

func (Size) toJSON(texts []string) any {
	width, height, _ := parseSize(last(texts))
	return []int{width, height}
}

// Parse leaves all to Check.
func (Word) Parse(string) error { return nil }

// Check looks whether the word is known.
func (t Word) Check(text string) string {
	if slices.Contains(t.Of, t.folded(text)) {
		return ""
	}
	return fmt.Sprintf("%q: use %s", text, strings.Join(t.Of, ", "))
}

func (t Word) folded(text string) string {
	if t.Fold {
		return strings.ToLower(text)
	}
	return text
}

// IsList tells that there is one text.
func (Word) IsList() bool { return false }

func (t Word) set(fields []field, texts []string) {
	word := t.folded(last(texts))
	if word == t.Zero {
		word = ""
	}
	fields[0].SetString(word)
}

func (t Word) get(fields []field) []string {
	if fields[0].String() == "" {
		return nil
	}
	return []string{fields[0].String()}
}

func (Word) toJSON(texts []string) any { return last(texts) }

// Parse takes every text.
func (Text) Parse(string) error { return nil }

// Check asks Valid.
func (t Text) Check(text string) string {
	if t.Valid == nil || text == "" {
		return ""
	}
	return t.Valid(text)
}

// IsList tells that there is one text.
func (Text) IsList() bool { return false }

func (Text) set(fields []field, texts []string) { fields[0].SetString(last(texts)) }

func (Text) get(fields []field) []string {
	if fields[0].String() == "" {
		return nil
	}
	return []string{fields[0].String()}
}

func (Text) toJSON(texts []string) any { return last(texts) }

// last is the text that counts where one is given several times.
func last(texts []string) string {
	if len(texts) == 0 {
		return ""
	}
	return texts[len(texts)-1]
}

// wrong says of a text that is not of its type what to use.
func wrong(t Type, text, use string) string {
	if t.Parse(text) == nil {
		return ""
	}
	return fmt.Sprintf("%q: use %s", text, use)
}

// field is a place in a struct that holds a value or a part of one.
type field struct {
	reflect.Value
	part    string // of a list that has a field for each of its words
	negated bool
}
