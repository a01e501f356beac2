package pipeline

import (
	"bytes"
	"image"
	"image/png"
	"slices"
	"testing"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/extract"
)

// pageWith is a page that shows texts one below the other, 100 px high each.
func pageWith(t *testing.T, texts ...string) *browser.Page {
	t.Helper()
	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewGray(image.Rect(0, 0, 800, 1000))); err != nil {
		t.Fatal(err)
	}
	page := &browser.Page{Picture: picture.Bytes()}
	for i, text := range texts {
		page.Texts = append(page.Texts, browser.PlacedText{Text: text, X: 10, Y: i * 100, Width: 700, Height: 90})
	}
	return page
}

func TestBoxes(t *testing.T) {
	for _, test := range []struct {
		name, article string
		texts         []string
		want          []box
	}{
		{"in order, with the same words in the menu before", "The ferry\n\nIt sails at noon.",
			[]string{"The ferry", "Menu", "The ferry", "It sails at noon."}, []box{{0, 10, 0, 700, 90}, {1, 10, 300, 700, 90}}},
		{"lines of one paragraph", "It sails at noon, and at six.\n\nEnd.",
			[]string{"It sails at noon,", "and at six.", "End."}, []box{{0, 10, 0, 700, 190}, {1, 10, 200, 700, 90}}},
		{"an advertisement in the middle", "It sails at noon, and again at six.",
			[]string{"It sails at noon,", "Buy now", "and again at six."}, []box{{0, 10, 0, 700, 290}}},
		{"a mark that is no part of the article", "It sails at noon, every day.", []string{"It sails at noon, every day. [3]"}, []box{{0, 10, 0, 700, 90}}},
		{"beyond the edge", "Far below", []string{"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "Far below"}, nil},
		{"a standfirst that begins as the text does", "It sails at noon, and again at six.", []string{"It sails at noon, and again", "Photo", "It sails at noon, and again at six."}, []box{{0, 10, 200, 700, 90}}},
		{"a list", "- One boat\n- Two boats\n\nEnd", []string{"One boat", "Two boats", "End"}, []box{{0, 10, 0, 700, 190}, {1, 10, 200, 700, 90}}},
		{"a table", "Port | Height\nLow Quay | 2 m", []string{"Port", "Height", "Low Quay", "2 m"}, []box{{0, 10, 0, 700, 390}}},
		{"a numbered heading", "3. The drovers’ way", []string{"The drovers’ way"}, []box{{0, 10, 0, 700, 90}}},
		{"other words", "It never sailed.", []string{"It sails at noon."}, nil},
		{"another script", "船が出る。\n\n港に着く。", []string{"船が 出る。", "港に着く。"}, []box{{0, 10, 0, 700, 90}, {1, 10, 100, 700, 90}}},
		{"the same paragraph twice", "Yes.\n\nYes.", []string{"Yes.", "No.", "Yes."}, []box{{0, 10, 0, 700, 90}, {1, 10, 200, 700, 90}}},
	} {
		got := boxesOf(pageWith(t, test.texts...), &extract.Article{Text: test.article})
		switch {
		case got == nil && test.want == nil:
		case got == nil || got.Width != 800 || got.Height != 1000 || !slices.Equal(got.Boxes, test.want):
			t.Errorf("%s: %+v", test.name, got)
		}
	}
	if boxesOf(pageWith(t), &extract.Article{Text: "A text"}) != nil || boxesOf(pageWith(t, "A text"), nil) != nil {
		t.Error("boxes of nothing")
	}
}
