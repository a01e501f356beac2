package extract

import (
	"github.com/tearsheet/tearsheet/extract/internal/dates"
)

// field is one field of the article: a list of claims, the most trusted first.
// The first that states something is believed.
type field struct {
	name string // as in the article's JSON
	read func(*source, *Article) (from string)
}

// claim is one place where a page may state a field.
type claim[T any] struct {
	from string
	read func(*source, *Article) T
}

// fields are what an Article is made of, in the order they are read: a field may
// use those above it. This table is the one place where conflicts between the
// sources of a page are settled.
var fields = []field{
	text("canonical_url", func(a *Article) *string { return &a.CanonicalURL }, canonicalClaims),
	text("language", func(a *Article) *string { return &a.Language }, languageClaims),
	text("direction", func(a *Article) *string { return &a.Direction }, directionClaims),
	text("title", func(a *Article) *string { return &a.Title }, titleClaims),
	text("site_name", func(a *Article) *string { return &a.SiteName }, siteNameClaims),
	text("subtitle", func(a *Article) *string { return &a.Subtitle }, subtitleClaims),
	text("description", func(a *Article) *string { return &a.Description }, descriptionClaims),
	{"authors", readAuthors},
	text("agency", func(a *Article) *string { return &a.Agency }, agencyClaims),
	text("dateline", func(a *Article) *string { return &a.Dateline }, datelineClaims),
	{"credits", readCredits},
	{"authors", readHouse},
	{"published", readPublished},
	moment("modified", func(a *Article) *string { return &a.Modified }, modifiedClaims),
	texts("breadcrumbs", func(a *Article) *[]string { return &a.Breadcrumbs }, breadcrumbClaims),
	text("section", func(a *Article) *string { return &a.Section }, sectionClaims),
	texts("tags", func(a *Article) *[]string { return &a.Tags }, tagClaims),
	texts("notes", func(a *Article) *[]string { return &a.Notes }, noteClaims),
	{"image", readImage},
	{"paywalled", readPaywalled},
	{"pages", readPages},
}

func text(name string, at func(*Article) *string, claims []claim[string]) field {
	return field{name, func(s *source, a *Article) string {
		for _, c := range claims {
			if v := c.read(s, a); v != "" {
				*at(a) = v
				return c.from
			}
		}
		return ""
	}}
}

// firstText is what the first claim says that says anything.
func firstText(s *source, a *Article, claims []claim[string]) string {
	for _, c := range claims {
		if v := c.read(s, a); v != "" {
			return v
		}
	}
	return ""
}

func texts(name string, at func(*Article) *[]string, claims []claim[[]string]) field {
	return field{name, func(s *source, a *Article) string {
		*at(a) = []string{}
		for _, c := range claims {
			if v := c.read(s, a); len(v) > 0 {
				*at(a) = v
				return c.from
			}
		}
		return ""
	}}
}

// moment is a field with a date. The first claim settles the day; where it states
// no time, or no zone, a later claim of the same day may add them.
func moment(name string, at func(*Article) *string, claims []claim[dates.Stamp]) field {
	return field{name, func(s *source, a *Article) (from string) {
		var told dates.Stamp
		for _, c := range claims {
			st := c.read(s, a)
			switch local, ok := told.Sees(st); {
			case st.Year == 0:
			case told.Year == 0:
				told, from = st, c.from
			case ok:
				*at(a) = local.String()
				return from + " + " + c.from
			case told.SameDay(st) && !(told.Timed && told.Zoned) && st.Timed && st.Zoned:
				told, from = st, from+" + "+c.from
			}
		}
		*at(a) = told.String()
		return from
	}}
}
