package wording

import "testing"

func TestTable(t *testing.T) {
	t.Parallel()
	table := NewTable(map[string]int{"by": 1, "über": 2, "a": 3, "read more": 4})
	for word, want := range map[string]int{"": 0, "by": 1, "By": 1, "bye": 0, "ÜBER": 2, "A": 3, "Read More": 4, "b": 0, "ay": 0} {
		if got := table.OfAnyCase(word); got != want {
			t.Errorf("%q: %d, want %d", word, got, want)
		}
	}
	for word, want := range map[string]int{"": 0, "by": 1, "By": 0, "über": 2} {
		if got := table.Of(word); got != want || got != table.OfBytes([]byte(word)) {
			t.Errorf("%q: %d, want %d", word, got, want)
		}
	}
}
