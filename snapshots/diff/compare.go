package diff

import (
	"bytes"
	"fmt"
)

// Compare tells what differs between two captures. The error is of what cannot be
// compared: options that make no sense, or a picture or document that cannot be read.
func Compare(want, got Side, opts Options) (Result, error) {
	r := Result{}
	if err := opts.validate(); err != nil {
		return r, err
	}
	if want.Origin != "" && got.Origin != "" && want.Origin != got.Origin {
		got = got.movedTo(want.Origin)
	}
	var err error
	if r.Picture, err = comparePictures(want.Picture, got.Picture, opts); err != nil {
		return r, fmt.Errorf("picture: %w", err)
	}
	if err := compareDocuments(&r, want.DOM, got.DOM); err != nil {
		return r, err
	}
	if r.Fields, err = compareFields(want.Article, got.Article, opts.Skip); err != nil {
		return r, fmt.Errorf("article: %w", err)
	}
	r.Headers = compareHeaders(want.Headers, got.Headers, opts.Skip)
	r.Fields = append(compareOriginals(want.Original, got.Original, opts.Skip), r.Fields...)
	r.Resources = compareResources(want.Resources, got.Resources, opts.Skip)
	r.Console = newComplaints(want.Console, got.Console)
	r.fill()
	return r, nil
}

// fill makes lists of what is nil, so that its JSON is [].
func (r *Result) fill() {
	r.Text.Hunks = listOf(r.Text.Hunks)
	r.Fields, r.Structure, r.Resources = listOf(r.Fields), listOf(r.Structure), listOf(r.Resources)
	r.Headers, r.Console = listOf(r.Headers), listOf(r.Console)
	if p := r.Picture; p != nil {
		p.Regions, p.Added, p.Removed = listOf(p.Regions), listOf(p.Added), listOf(p.Removed)
	}
}

func listOf[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// compareDocuments compares the text and the elements of two documents.
func compareDocuments(r *Result, want, got []byte) error {
	if bytes.Equal(want, got) {
		return nil
	}
	before, err := Parse(want)
	if err != nil {
		return err
	}
	after, err := Parse(got)
	if err != nil {
		return err
	}
	r.Text = compareTexts(visibleLines(before), visibleLines(after))
	r.Structure = compareStructure(before, after)
	return nil
}
