package siterules

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Rules say where the fields are on the pages of one site.
type Rules struct {
	Title, Subtitle, Section []Selector
	Authors, Tags            []Selector
	Published, Modified      []Selector
	Body                     []Selector // the elements that hold the text, all that match
	Remove                   []Selector // what is no part of the page, for any field
	Next                     []Selector // the link to the next page of an article
}

// Set is the rules of all sites that have some. The zero value and nil have none.
type Set struct {
	byHost map[string]*Rules
}

// For gives the rules for a host: its own, or those of the nearest host above it. It is
// nil if there are none.
func (s *Set) For(host string) *Rules {
	if s == nil {
		return nil
	}
	for host = strings.ToLower(strings.TrimSuffix(host, ".")); host != ""; {
		if rules := s.byHost[host]; rules != nil {
			return rules
		}
		_, host, _ = strings.Cut(host, ".")
	}
	return nil
}

// endings are those of the files that hold rules.
var endings = []string{".yaml", ".yml"}

// Load reads the rules in a folder: its files that end in .yaml or .yml. Other files and
// folders are left alone. The error lists all that is wrong with them, a line each.
func Load(dir string) (*Set, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	set := &Set{byHost: map[string]*Rules{}}
	from := map[string]string{}
	var wrong Problems
	for _, entry := range entries {
		ending := strings.ToLower(filepath.Ext(entry.Name()))
		if entry.Type()&os.ModeNamedPipe != 0 || entry.IsDir() || !slices.Contains(endings, ending) {
			continue
		}
		name := filepath.Join(dir, entry.Name())
		page, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		host := strings.ToLower(strings.TrimSuffix(entry.Name(), filepath.Ext(entry.Name())))
		r := reader{file: name}
		r.host(host)
		if other, twice := from[host]; twice {
			r.wrong(1, "%s holds rules for %s already: keep one of the two", other, host)
		}
		from[host] = entry.Name()
		set.byHost[host] = r.read(page)
		wrong = append(wrong, r.problems...)
	}
	if len(wrong) > 0 {
		slices.SortStableFunc(wrong, func(a, b Problem) int {
			return cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
		})
		return nil, wrong
	}
	return set, nil
}
