package wording

import (
	"slices"
	"strings"
	"testing"
)

func TestByLetterFindsWhatAllWouldFind(t *testing.T) {
	phrases := []string{"by", "by:", "über", "ÉDITÉ par", "写", "写真：", "kuva", "via", "v", "'s", "сфера"}
	b := Index(phrases)
	for _, s := range []string{"", "b", "By Ann", "BY: Ann", "bx", "ÜBER uns", "üBer", "写", "写真：A", "写文", "Kuva", "\u212auva", "v", "via", "vx", "VIA x", "'S", "СФЕРА", "\xff", "b\xff"} {
		want := slices.ContainsFunc(phrases, func(p string) bool {
			return FoldPrefix(s, p) && strings.ToLower(firstOf(p)) == firstOf(p)
		})
		if got := b.Begin(s); got != want {
			t.Errorf("%q: %v, want %v", s, got, want)
		}
	}
	if got := b.Of("By: Ann"); !slices.Equal(got, []string{"by", "by:"}) {
		t.Errorf("out of order: %q", got)
	}
	if got := b.Of("写真：A"); !slices.Equal(got, []string{"写", "写真："}) {
		t.Errorf("out of order: %q", got)
	}
}

// firstOf is the first letter of s.
func firstOf(s string) string {
	for _, r := range s {
		return string(r)
	}
	return ""
}
