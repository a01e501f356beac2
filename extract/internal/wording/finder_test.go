package wording

import "testing"

func TestFinder(t *testing.T) {
	t.Parallel()
	f := NewFinder("via", "源图", "source:")
	for s, want := range map[string]bool{
		"": false, "v": false, "via": true, "vi": false, "it went via the quay": true, "sources": false, "the source: us": true, "图源图": true, "图源": false,
	} {
		if got := f.In(s); got != want {
			t.Errorf("%q: %v, want %v", s, got, want)
		}
	}
}
