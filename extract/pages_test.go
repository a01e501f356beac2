package extract

import (
	"net/url"
	"testing"
)

func TestPager(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, at, html, want string }{
		{"head", "https://x.example/a/story", `<link rel="next" href="/a/story?page=2">`, "https://x.example/a/story?page=2"},
		{"query", "https://x.example/a/story?id=7&page=2", `<a href="?id=7&page=1">1</a> <a href="?id=7&amp;page=3">3</a>`, "https://x.example/a/story?id=7&page=3"},
		{"path", "https://x.example/a/story/", `<a href="/a/story/2/">Weiter</a>`, "https://x.example/a/story/2/"},
		{"page in path", "https://x.example/a/story/page/2/", `<a href="/a/story/page/3/" aria-label="Next"><svg></svg></a>`, "https://x.example/a/story/page/3/"},
		{"ending", "https://x.example/a/story.html", `<a href="story-2.html">2</a>`, "https://x.example/a/story-2.html"},
		{"second of it", "https://x.example/a/story?page=2", `<a href="/a/story">1</a><a href="/a/story?page=3">3</a>`, "https://x.example/a/story?page=3"},
		{"ending called page", "https://x.example/a/story-page-2.html", `<a href="story.html">1</a><a href="story-page-3.html#top">Next page</a>`, "https://x.example/a/story-page-3.html"},
		{"seite", "https://x.example/a/story", `<a href="/a/story/seite-2">Nächste Seite</a>`, "https://x.example/a/story/seite-2"},
		{"based", "https://x.example/a/story", `<base href="https://x.example/a/"><a href="story?p=2">»</a>`, "https://x.example/a/story?p=2"},

		{"the next article", "https://x.example/a/story", `<a rel="next" href="/a/another-story">Next</a>`, ""},
		{"the next number", "https://x.example/news/41", `<a rel="next" href="/news/42">Next</a>`, ""},
		{"the next day", "https://x.example/2026/11/23", `<a rel="next" href="/2026/11/24">Next</a>`, ""},
		{"another host", "https://x.example/a/story", `<a href="https://y.example/a/story?page=2">2</a>`, ""},
		{"the last page", "https://x.example/a/story?page=3", `<a href="?page=1">1</a><a href="?page=2">2</a>`, ""},
		{"words", "https://x.example/a/story", `<a href="/a/story?page=2">What the neighbours said</a>`, ""},
		{"comments", "https://x.example/a/story", `<a href="/a/story?page=2#comments">Older comments</a>`, ""},
		{"nothing", "https://x.example/a/story", `<p>No links.`, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			at, err := url.Parse(test.at)
			if err != nil {
				t.Fatal(err)
			}
			got, err := NewPager(at).Next([]byte(test.html), Options{URL: at})
			if err != nil || got != test.want {
				t.Errorf("next page is %q, %v; want %q", got, err, test.want)
			}
		})
	}
}

// A pager goes from page to page, and only forward.
func TestPagerGoesOn(t *testing.T) {
	t.Parallel()
	at, err := url.Parse("https://x.example/story")
	if err != nil {
		t.Fatal(err)
	}
	p := NewPager(at)
	const links = `<a href="/story">1</a> <a href="/story/2">2</a> <a href="/story/3">3</a>`
	for _, want := range []string{"https://x.example/story/2", "https://x.example/story/3", ""} {
		if got, err := p.Next([]byte(links), Options{URL: at}); err != nil || got != want {
			t.Fatalf("next is %q, %v; want %q", got, err, want)
		}
	}
}

func TestAppend(t *testing.T) {
	t.Parallel()
	first := &Article{Title: "Tides", Text: "One.", Markdown: "One.", HTML: "<p>One.</p>", Pages: 1, WordCount: 400, ReadingMin: 2, Images: []Image{{URL: "a"}}}
	if !first.Append(&Article{Title: "Tides - page 2", Text: "Two.", Markdown: "**Two.**", HTML: "<p>Two.</p>", Pages: 1, WordCount: 100, Images: []Image{{URL: "a"}, {URL: "b"}}, Videos: []Video{{URL: "v"}}}) {
		t.Error("the second page brings nothing")
	}
	if first.Title != "Tides" || first.Text != "One.\n\nTwo." || first.Markdown != "One.\n\n**Two.**" || first.HTML != "<p>One.</p>\n<p>Two.</p>" ||
		first.Pages != 2 || first.WordCount != 500 || first.ReadingMin != 3 || len(first.Images) != 2 || len(first.Videos) != 1 {
		t.Errorf("both are %+v", first)
	}
	if first.Append(&Article{Text: "Two."}) || first.Append(&Article{}) || first.Pages != 2 {
		t.Error("a page that repeats counts")
	}
}
