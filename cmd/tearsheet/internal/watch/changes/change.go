package changes

import (
	"cmp"
	"slices"

	"github.com/tearsheet/tearsheet/snapshots/diff"
)

// What changed.
const (
	OfStatus    = "status" // whether the page is there
	OfField     = "field"
	OfParagraph = "paragraph"
	OfLink      = "link"
	OfNumber    = "number"
	OfPicture   = "picture"
	OfHeader    = "header"
)

// Kinds are what can change, in the order of what it means.
var Kinds = []string{OfField, OfParagraph, OfLink, OfNumber, OfPicture, OfHeader, OfStatus}

// Usual are the kinds that are told where nobody says which.
var Usual = []string{OfField, OfParagraph, OfLink, OfNumber, OfStatus}

// How it changed.
const (
	Added   = "added"
	Removed = "removed"
	Edited  = "edited"
	Moved   = "moved"
)

// Change is one thing that changed.
type Change struct {
	What   string `json:"what"`
	How    string `json:"how"`
	Name   string `json:"name,omitempty"`  // of a field, a number, a header; the words of a link
	Place  string `json:"place,omitempty"` // of a line: the elements round it
	Before string `json:"before,omitempty"`
	After  string `json:"after,omitempty"`

	// Was and Is are the words of a paragraph or field that was edited, those marked that differ.
	Was []diff.Span `json:"was,omitempty"`
	Is  []diff.Span `json:"is,omitempty"`
	// Added and Removed are numbers of words.
	Added   int `json:"words_added,omitempty"`
	Removed int `json:"words_removed,omitempty"`
	// Paragraph is which one of the article's text it is, from 0: of the new text, or of the old
	// one where it was removed. nil where it is none of the article's.
	Paragraph *int `json:"paragraph,omitempty"`

	Regions []diff.Region `json:"regions,omitempty"` // of a picture
}

// Same tells whether two changes are one, found twice.
func (c Change) Same(other Change) bool {
	return c.What == other.What && c.How == other.How && c.Name == other.Name && c.Before == other.Before &&
		(c.After == other.After || Steady(c.After) == Steady(other.After)) && (c.What != OfPicture || meet(c.Regions, other.Regions))
}

// sorted puts changes in the order of what they mean; those of one kind stay in theirs.
func sorted(list []Change) []Change {
	slices.SortStableFunc(list, func(a, b Change) int {
		return cmp.Compare(slices.Index(Kinds, a.What), slices.Index(Kinds, b.What))
	})
	return list
}

// attendant are fields that change with others, and say nothing alone.
var attendant = []string{"modified"}

// Telling tells whether any of the changes says something by itself.
func Telling(list []Change) bool {
	return slices.ContainsFunc(list, func(c Change) bool {
		return c.What != OfField || !slices.Contains(attendant, c.Name)
	})
}

// Words adds up the words of all changes.
func Words(list []Change) (added, removed int) {
	for _, c := range list {
		if c.What == OfParagraph {
			added, removed = added+c.Added, removed+c.Removed
		}
	}
	return added, removed
}
