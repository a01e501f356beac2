package check

import (
	"strconv"
	"strings"
	"time"

	"github.com/goccy/go-yaml/ast"
	"golang.org/x/net/http/httpguts"

	"github.com/tearsheet/tearsheet/browser/option"
)

// ours are the defaults that checking has where capturing has others: a page has to look
// the same everywhere.
var ours = map[string]string{"locale": "en-US", "timezone": "UTC"}

// otherwise are the options that a config has in another way than the command line.
var otherwise = map[string]string{
	"full_page": "picture of the whole page, not of the window alone",
	"selector":  "CSS selector of the one element to show in the picture",
	"headers":   "headers for the page's own site, by name; \"host: Name\" is for another one, \"*: Name\" for all",
}

// captureKeys are the options of a capture that a config may have.
func captureKeys(to *Capture) mapping {
	var keys mapping
	for _, o := range option.Table {
		if o.Config {
			keys = append(keys, key{o.Name, describe(o, ours), captured{o, to, isOne(o)}})
		}
	}
	return keys
}

// isOne tells whether checking takes one of what capturing takes several of.
func isOne(o option.Option) bool { _, ok := o.Type.(option.OneOrMore); return ok }

// describe says what an option does, as a sentence with its default: that of the table, where
// no other one is ours.
func describe(o option.Option, ours map[string]string) string {
	says := strings.TrimSuffix(o.Help, " (repeatable)")
	if other, ok := otherwise[o.Name]; ok && (ours != nil || o.Name == "full_page") {
		says = other
	}
	says = strings.ToUpper(says[:1]) + says[1:] + "."
	fallback := o.Default
	if other, ok := ours[o.Name]; ok {
		fallback = other
	}
	if _, isBool := o.Type.(option.Bool); fallback != "" && !(isBool && fallback == "false") {
		says += " Default: " + fallback + "."
	}
	return says
}

// captured takes the value of an option of the table.
type captured struct {
	option option.Option
	to     *Capture
	single bool // of what may be a list there is one
}

// typed gives what takes a value of the option's type, and then what it took.
func (v captured) typed() (value, func() []string) {
	switch t := v.option.Type.(type) {
	case option.Bool:
		b := new(bool)
		return yesno{b}, func() []string { return []string{strconv.FormatBool(*b)} }
	case option.Int:
		n := new(int)
		return number[int]{n, t.Least, t.Most}, func() []string { return []string{strconv.Itoa(*n)} }
	case option.Number:
		n := new(float64)
		return number[float64]{n, t.Least, t.Most}, func() []string { return []string{strconv.FormatFloat(*n, 'g', -1, 64)} }
	case option.Duration:
		d := new(time.Duration)
		return span{d, t.Least}, func() []string { return []string{d.String()} }
	case option.Word:
		s := new(string)
		return word{s, t.Of}, func() []string { return []string{*s} }
	case option.Words:
		list := new([]string)
		return words{list, t.Of}, func() []string { return *list }
	case option.Headers:
		list := new([]string)
		return named{each: func(name string) value { return header{list, name} }}, func() []string { return *list }
	}
	if v.option.Type.IsList() {
		list := new([]string)
		return texts{list, v.option.Type.Check}, func() []string { return *list }
	}
	s := new(string)
	return text{s, v.option.Type.Check}, func() []string { return []string{*s} }
}

func (v captured) read(r *reader, where string, n ast.Node) {
	before := len(r.problems)
	takes, took := v.typed()
	takes.read(r, where, n)
	if len(r.problems) > before {
		return
	}
	list := took()
	if v.single && len(list) > 1 {
		r.wrong(n, where, "one picture is compared: give one %s", v.option.Name)
		return
	}
	(*v.to)[v.option.Name] = list
}

func (v captured) schema() schema {
	takes, _ := v.typed()
	return takes.schema()
}

// header takes the value of one header.
type header struct {
	to   *[]string
	name string
}

func (v header) read(r *reader, where string, n ast.Node) {
	var says string
	content{&says}.read(r, where, n)
	_, bare := option.HeaderName(v.name)
	switch {
	case !httpguts.ValidHeaderFieldName(bare):
		r.wrong(n, where, "%q is no name of a header", v.name)
	case !httpguts.ValidHeaderFieldValue(says):
		r.wrong(n, where, "no header can be %q", says)
	default:
		*v.to = append(*v.to, v.name+": "+says)
	}
}
