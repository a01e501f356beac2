package index

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

	"github.com/tearsheet/tearsheet/snapshots"
)

// keep keeps a snapshot with all that facets are made of.
func keep(t *testing.T, w *snapshots.Writer, url string, at time.Time, status int, class, language string, tags ...string) {
	t.Helper()
	draft, err := w.Begin()
	if err != nil {
		t.Fatal(err)
	}
	defer draft.Abort()
	article, err := json.Marshal(map[string]any{"title": "A title", "text": "The tide.", "tags": tags})
	if err != nil {
		t.Fatal(err)
	}
	if err := draft.WriteFile("article", "article.json", article); err != nil {
		t.Fatal(err)
	}
	_, err = draft.Commit(t.Context(), snapshots.Manifest{
		URL: url, FinalURL: url, Status: status, Title: "A title", CapturedAt: at,
		Article: &snapshots.Article{Title: "A title", Language: language},
		Capture: json.RawMessage(`{"coverage":{"class":"` + class + `"}}`),
	})
	if err != nil {
		t.Fatal(err)
	}
}

func facetArchive(t *testing.T, opts Options) *Index {
	t.Helper()
	w := newWriter(t)
	for i, s := range []struct {
		url, class, language string
		status               int
		tags                 []string
	}{
		{"https://a.example/1", "content", "en", 200, []string{"Sea", "Two words"}},
		{"https://a.example/2", "not_found", "en-GB", 404, nil},
		{"https://b.example/3", "content", "ar", 200, []string{"sea"}},
		{"https://b.example/4", "login", "", 401, []string{"x\" OR y"}},
		{"https://b.example/5", "content", "en-GB", 200, nil},
	} {
		keep(t, w, s.url, noon.Add(time.Duration(i)*time.Minute), s.status, s.class, s.language, s.tags...)
	}
	x := Open(w.Store, opts)
	t.Cleanup(func() { x.Close() })
	return x
}

func urls(entries []Entry) (list []string) {
	for _, e := range entries {
		list = append(list, e.URL[len("https://"):])
	}
	return list
}

func TestFacets(t *testing.T) {
	x := facetArchive(t, Options{})
	for _, test := range []struct {
		q    Query
		want []string
	}{
		{Query{}, []string{"b.example/5", "b.example/4", "b.example/3", "a.example/2", "a.example/1"}},
		{Query{Host: "a.example"}, []string{"a.example/2", "a.example/1"}},
		{Query{Facets: []Facet{{FacetClass, "content"}}}, []string{"b.example/5", "b.example/3", "a.example/1"}},
		{Query{Facets: []Facet{{FacetStatus, "4xx"}}}, []string{"b.example/4", "a.example/2"}},
		{Query{Facets: []Facet{{FacetStatus, "404"}}}, []string{"a.example/2"}},
		{Query{Facets: []Facet{{FacetLanguage, "EN"}}}, []string{"b.example/5", "a.example/2", "a.example/1"}},
		{Query{Facets: []Facet{{FacetLanguage, "en-gb"}}}, []string{"b.example/5", "a.example/2"}},
		{Query{Facets: []Facet{{FacetTag, "SEA"}}}, []string{"b.example/3", "a.example/1"}},
		{Query{Facets: []Facet{{FacetTag, "two words"}}}, []string{"a.example/1"}},
		{Query{Facets: []Facet{{FacetTag, `x" OR y`}}}, []string{"b.example/4"}},
		{Query{Facets: []Facet{{FacetTag, "two"}}}, nil},
		{Query{Facets: []Facet{{FacetTag, ""}}}, nil},
		{Query{Host: "b.example", Facets: []Facet{{FacetTag, "sea"}, {FacetLanguage, "ar"}}}, []string{"b.example/3"}},
		{Query{Until: noon.Add(2 * time.Minute), Facets: []Facet{{FacetClass, "content"}}}, []string{"a.example/1"}},
	} {
		l, err := x.Newest(t.Context(), test.q, 0, 10)
		if got := urls(l.Entries); err != nil || l.Next != 0 || !slices.Equal(got, test.want) {
			t.Errorf("%+v: %q, %d, %v", test.q, got, l.Next, err)
		}
	}
	r, err := x.Search(t.Context(), Query{Text: "tide", Facets: []Facet{{FacetTag, "sea"}}})
	if err != nil || len(r.Hits) != 2 || r.Pages != 2 {
		t.Errorf("search: %+v, %v", r, err)
	}
	if r, err = x.Search(t.Context(), Query{Text: "tide", Skip: 4, Limit: 4}); err != nil || len(r.Hits) != 1 || r.Pages != 5 {
		t.Errorf("the second page of a search: %+v, %v", r, err)
	}
	if r, err = x.Search(t.Context(), Query{Text: "ti*", Newest: true, Limit: 2}); err != nil || r.Pages != 5 || r.Hits[0].URL != "https://b.example/5" || r.Hits[1].URL != "https://b.example/4" {
		t.Errorf("the newest: %+v, %v", r, err)
	}
	classes, err := x.Facets(t.Context(), FacetClass, 2)
	if want := []Count{{"content", 3}, {"login", 1}}; err != nil || !slices.Equal(classes, want) {
		t.Errorf("%v, %v", classes, err)
	}
	hosts, err := x.Hosts(t.Context(), 9)
	if want := []Count{{"b.example", 3}, {"a.example", 2}}; err != nil || !slices.Equal(hosts, want) {
		t.Errorf("%v, %v", hosts, err)
	}
}

