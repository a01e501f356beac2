package extract

import (
	"slices"

	"github.com/tearsheet/tearsheet/extract/internal/body"
	"github.com/tearsheet/tearsheet/extract/internal/people"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// Explanation tells which of a page's sources a field was taken from.
type Explanation struct {
	Field string `json:"field"` // as in the article's JSON
	From  string `json:"from"`  // empty where the page does not state the field
}

// Explain reads page as Extract does and tells where each field came from, in
// the order of the fields.
func Explain(page []byte, opts Options) ([]Explanation, error) {
	return guarded(longest, func(t *task) ([]Explanation, error) {
		src, err := newSource(t, page, opts)
		if err != nil {
			return nil, err
		}
		art := &Article{}
		var out []Explanation
		for _, f := range fields {
			t.at(f.name)
			from := f.read(src, art)
			i := slices.IndexFunc(out, func(e Explanation) bool { return e.Field == f.name })
			switch { // authors are read twice
			case i < 0:
				out = append(out, Explanation{f.name, from})
			case from != "":
				out[i] = Explanation{f.name, from}
			}
		}
		out = append(out, refusedAuthors(src)...)
		reasons := body.Explain(src.page(), art.said())
		if reasons == nil {
			reasons = []string{siteRule}
		}
		for _, r := range reasons {
			out = append(out, Explanation{"body", r})
		}
		return out, nil
	})
}

// refusedAuthors are the authors that a page declares and that are no persons, and what
// they are.
func refusedAuthors(s *source) []Explanation {
	const most = 20
	story := s.story(s.ld, 3)
	var out []Explanation
	for _, declared := range people.Join(story.Texts("author"), story.Texts("creator"), s.meta.All("author", "byl", "article:author")) {
		if len(people.In(declared)) > 0 || len(out) == most {
			continue
		}
		if _, refusal := people.Judge(declared); refusal != "" {
			out = append(out, Explanation{"authors", "no person (" + refusal + "): " + wording.Squeeze(declared)})
		}
	}
	return out
}
