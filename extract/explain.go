package extract

import (
	"slices"

	"github.com/tearsheet/tearsheet/extract/internal/body"
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
