package index

import (
	"testing"
	"time"
)

// A search that would take too long is one for the words as they stand while one types, and else
// one that says what to do; the next search is as good as ever.
func TestTooMany(t *testing.T) {
	w := newWriter(t)
	take(t, w, story{url: "https://coast.example/a", title: "High tide", text: "The har was seen in the harbour.", at: noon})
	take(t, w, story{url: "https://coast.example/b", title: "Low tide", text: "The harbour is dry.", at: noon})
	x := newIndex(t, w.Store)
	found := func(q Query) int {
		t.Helper()
		r, err := x.Search(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		return r.Pages
	}
	if n := found(Query{Text: "har*", Newest: true}); n != 2 {
		t.Fatalf("%d begin so", n)
	}
	typed, others := typedTime, searchTime
	defer func() { typedTime, searchTime = typed, others }()
	typedTime = time.Nanosecond
	if n := found(Query{Text: "har*", Newest: true}); n != 1 {
		t.Errorf("%d are called so", n)
	}
	if n := found(Query{Text: "har*"}); n != 2 {
		t.Errorf("%d begin so", n)
	}
	searchTime = time.Nanosecond
	for _, q := range []Query{{Text: "har*"}, {Text: "tide"}, {Text: "har*", Newest: true}} {
		if _, err := x.Search(t.Context(), q); !IsTooMany(err) {
			t.Errorf("%+v: %v", q, err)
		}
	}
	typedTime, searchTime = typed, others
	if n := found(Query{Text: "tide"}); n != 2 {
		t.Errorf("%d are found afterwards", n)
	}
}
