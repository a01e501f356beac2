package index

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
)

// Query is what Search looks for.
//
// All words of Text must occur, in any order and in any field. Words in quotation marks
// must follow each other; a word that ends in * stands for all that start so; what has a
// minus before it must not occur; of words with OR between them one is enough; and a
// field's name with a colon before a word looks into that field alone: title, text,
// author, site or url. Case and accents do not count. Scripts without spaces between
// words are searched for what is written, wherever it occurs.
type Query struct {
	Text  string
	Host  string    // "example.com": this host, not those below it
	Since time.Time // taken then or later
	Until time.Time // taken before then
	Limit int       // hits at the most, 0 being all
	Skip  int       // of the best hits, so many are left out: those of the pages before
	All   bool      // every snapshot, not the newest of each page alone
	// Newest has the newest come first, whatever fits best, and looks at no more than it
	// needs for that: for answers while one types.
	Newest bool

	Facets []Facet // that all must have

	whole bool // words that end in * are taken without it
}

// Validate tells what is wrong with a query, before it is put.
func (q Query) Validate() error {
	_, err := parse(q.Text)
	return err
}

// clause is a word or phrase to look for.
type clause struct {
	column string // empty for any
	terms  []string
	starts bool // the last term may go on
}

// search is a query's text, taken apart.
type search struct {
	all  [][]clause // one of each
	none []clause
}

// columns are the fields that can be named, and their columns.
var columns = map[string]string{
	"title": "title", "text": "text", "author": "authors", "authors": "authors", "site": "site", "url": "url",
}

// How long a search may take, for answers while one types and for others: in a large archive
// so many words begin with a letter or two that to gather them takes minutes.
var (
	typedTime  = time.Second
	searchTime = 15 * time.Second
)

func (q Query) patience() time.Duration {
	if q.Newest && !q.whole {
		return typedTime
	}
	return searchTime
}

// asItStands is the query with its words as they stand, whatever else begins with them.
func (q Query) asItStands() Query {
	q.whole = true
	return q
}

// tooManyError is that of a search that takes too long.
type tooManyError struct{}

func (tooManyError) Error() string {
	return "too much in the archive is like that: write more of the words"
}

// Kind is that of the failure.
func (tooManyError) Kind() string { return "misuse" }

var errTooMany = tooManyError{}

// IsTooMany tells whether a search took too long.
func IsTooMany(err error) bool { return errors.Is(err, errTooMany) }

// errNothing is a search without a word.
var errNothing = errors.New("give at least one word to look for")

// parse takes a query's text apart. Nothing that can be typed is an error but the lack
// of words.
func parse(text string) (search, error) {
	var s search
	either := false // the last word was OR
	for _, part := range split(text) {
		if part == "OR" {
			either = len(s.all) > 0
			continue
		}
		body, isNot := strings.CutPrefix(part, "-")
		c := clause{}
		if name, rest, ok := strings.Cut(body, ":"); ok && columns[strings.ToLower(name)] != "" {
			c.column, body = columns[strings.ToLower(name)], rest
		}
		body, c.starts = strings.CutSuffix(body, "*")
		for w := range words(body) {
			if w.term != "" {
				c.terms = append(c.terms, w.term)
			}
		}
		switch {
		case len(c.terms) == 0:
			continue
		case isNot:
			s.none = append(s.none, c)
		case either:
			last := &s.all[len(s.all)-1]
			*last = append(*last, c)
		default:
			s.all = append(s.all, []clause{c})
		}
		either = false
	}
	if len(s.all) == 0 {
		return s, errNothing
	}
	return s, nil
}

// goesOn tells whether one of the words may go on.
func (s search) goesOn() bool {
	return slices.ContainsFunc(append(slices.Concat(s.all...), s.none...), func(c clause) bool { return c.starts })
}

// asItStands is the search with its words as they stand.
func (s search) asItStands() search {
	for _, list := range append(slices.Clone(s.all), s.none) {
		for i := range list {
			list[i].starts = false
		}
	}
	return s
}

// split cuts a query at its spaces, but not between quotation marks.
func split(text string) (parts []string) {
	quoted := false
	return slices.DeleteFunc(strings.FieldsFunc(text, func(r rune) bool {
		if r == '"' || r == '“' || r == '”' || r == '„' {
			quoted = !quoted
		}
		return !quoted && unicode.IsSpace(r)
	}), func(part string) bool { return part == "" })
}

// match writes the search in the language of the database. Terms hold letters and
// digits alone, so nothing in them needs escaping.
func (s search) match(host string, facets []Facet) string {
	var parts []string
	for _, any := range s.all {
		parts = append(parts, anyOf(any))
	}
	text := strings.Join(parts, " AND ")
	if len(s.none) > 0 { // at once: the database bears few of these in each other
		text = fmt.Sprintf("(%s) NOT %s", text, anyOf(s.none))
	}
	parts = []string{"{title text authors site url} : (" + text + ")"}
	return strings.Join(append(parts, chosen(host, facets)...), " AND ")
}

// anyOf is what has one of some clauses.
func anyOf(list []clause) string {
	var either []string
	for _, c := range list {
		either = append(either, c.match())
	}
	return "(" + strings.Join(either, " OR ") + ")"
}

func (c clause) match() string {
	text := `"` + strings.Join(c.terms, " ") + `"`
	if c.starts {
		text += " *"
	}
	if c.column != "" {
		text = c.column + " : " + text
	}
	return text
}

// clauses are those that a hit is shown for.
func (s search) clauses() []clause { return slices.Concat(s.all...) }

// in tells whether a hit for the clause may be in a column.
func (c clause) in(column string) bool { return c.column == "" || c.column == column }