// A list is the same in pieces as in one.
func TestPieces(t *testing.T) {
	x := facetArchive(t, Options{})
	for _, q := range []Query{{}, {Host: "b.example"}, {Facets: []Facet{{FacetClass, "content"}}}} {
		whole, err := x.Newest(t.Context(), q, 0, 10)
		if err != nil {
			t.Fatal(err)
		}
		var got []Entry
		for at, n := Cursor(0), 0; n == 0 || at != 0; n++ {
			l, err := x.Newest(t.Context(), q, at, 2)
			if err != nil || n > 3 {
				t.Fatal(n, err)
			}
			got, at = append(got, l.Entries...), l.Next
		}
		if !slices.Equal(got, whole.Entries) {
			t.Errorf("%+v: %q, not %q", q, urls(got), urls(whole.Entries))
		}
	}
}

// What was seen a moment ago holds, and what the index itself has taken in is there.
func TestFresh(t *testing.T) {
	w := newWriter(t)
	x := Open(w.Store, Options{Fresh: time.Hour})
	t.Cleanup(func() { x.Close() })
	count := func() int {
		l, err := x.Newest(t.Context(), Query{}, 0, 10)
		if err != nil {
			t.Fatal(err)
		}
		return len(l.Entries)
	}
	if n := count(); n != 0 {
		t.Fatal(n)
	}
	snap := take(t, w, story{url: "https://a.example/1", title: "One", text: "Tide", at: noon})
	if n := count(); n != 0 {
		t.Errorf("%d: it looked again", n)
	}
	if err := x.add(t.Context(), []snapshots.Snapshot{snap}); err != nil {
		t.Fatal(err)
	}
	if n := count(); n != 1 {
		t.Errorf("%d: it has been told of one", n)
	}
	r, err := x.Search(t.Context(), Query{Text: "tide"})
	if err != nil || len(r.Hits) != 1 {
		t.Errorf("%+v, %v", r, err)
	}
}

// Two who ask at the same time, of an archive that neither has looked at, both get all.
func TestTwoAsk(t *testing.T) {
	for range 20 {
		w := newWriter(t)
		take(t, w, story{url: "https://a.example/1", title: "One", text: "Tide", at: noon})
		x := Open(w.Store, Options{})
		searched := make(chan int)
		go func() {
			r, _ := x.Search(t.Context(), Query{Text: "tide"})
			searched <- len(r.Hits)
		}()
		l, err := x.Newest(t.Context(), Query{}, 0, 10)
		if n := <-searched; err != nil || len(l.Entries) != 1 || n != 1 {
			t.Fatalf("%d listed, %d found, %v", len(l.Entries), n, err)
		}
		x.Close()
	}
}
