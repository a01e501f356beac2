package body

import (
	"testing"

	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

func TestNameCues(t *testing.T) {
	for name, want := range map[string]cue{
		"relatedPosts":        cueDrop,
		"related-posts":       cueDrop,
		"no-sidebar":          0,
		"article-body":        cueBody | cueArticle,
		"visually-hidden":     cueUnseen,
		"commentlist":         cueComment,
		"paragraph":           0,
		"col-md-8":            0,
		"category-sharing-12": cueDrop | cueMeta,
	} {
		if got := nameCue(name); got != want {
			t.Errorf("%s: %b, want %b", name, got, want)
		}
	}
}

func TestPhrases(t *testing.T) {
	for line, want := range map[string]bool{
		"Read more: the ferry strike": true,
		"Lesen Sie auch":              true,
		"关于":                          false,
		"Reading is good for you":     false,
		"":                            false,
	} {
		if got := asides.opens(wording.Letters(line)) > 0; got != want {
			t.Errorf("%q: %v, want %v", line, got, want)
		}
	}
}
