package gallery

import (
	"context"
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"time"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"github.com/tearsheet/tearsheet/snapshots/index"
)

// filter is what of an archive is listed.
type filter struct {
	Text, Host, Class, Status, Language, Tag string
	Since, Until                             string // days; until is the last one

	long string // a field that has more than is read
}

func readFilter(q url.Values) filter {
	long := ""
	get := func(name string) string {
		value := q.Get(name)
		if len(value) > maxTyped {
			value, long = value[:maxTyped], name
		}
		return strings.TrimSpace(strings.ToValidUTF8(value, ""))
	}
	return filter{get("q"), get("host"), get("class"), get("status"), get("language"), get("tag"), get("since"), get("until"), long}
}

// maxTyped is the most that is read of one field, in bytes.
const maxTyped = 500

// aStatus is one of HTTP, or all of a kind.
var aStatus = regexp.MustCompile(`^(\d{1,3}|\dxx)$`)

// wrong says what is wrong with the filter; empty: nothing is.
func (f filter) wrong() string {
	if f.long != "" {
		return fmt.Sprintf("The field %q takes up to %d bytes.", f.long, maxTyped)
	}
	for _, day := range []struct{ name, value string }{{"since", f.Since}, {"until", f.Until}} {
		if _, err := time.Parse(time.DateOnly, day.value); day.value != "" && err != nil {
			return fmt.Sprintf("%q is no day: %s takes one such as 2026-11-23.", day.value, day.name)
		}
	}
	if f.Status != "" && !aStatus.MatchString(f.Status) {
		return fmt.Sprintf("%q is no status: use one such as 404, or a kind such as 4xx.", f.Status)
	}
	return ""
}

// values are the filter as an address has it.
func (f filter) values() url.Values {
	v := url.Values{}
	for name, value := range map[string]string{
		"q": f.Text, "host": f.Host, "class": f.Class, "status": f.Status, "language": f.Language, "tag": f.Tag, "since": f.Since, "until": f.Until,
	} {
		if value != "" {
			v.Set(name, value)
		}
	}
	return v
}

// link is the address of the list with this filter.
func (f filter) link(more ...string) string {
	v := f.values()
	for i := 0; i+1 < len(more); i += 2 {
		v.Set(more[i], more[i+1])
	}
	if len(v) == 0 {
		return "/"
	}
	return "/?" + v.Encode()
}

// query is the filter as the index takes it.
func (f filter) query() index.Query {
	q := index.Query{Text: f.Text, Host: f.Host}
	if day, err := time.Parse(time.DateOnly, f.Since); err == nil {
		q.Since = day
	}
	if day, err := time.Parse(time.DateOnly, f.Until); err == nil {
		q.Until = day.AddDate(0, 0, 1)
	}
	for _, facet := range []index.Facet{
		{Name: index.FacetClass, Value: f.Class}, {Name: index.FacetStatus, Value: f.Status},
		{Name: index.FacetLanguage, Value: f.Language}, {Name: index.FacetTag, Value: f.Tag},
	} {
		if facet.Value != "" {
			q.Facets = append(q.Facets, facet)
		}
	}
	return q
}

// Chosen are the parts of the filter besides the text, each with the address of the list
// without it.
func (f filter) Chosen() (list []chip) {
	for _, part := range []struct {
		label string
		value *string
		show  func(string) string
	}{
		{"host", &f.Host, nil}, {"class", &f.Class, className}, {"status", &f.Status, statusName}, {"language", &f.Language, languageName},
		{"tag", &f.Tag, nil}, {"from", &f.Since, nil}, {"until", &f.Until, nil},
	} {
		value := *part.value
		if value == "" {
			continue
		}
		*part.value = ""
		c := chip{part.label, value, f.link()}
		*part.value = value
		if part.show != nil {
			c.Value = part.show(value)
		}
		list = append(list, c)
	}
	return list
}

// chip is one part of a filter.
type chip struct{ Label, Value, Without string }

// choices are the values that the archive has for each filter. They are asked for anew
// only now and then: a list of what can be chosen need not be of this second.
type choices struct {
	mu   sync.Mutex
	at   time.Time
	kept choiceLists
}

type choiceLists struct {
	Hosts, Tags                  []index.Count
	Classes, Statuses, Languages []option
}

// option is a value that can be chosen.
type option struct {
	Value, Label string
	N            int
}

const choicesAge = 30 * time.Second

// of gives the choices in an index. Where they cannot be had there are none.
func (c *choices) of(ctx context.Context, x *index.Index) choiceLists {
	c.mu.Lock()
	defer c.mu.Unlock()
	if time.Since(c.at) < choicesAge {
		return c.kept
	}
	var lists choiceLists
	lists.Hosts, _ = x.Hosts(ctx, 60)
	lists.Tags, _ = x.Facets(ctx, index.FacetTag, 60)
	for _, f := range []struct {
		name  string
		into  *[]option
		label func(string) string
	}{
		{index.FacetClass, &lists.Classes, className},
		{index.FacetStatus, &lists.Statuses, statusName},
		{index.FacetLanguage, &lists.Languages, languageName},
	} {
		counts, _ := x.Facets(ctx, f.name, 30)
		for _, count := range counts {
			*f.into = append(*f.into, option{count.Value, f.label(count.Value), count.N})
		}
	}
	if ctx.Err() == nil {
		c.at, c.kept = time.Now(), lists
	}
	return lists
}

// className is how people read what kind of page it is.
func className(class string) string { return firstUpper(strings.ReplaceAll(class, "_", " ")) }

var statusNames = map[string]string{"0xx": "No answer", "0": "No answer: 0", "2xx": "Answered: 2xx", "3xx": "Elsewhere: 3xx", "4xx": "Refused: 4xx", "5xx": "Broken: 5xx"}

func statusName(status string) string {
	if name := statusNames[status]; name != "" {
		return name
	}
	return status
}

var inEnglish = display.English.Languages()

func languageName(tag string) string {
	t, err := language.Parse(tag)
	if err != nil {
		return tag
	}
	if name := inEnglish.Name(t); name != "" {
		return name
	}
	return tag
}
