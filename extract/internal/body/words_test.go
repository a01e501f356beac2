package body

import (
	"slices"
	"testing"
)

func TestEachTriple(t *testing.T) {
	t.Parallel()
	for plain, want := range map[string][]string{
		"": nil, "a": nil, "a b": nil, "a b c": {"a b c"}, "one two three four five": {"one two three", "two three four", "three four five"},
	} {
		if got := slices.Collect(eachTriple(plain)); !slices.Equal(got, want) {
			t.Errorf("%q: %q", plain, got)
		}
	}
}

func TestHoldsWords(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		plain, words string
		want         bool
	}{
		{"a boat came", "boat", true}, {"a boat came", "a boat", true}, {"a boat came", "boat came", true}, {"a boat came", "a boat came", true},
		{"a boat came", "oat", false}, {"a boat came", "boat cam", false}, {"houseboat boat", "boat", true}, {"", "boat", false}, {"boatboat", "boat", false},
	} {
		if got := holdsWords(c.plain, " "+c.words+" "); got != c.want {
			t.Errorf("%q in %q: %v", c.words, c.plain, got)
		}
	}
}

func TestOpensUncounted(t *testing.T) {
	t.Parallel()
	p := phraseTable("comments | min read | 24 hours")
	for _, plain := range []string{"", "comments", "4 comments", "4 5 comments on", "3 min read", "3 min 4 read 5", "24 hours", "hours", "5", "commentsx"} {
		words := withoutNumbers(plain)
		opened, size := p.opensUncounted(plain)
		if want := p.opens(words); opened != want || opened > 0 && size != len(words) {
			t.Errorf("%q: %d of %d, want %d of %d", plain, opened, size, want, len(words))
		}
	}
}
