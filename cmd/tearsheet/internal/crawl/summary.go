package crawl

import "fmt"

// Summary is what came of a crawl.
type Summary struct {
	Captured   int    `json:"captured"`
	Duplicates int    `json:"duplicates"`
	Failed     int    `json:"failed"`
	Waiting    int    `json:"waiting"` // to be visited when it goes on
	Left       []Left `json:"left"`    // what is not visited
}

// Left are addresses of the site that are not visited for one reason.
type Left struct {
	Why     string `json:"why"`
	Count   int    `json:"count"`
	Example string `json:"example"`
	Of      string `json:"of,omitempty"` // what they are told from each other by
}

// reasons say in words why pages are left.
var reasons = map[string]string{
	"calendar":  "a calendar that says nothing new any more",
	"endless":   "numbered pages that say nothing new any more",
	"deepening": "paths that only get deeper",
	"filters":   "filters of what is filtered already",
	"session":   "the same pages with parameters that make no difference",
	"depth":     "too many links away",
	"scope":     "they lead out of the crawl",
	"robots":    "robots.txt does not allow them",
}

// String is a line for people.
func (l Left) String() string {
	what := reasons[l.Why]
	if what == "" {
		what = l.Why
	}
	of := l.Of
	if of == "" {
		of = l.Example
	}
	return fmt.Sprintf("%d left out: %s, such as %s", l.Count, what, of)
}

// Summary tells what came of the crawl so far.
func (f *Frontier) Summary() (s Summary, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	into := map[string]*int{"done": &s.Captured, "same": &s.Duplicates, "failed": &s.Failed, "queued": &s.Waiting, "open": &s.Waiting, "kept": &s.Waiting, "waiting": &s.Waiting}
	// An address that a page only led on to is no page that was visited.
	err = f.each(`SELECT state, count(*) FROM pages WHERE state <> 'left' AND NOT (state = 'same' AND sketch IS NULL) GROUP BY state`, func(scan func(...any) error) error {
		var state string
		var n int
		err := scan(&state, &n)
		if at := into[state]; at != nil {
			*at += n
		}
		return err
	})
	if err != nil {
		return s, err
	}
	return s, f.each(`SELECT why, CASE WHEN why IN ('calendar', 'endless') THEN family ELSE '' END AS of, count(*), min(url) FROM pages WHERE state = 'left' GROUP BY why, of ORDER BY count(*) DESC`,
		func(scan func(...any) error) error {
			var l Left
			err := scan(&l.Why, &l.Of, &l.Count, &l.Example)
			s.Left = append(s.Left, l)
			return err
		})
}
