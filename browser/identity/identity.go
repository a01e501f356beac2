package identity

import (
	"cmp"
	"encoding/json"
	"slices"
	"time"
)

// State is what a browser keeps of somebody.
type State struct {
	Cookies []Cookie
	Origins []Origin
}

// Cookie is one cookie.
type Cookie struct {
	Name, Value string
	Domain      string // with a dot before it: of all hosts below it too
	Path        string
	Expires     time.Time // zero: with the session
	HTTPOnly    bool
	Secure      bool
	SameSite    string // Strict, Lax or None; empty: nothing is said
	Partition   string // site at the top under which alone it is sent; empty: under any
	Across      bool   // of a partition: sent in frames of other sites
}

// Origin is what the pages of one origin keep.
type Origin struct {
	Origin       string // scheme, host and port
	LocalStorage []Item
	IndexedDB    json.RawMessage // databases as js/state.js writes and reads them, the way Playwright does; nil: none
}

// Item is one entry of localStorage.
type Item struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// Expired takes the cookies out that have expired, and gives their number.
func (s *State) Expired(now time.Time) int {
	before := len(s.Cookies)
	s.Cookies = slices.DeleteFunc(s.Cookies, func(c Cookie) bool { return !c.Expires.IsZero() && !c.Expires.After(now) })
	return before - len(s.Cookies)
}

// Merge adds another state; where both have the same, that one counts.
func (s *State) Merge(more State) {
	for _, c := range more.Cookies {
		s.Cookies = slices.DeleteFunc(s.Cookies, func(old Cookie) bool {
			return old.Name == c.Name && old.Domain == c.Domain && old.Path == c.Path && old.Partition == c.Partition
		})
		s.Cookies = append(s.Cookies, c)
	}
	for _, o := range more.Origins {
		s.Origins = slices.DeleteFunc(s.Origins, func(old Origin) bool { return old.Origin == o.Origin })
		s.Origins = append(s.Origins, o)
	}
	slices.SortFunc(s.Origins, func(a, b Origin) int { return cmp.Compare(a.Origin, b.Origin) })
}

// shortestSecret is the length of a stored value below which it is a word or a number.
const shortestSecret = 8

// Secrets gives the values by which somebody could act in the place of this one: those of
// cookies, and what is stored that is long enough, also inside of JSON.
func (s State) Secrets() []string {
	var list []string
	for _, c := range s.Cookies {
		list = append(list, c.Value)
	}
	for _, o := range s.Origins {
		for _, item := range o.LocalStorage {
			list = append(list, secretsIn(item.Value)...)
		}
		list = append(list, secretsIn(string(o.IndexedDB))...)
	}
	return list
}

// secretsIn gives a text, and the texts in it where it is JSON.
func secretsIn(text string) []string {
	var value any
	if json.Unmarshal([]byte(text), &value) != nil {
		if len(text) < shortestSecret {
			return nil
		}
		return []string{text}
	}
	var list []string
	eachText(value, func(inner string) { list = append(list, inner) })
	return list
}

// eachText calls f with every text in a value of JSON that is long enough, and with those
// in texts that are JSON themselves.
func eachText(value any, f func(string)) {
	switch v := value.(type) {
	case string:
		var inner any
		if json.Unmarshal([]byte(v), &inner) == nil {
			eachText(inner, f)
		}
		if len(v) >= shortestSecret {
			f(v)
		}
	case []any:
		for _, one := range v {
			eachText(one, f)
		}
	case map[string]any:
		for _, one := range v {
			eachText(one, f)
		}
	}
}
