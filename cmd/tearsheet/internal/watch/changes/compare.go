package changes

import (
	"slices"

	"github.com/tearsheet/tearsheet/snapshots/diff"
)

// Look says how two states are compared.
type Look struct {
	Kinds []string // of changes; nil: the usual ones
	// Picture gives the picture of a state that has none in memory; nil: there are no others.
	Picture func(State) []byte
	// Ignore are parts of pictures that do not count.
	Ignore []diff.Region
}

// Wants tells whether a kind of change is asked for.
func (l Look) Wants(kind string) bool {
	if l.Kinds == nil {
		return slices.Contains(Usual, kind)
	}
	return slices.Contains(l.Kinds, kind)
}

// Compare tells what changed between two sights of a page, in the order of what it means.
func Compare(before, after State, look Look) (list []Change, err error) {
	if look.Wants(OfField) || look.Wants(OfHeader) {
		facts, err := compareFacts(before, after)
		if err != nil {
			return nil, err
		}
		list = append(list, facts...)
	}
	if look.Wants(OfParagraph) {
		list = append(list, compareText(before, after)...)
	}
	if look.Wants(OfLink) {
		if before.IsArticle && after.IsArticle {
			list = append(list, compareLinks(before.Links, after.Links)...)
		} else {
			list = append(list, comparePageLinks(before, after)...)
		}
	}
	list = append(list, compareValues(before, after)...)
	if look.Wants(OfPicture) {
		pictures, err := comparePictures(before, after, look)
		if err != nil {
			return nil, err
		}
		list = append(list, pictures...)
	}
	list = slices.DeleteFunc(list, func(c Change) bool { return !look.Wants(c.What) })
	return sorted(list), nil
}

// compareFacts compares the article's fields and the answer's headers.
func compareFacts(before, after State) (list []Change, err error) {
	result, err := diff.Compare(diff.Side{Article: before.Article, Headers: before.Headers}, diff.Side{Article: after.Article, Headers: after.Headers}, diff.Options{})
	if err != nil {
		return nil, err
	}
	for _, facts := range []struct {
		what   string
		fields []diff.Field
	}{{OfField, result.Fields}, {OfHeader, result.Headers}} {
		for _, f := range facts.fields {
			if Steady(f.Want) == Steady(f.Got) && f.Name != "modified" && f.Name != "published" {
				continue
			}
			c := Change{What: facts.what, How: how(f.Want, f.Got), Name: f.Name, Before: f.Want, After: f.Got}
			if c.How == Edited {
				c.Was, c.Is, _, _ = diff.Words(f.Want, f.Got)
			}
			list = append(list, c)
		}
	}
	return list, nil
}

func how(before, after string) string {
	switch {
	case before == "":
		return Added
	case after == "":
		return Removed
	}
	return Edited
}

// Stealthy tells whether an article was edited though it says of itself that it was not: it
// states when it was published or modified, and no other time than before.
func Stealthy(before, after State, list []Change) bool {
	dated := before.Field("modified") + before.Field("published")
	if !before.IsArticle || !after.IsArticle || dated == "" || dated != after.Field("modified")+after.Field("published") {
		return false
	}
	return slices.ContainsFunc(list, func(c Change) bool {
		return c.What == OfParagraph || c.What == OfField && slices.Contains(wording, c.Name)
	})
}

// wording are fields that are a part of what an article says.
var wording = []string{"title", "subtitle", "description", "authors", "dateline", "notes"}
