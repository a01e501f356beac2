package extract

import (
	"slices"
	"strings"
	"time"
)

// readPublished reads the day of publication, of pages that have one: lists and front
// pages have as many as entries.
func readPublished(s *source, a *Article) string {
	if ruledPublished(s, a).year == 0 && (s.kindDeclared(a) == kindList || s.onFrontPage() || s.isBuilt(a) || s.isUndated(a)) {
		return ""
	}
	return moment("published", func(a *Article) *string { return &a.Published }, publishedClaims).read(s, a)
}

// isBuilt tells whether a page is of a manual and states a date nowhere but in its meta
// tags: that of the last build.
func (s *source) isBuilt(a *Article) bool {
	return declare(s, a).reference() && s.kindDeclared(a) != kindForum && len(s.sightings(a)) == 0 && addressDate(s, a).year == 0 &&
		s.story(s.ld, 1).text("datePublished") == "" && s.story(s.items, 1).text("datePublished") == ""
}

// isUndated tells whether a page is about a thing, a service or a product, and has a date
// for machines alone: that of when somebody first saved it. It names no author either.
func (s *source) isUndated(a *Article) bool {
	story := s.story(s.ld, 2)
	kind := s.kindDeclared(a)
	thing := kind == kindProduct || story.is("TechArticle") || kind == "" && strings.EqualFold(s.meta.first("og:type"), "website")
	return thing && len(a.Authors) == 0 && len(s.sightings(a)) == 0 && addressDate(s, a).year == 0
}

// shownDate is the date beside the headline where the page declares another, and
// which is not that of its last change: what people are shown is looked after, what
// only machines read often is not.
func shownDate(s *source, a *Article) stamp {
	const nearest = -60 // by score: a date named for what it is, or one within a few lines
	shown := best(s.sightings(a), false)
	if shown.year == 0 || shown.score < nearest || shown.at < s.lineAt {
		return stamp{}
	}
	declared := firstStamp(s, a, declaredPublished)
	if declared.year == 0 || declared.meets(shown.stamp) {
		return stamp{}
	}
	if slices.ContainsFunc(s.sightings(a), func(g sighting) bool { return !g.modified && g.score >= nearest && declared.meets(g.stamp) }) {
		return stamp{} // it is shown as well
	}
	if changed := firstStamp(s, a, declaredModified); changed.year > 0 && changed.meets(shown.stamp) {
		return stamp{}
	}
	return shown.stamp
}

// pageDate is when the page was set up, where the date it shows says so too: pages
// that are no article, or an old one, have such a date as well.
func pageDate(s *source, a *Article) stamp {
	set := s.stampOf(s.pageThing(), "datePublished")
	if set.year == 0 || !set.meets(best(s.sightings(a), false).stamp) {
		return stamp{}
	}
	return set
}

// firstStamp is what the first claim says that says anything.
func firstStamp(s *source, a *Article, claims []claim[stamp]) stamp {
	for _, c := range claims {
		if st := c.read(s, a); st.year > 0 {
			return st
		}
	}
	return stamp{}
}

// meets tells whether two stamps may be one moment: of one day, or of two where their
// zones differ.
func (s stamp) meets(o stamp) bool {
	if s.sameDay(o) || o.vague && s.year == o.year && s.month == o.day && s.day == o.month {
		return true
	}
	if _, one := s.sees(o); one {
		return true
	}
	return s.zoned && o.zoned && s.clock().Add(-time.Duration(s.offset)*time.Minute).Equal(o.clock().Add(-time.Duration(o.offset)*time.Minute))
}
