package extract

import (
	"slices"
	"strings"

	"github.com/tearsheet/tearsheet/extract/internal/body"
	"github.com/tearsheet/tearsheet/extract/internal/dates"
)

// readPublished reads the day of publication, of pages that have one: lists and front
// pages have as many as entries.
func readPublished(s *source, a *Article) string {
	if ruledPublished(s, a).Year == 0 && (s.kindDeclared(a) == body.KindList || s.onFrontPage() || s.isBuilt(a) || s.isUndated(a)) {
		return ""
	}
	return moment("published", func(a *Article) *string { return &a.Published }, publishedClaims).read(s, a)
}

// isBuilt tells whether a page is of a manual and states a date nowhere but in its meta
// tags: that of the last build.
func (s *source) isBuilt(a *Article) bool {
	return body.Declare(s.page(), a.said()).Reference() && s.kindDeclared(a) != body.KindForum && len(s.sightings(a)) == 0 && addressDate(s, a).Year == 0 &&
		s.story(s.ld, 1).Text("datePublished") == "" && s.story(s.Items, 1).Text("datePublished") == ""
}

// isUndated tells whether a page is about a thing, a service or a product, and has a date
// for machines alone: that of when somebody first saved it. It names no author either.
func (s *source) isUndated(a *Article) bool {
	story := s.story(s.ld, 2)
	kind := s.kindDeclared(a)
	thing := kind == body.KindProduct || story.Is("TechArticle") || kind == "" && strings.EqualFold(s.meta.First("og:type"), "website")
	return thing && len(a.Authors) == 0 && len(s.sightings(a)) == 0 && addressDate(s, a).Year == 0
}

// shownDate is the date beside the headline where the page declares another, and
// which is not that of its last change: what people are shown is looked after, what
// only machines read often is not.
func shownDate(s *source, a *Article) dates.Stamp {
	const nearest = -60 // by score: a date named for what it is, or one within a few lines
	shown := best(s.sightings(a), false)
	if shown.Year == 0 || shown.score < nearest || shown.at < s.lineAt {
		return dates.Stamp{}
	}
	declared := firstStamp(s, a, declaredPublished)
	if declared.Year == 0 || declared.Meets(shown.Stamp) {
		return dates.Stamp{}
	}
	if slices.ContainsFunc(s.sightings(a), func(g sighting) bool { return !g.modified && g.score >= nearest && declared.Meets(g.Stamp) }) {
		return dates.Stamp{} // it is shown as well
	}
	if changed := firstStamp(s, a, declaredModified); changed.Year > 0 && changed.Meets(shown.Stamp) {
		return dates.Stamp{}
	}
	return shown.Stamp
}

// pageDate is when the page was set up, where the date it shows says so too: pages
// that are no article, or an old one, have such a date as well.
func pageDate(s *source, a *Article) dates.Stamp {
	set := s.stampOf(s.pageThing(), "datePublished")
	if set.Year == 0 || !set.Meets(best(s.sightings(a), false).Stamp) {
		return dates.Stamp{}
	}
	return set
}

// firstStamp is what the first claim says that says anything.
func firstStamp(s *source, a *Article, claims []claim[dates.Stamp]) dates.Stamp {
	for _, c := range claims {
		if st := c.read(s, a); st.Year > 0 {
			return st
		}
	}
	return dates.Stamp{}
}
