package history

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/tearsheet/tearsheet/snapshots"
	"github.com/tearsheet/tearsheet/snapshots/diff"
)

// Step is what changed from one version of a page to the next.
type Step struct {
	Fields     []diff.Field     `json:"fields"`     // of the capture and its article
	Paragraphs []diff.Paragraph `json:"paragraphs"` // those that were not kept
	Text       *diff.Text       `json:"text,omitempty"`
	Picture    *Picture         `json:"picture,omitempty"` // nil where a version has none
}

// Picture is how the pictures of two versions differ.
type Picture struct {
	Equal bool     `json:"equal"`
	Ratio *float64 `json:"ratio"` // the share of the pixels that differ; nil: they were not compared
}

// Equal tells whether nothing changed.
func (s Step) Equal() bool {
	return len(s.Fields) == 0 && len(s.Paragraphs) == 0 && (s.Text == nil || len(s.Text.Hunks) == 0) && (s.Picture == nil || s.Picture.Equal)
}

// derived are fields of an article that follow from its text, or say it in another form.
var derived = []string{"text", "markdown", "word_count", "reading_minutes"}

// Between tells what changed from one version to the next. Pictures are compared where that is
// asked for, which takes a while; else it is only told whether they are the same file.
func Between(a, b snapshots.Snapshot, pictures bool) (Step, error) {
	s := Step{Fields: []diff.Field{}, Paragraphs: []diff.Paragraph{}}
	var err error
	if s.Picture, err = comparePictures(a, b, pictures); err != nil {
		return s, err
	}
	s.Fields = append(s.Fields, compareFacts(a.Manifest, b.Manifest)...)
	s.Fields = append(s.Fields, compareFiles(a.Manifest, b.Manifest)...)
	x, hasA := fileOf(a.Manifest, "article")
	y, hasB := fileOf(b.Manifest, "article")
	if hasA && hasB && x.SHA256 == y.SHA256 && a.Article != nil && a.Article.WordCount > 0 {
		return s, nil
	}
	return s, s.compareArticles(a, b)
}

// compareFacts compares what the manifests say of the page.
func compareFacts(a, b snapshots.Manifest) (list []diff.Field) {
	for _, f := range []diff.Field{
		{Name: "status", Want: strconv.Itoa(a.Status), Got: strconv.Itoa(b.Status)},
		{Name: "final_url", Want: a.FinalURL, Got: b.FinalURL},
		{Name: "page_title", Want: a.Title, Got: b.Title},
	} {
		if f.Want != f.Got {
			list = append(list, f)
		}
	}
	return list
}

// compareFiles compares what is kept as it came: pages that are no documents, and downloads.
func compareFiles(a, b snapshots.Manifest) (list []diff.Field) {
	told := func(f snapshots.File) string {
		return fmt.Sprintf("%s, %d bytes, SHA-256 %.12s", f.Name, f.Size, f.SHA256)
	}
	for _, f := range a.Files {
		now, there := fileOf(b, f.Kind)
		switch {
		case !asItCame(f.Kind) || there && now.SHA256 == f.SHA256:
		case there:
			list = append(list, diff.Field{Name: f.Kind, Want: told(f), Got: told(now)})
		default:
			list = append(list, diff.Field{Name: f.Kind, Want: told(f)})
		}
	}
	for _, f := range b.Files {
		if _, there := fileOf(a, f.Kind); asItCame(f.Kind) && !there {
			list = append(list, diff.Field{Name: f.Kind, Got: told(f)})
		}
	}
	return list
}

func asItCame(kind string) bool { return kind == "original" || strings.HasPrefix(kind, "download-") }

func (s *Step) compareArticles(a, b snapshots.Snapshot) error {
	x, err := read(a, "article")
	if err != nil {
		return err
	}
	y, err := read(b, "article")
	if err != nil {
		return err
	}
	before, err := paragraphsOf(a, x)
	if err != nil {
		return err
	}
	after, err := paragraphsOf(b, y)
	if err != nil {
		return err
	}
	want, got := diff.Side{Article: json.RawMessage(x)}, diff.Side{Article: json.RawMessage(y)}
	if x == nil || y == nil {
		want.Article, got.Article = nil, nil // it is another kind of page, and its every field would be told
	}
	if len(before)+len(after) == 0 {
		if want.DOM, err = read(a, "dom"); err != nil {
			return err
		}
		if got.DOM, err = read(b, "dom"); err != nil {
			return err
		}
	}
	result, err := diff.Compare(want, got, diff.Options{Skip: []string{"markdown", "word_count", "reading_minutes"}})
	if err != nil {
		return err
	}
	for _, f := range result.Fields {
		if !slices.Contains(derived, f.Name) {
			s.Fields = append(s.Fields, f)
		}
	}
	for _, p := range diff.Paragraphs(before, after) {
		if p.What != diff.SameParagraph {
			s.Paragraphs = append(s.Paragraphs, p)
		}
	}
	if len(result.Text.Hunks) > 0 {
		s.Text = &result.Text
	}
	return nil
}

func comparePictures(a, b snapshots.Snapshot, compare bool) (*Picture, error) {
	x, hasA := fileOf(a.Manifest, "screenshot")
	y, hasB := fileOf(b.Manifest, "screenshot")
	switch {
	case !hasA || !hasB:
		return nil, nil
	case x.SHA256 == y.SHA256:
		return &Picture{Equal: true, Ratio: new(float64)}, nil
	case !compare:
		return &Picture{}, nil
	}
	want, err := read(a, "screenshot")
	if err != nil {
		return nil, err
	}
	got, err := read(b, "screenshot")
	if err != nil {
		return nil, err
	}
	result, err := diff.Compare(diff.Side{Picture: want}, diff.Side{Picture: got}, diff.Options{})
	if err != nil {
		return nil, err
	}
	return &Picture{Equal: result.Picture.Changed == 0, Ratio: &result.Picture.Ratio}, nil
}
