package extract

import (
	"strings"

	"golang.org/x/net/html"

	"github.com/tearsheet/tearsheet/extract/internal/dates"
	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/people"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
	"github.com/tearsheet/tearsheet/extract/siterules"
)

// siteRule is where a field is from that a rule for the site gives: the first claim of
// each, since somebody has looked at the page.
const siteRule = "site rule"

// pick takes the selectors of one field out of the rules for a site.
type pick func(*siterules.Rules) []siterules.Selector

var (
	ruledSubtitle  = ruledText(func(r *siterules.Rules) []siterules.Selector { return r.Subtitle })
	ruledSection   = ruledText(func(r *siterules.Rules) []siterules.Selector { return r.Section })
	ruledTags      = ruledTexts(func(r *siterules.Rules) []siterules.Selector { return r.Tags })
	ruledPublished = ruledStamp(func(r *siterules.Rules) []siterules.Selector { return r.Published })
	ruledModified  = ruledStamp(func(r *siterules.Rules) []siterules.Selector { return r.Modified })
)

// ruledTitle is the title by the rules. The headline is looked for all the same: other
// fields are found from where it stands.
func ruledTitle(s *source, a *Article) string {
	title := ruledText(func(r *siterules.Rules) []siterules.Selector { return r.Title })(s, a)
	if title != "" {
		visibleHeadline(s, a)
	}
	return title
}

// ruledAuthors are the names by the rules: of people as far as they can be told from the
// words around them, else as they stand there.
func ruledAuthors(s *source, a *Article) []string {
	var out people.List
	for _, text := range ruledTexts(func(r *siterules.Rules) []siterules.Selector { return r.Authors })(s, a) {
		names := people.In(text)
		if len(names) == 0 {
			names = []string{people.StripByline(text)}
		}
		for _, name := range names {
			out.Add(name)
		}
	}
	return out.Names
}

func ruledText(of pick) func(*source, *Article) string {
	texts := ruledTexts(of)
	return func(s *source, a *Article) string {
		if list := texts(s, a); len(list) > 0 {
			return list[0]
		}
		return ""
	}
}

// ruledTexts gives the values of the first selector that finds any.
func ruledTexts(of pick) func(*source, *Article) []string {
	return func(s *source, _ *Article) []string {
		for _, sel := range s.selectors(of) {
			var out people.List
			for _, n := range sel.Find(s.doc.Nodes[0]) {
				text := dom.TextOf(n, 4*maxText)
				if sel.Attr != "" {
					text = wording.Squeeze(dom.Attr(n, sel.Attr))
				}
				if text != "" {
					out.Add(text)
				}
			}
			if len(out.Names) > 0 {
				return out.Names
			}
		}
		return nil
	}
}

// ruledStamp gives the first date that a selector finds: in the attribute it names, in
// one that is made for dates, or in the text.
func ruledStamp(of pick) func(*source, *Article) dates.Stamp {
	return func(s *source, a *Article) dates.Stamp {
		for _, sel := range s.selectors(of) {
			for _, n := range sel.Find(s.doc.Nodes[0]) {
				st, _ := s.dateIn(mark{node: n}, a)
				if sel.Attr != "" {
					st, _ = dates.ParseValue(dom.Attr(n, sel.Attr), s.locale(a))
				}
				if st.Year > 0 {
					return st
				}
			}
		}
		return dates.Stamp{}
	}
}

// selectors are those of one field, for the page's site.
func (s *source) selectors(of pick) []siterules.Selector {
	if s.rules == nil {
		return nil
	}
	return of(s.rules)
}

// removeRuled takes out of a page what its rules say is no part of it, and tells whether
// there was anything.
func removeRuled(root *html.Node, rules *siterules.Rules) bool {
	removed := false
	if rules == nil {
		return false
	}
	for _, sel := range rules.Remove {
		for _, n := range sel.Find(root) {
			if n.Parent != nil {
				n.Parent.RemoveChild(n)
				removed = true
			}
		}
	}
	return removed
}

// ruledNext is the address of the next page of an article by the rules for its site.
func ruledNext(root *html.Node, opts Options) string {
	rules := opts.SiteRules.For(opts.URL.Hostname())
	if rules == nil {
		return ""
	}
	for _, sel := range rules.Next {
		for _, n := range sel.Find(root) {
			next, err := opts.URL.Parse(strings.TrimSpace(dom.Attr(n, wording.FirstOf(sel.Attr, "href"))))
			if err == nil && (next.Scheme == "http" || next.Scheme == "https") && sameAddress(next, next.Path, next.Query()) != sameAddress(opts.URL, opts.URL.Path, opts.URL.Query()) {
				next.Fragment = ""
				return next.String()
			}
		}
	}
	return ""
}
