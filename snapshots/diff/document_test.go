package diff

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
)

// documents compares two documents. The test ends if it cannot.
func documents(t testing.TB, want, got string) Result {
	t.Helper()
	r, err := Compare(Side{DOM: []byte(want)}, Side{DOM: []byte(got)}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestVisibleLines(t *testing.T) {
	for html, want := range map[string][]string{
		`<title>Tide</title><h1>High  tide</h1><p>At <b>noon</b>,<br>and at night.`:                         {"Tide", "High tide", "At noon,", "and at night."},
		`<p>Seen<p hidden>No<p style="color:red; DISPLAY : none">No<div style="visibility:hidden">No</div>`: {"Seen"},
		`<p>Seen<script>no()</script><style>no{}</style><noscript>No</noscript><template><p>No</template>`:  {"Seen"},
		`<x-tide><template shadowrootmode="open"><p>In the shadow</template><p>In the light</x-tide>`:       {"In the shadow", "In the light"},
		"<pre>one\n  two\n</pre>":                                  {"one", "two"},
		`<table><tr><th>Day<td>Tide<tr><th>Monday<td>noon</table>`: {"Day Tide", "Monday noon"},
		`<label>Name <input value="Ada"></label><input type=hidden value=No><input placeholder="Your town">`: {"Name Ada Your town"},
	} {
		doc, err := Parse([]byte(html))
		if err != nil {
			t.Fatal(err)
		}
		if got := visibleLines(doc); !reflect.DeepEqual(got, want) {
			t.Errorf("%s\n got %q\nwant %q", html, got, want)
		}
	}
}

// patch writes a text's difference as patches do, with the words that differ in brackets.
func patch(text Text) string {
	var b strings.Builder
	for _, hunk := range text.Hunks {
		fmt.Fprintf(&b, "@%d,%d\n", hunk.Want, hunk.Got)
		for _, line := range hunk.Lines {
			b.WriteString(string(line.Op))
			for _, span := range line.Spans {
				if span.Changed {
					fmt.Fprintf(&b, "[%s]", span.Text)
				} else {
					b.WriteString(span.Text)
				}
			}
			b.WriteByte('\n')
		}
	}
	return b.String()
}

func TestText(t *testing.T) {
	numbered := func(from, to int) (list []string) {
		for i := from; i <= to; i++ {
			list = append(list, fmt.Sprintf("line %d", i))
		}
		return list
	}
	for _, test := range []struct {
		name           string
		want, got      []string
		patch          string
		added, removed int
	}{
		{"nothing", []string{"one"}, []string{"one"}, "", 0, 0},
		{"a word", []string{"a", "The ferry leaves at noon.", "b"}, []string{"a", "The ferry leaves at night.", "b"},
			"@1,1\n a\n-The ferry leaves at [noon].\n+The ferry leaves at [night].\n b\n", 1, 1},
		{"a line that came", []string{"a", "b"}, []string{"a", "two words", "b"}, "@1,1\n a\n+[two words]\n b\n", 2, 0},
		{"a line that went", []string{"a", "two words", "b"}, []string{"a", "b"}, "@1,1\n a\n-[two words]\n b\n", 0, 2},
		{"two places", numbered(1, 9), slices.Concat([]string{"line 0"}, numbered(1, 8)), "@1,1\n+[line 0]\n line 1\n@8,9\n line 8\n-[line 9]\n", 2, 2},
		{"places near each other", []string{"a", "b", "c"}, []string{"A", "b", "C"}, "@1,1\n-[a]\n+[A]\n b\n-[c]\n+[C]\n", 2, 2},
		{"other words", []string{"nothing of this"}, []string{"wholly different words"}, "@1,1\n-[nothing] [of] [this]\n+[wholly] [different] [words]\n", 3, 3},
		{"all new", nil, []string{"one"}, "@1,1\n+[one]\n", 1, 0},
		{"scripts without blanks", []string{"潮は正午に高い"}, []string{"潮は夜半に高い"}, "@1,1\n-潮は[正午]に高い\n+潮は[夜半]に高い\n", 2, 2},
	} {
		t.Run(test.name, func(t *testing.T) {
			text := compareTexts(test.want, test.got)
			if got := patch(text); got != test.patch || text.Added != test.added || text.Removed != test.removed {
				t.Errorf("%d added, %d removed:\n%s\nwant\n%s", text.Added, text.Removed, got, test.patch)
			}
		})
	}
}

// What makes one list of the other does so, whatever the lists are.
func TestEditsMakeOneOfTheOther(t *testing.T) {
	word := func(i int) string { return fmt.Sprint(i * i % 7) }
	for n := range 60 {
		for m := range 20 {
			var want, got []string
			for i := range n {
				want = append(want, word(i))
			}
			for i := range m * 3 {
				got = append(got, word(i+n%5))
			}
			var made []string
			w := 0
			for _, e := range edits(want, got) {
				made = append(made, want[w:e.from]...)
				made = append(made, got[e.gotFrom:e.gotTo]...)
				w = e.to
			}
			if made = append(made, want[w:]...); !slices.Equal(made, got) {
				t.Fatalf("%q of %q, want %q", made, want, got)
			}
		}
	}
}

func TestStructure(t *testing.T) {
	const list = `<body><header><a href="/">Home</a></header><main id="m"><h1>Tide</h1><p>One of them.</p><p>Two of them.</p><ul><li>a<li>b<li>c</ul></main></body>`
	for _, test := range []struct {
		name, old, new string
		want           []Element
	}{
		{"nothing", "", "", nil},
		{"only a text", "One of them", "One of those", nil},
		{"only a class", "<h1>", `<h1 class="x7a">`, nil},
		{"added", "<h1>", `<div class="banner"><b>Storm</b></div><h1>`, []Element{{"added", "main#m > div", "Storm"}}},
		{"removed", "<p>One of them.</p>", "", []Element{{"removed", "main#m > p:nth-of-type(1)", "One of them."}}},
		{"hidden", "<h1>", "<h1 hidden>", []Element{{"hidden", "main#m > h1", "Tide"}}},
		{"hidden by its style", "<h1>", `<h1 style="display: none">`, []Element{{"hidden", "main#m > h1", "Tide"}}},
		{"another order", "<li>a<li>b<li>c", "<li>b<li>a<li>c", []Element{{"moved", "main#m > ul > li:nth-of-type(2)", "a, from main#m > ul > li:nth-of-type(1)"}}},
		{"led elsewhere", `href="/"`, `href="/new"`, []Element{{"changed", "header > a", `href="/new", was "/"`}}},
		{"an attribute that came", `<h1>`, `<h1 role="note">`, []Element{{"changed", "main#m > h1", `role="note" is new`}}},
		{"to another parent", "<p>Two of them.</p><ul>", "<ul>", []Element{{"removed", "main#m > p:nth-of-type(2)", "Two of them."}}},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := documents(t, list, strings.Replace(list, test.old, test.new, 1)).Structure
			if len(got)+len(test.want) > 0 && !reflect.DeepEqual(got, test.want) {
				t.Errorf("got  %+v\nwant %+v", got, test.want)
			}
		})
	}
	// What moves to another parent is one change, not two.
	moved := strings.Replace(strings.Replace(list, "<p>Two of them.</p>", "", 1), "</header>", "<p>Two of them.</p></header>", 1)
	if got := documents(t, list, moved).Structure; len(got) != 1 || got[0].What != "moved" || got[0].Path != "header > p" {
		t.Errorf("to another parent: %+v", got)
	}
}

func TestFields(t *testing.T) {
	compare := func(want, got string, skip ...string) []Field {
		r, err := Compare(Side{Article: []byte(want)}, Side{Article: []byte(got)}, Options{Skip: skip})
		if err != nil {
			t.Fatal(err)
		}
		return r.Fields
	}
	const base = `{"title":"Tide","authors":["Ada","Bo"],"image":{"url":"/a.png","alt":""},"videos":[{"url":"/v"}],"word_count":3,"paywalled":false,"text":"a","html":"<p>a"}`
	for _, test := range []struct {
		old, new string
		want     []Field
		skip     []string
	}{
		{"", "", []Field{}, nil},
		{`"Tide"`, `"Ebb"`, []Field{{"title", "Tide", "Ebb"}}, nil},
		{`"Tide"`, `null`, []Field{{"title", "Tide", ""}}, nil},
		{`["Ada","Bo"]`, `["Ada"]`, []Field{{"authors", "Ada, Bo", "Ada"}}, nil},
		{"/a.png", "/b.png", []Field{{"image.url", "/a.png", "/b.png"}}, nil},
		{"/a.png", "/b.png", []Field{}, []string{"image"}},
		{`"/v"`, `"/w"`, []Field{{"videos[0].url", "/v", "/w"}}, nil},
		{`"/v"`, `"/w"`, []Field{}, []string{"videos"}},
		{":3", ":1000000", []Field{{"word_count", "3", "1000000"}}, nil},
		{"false", "true", []Field{{"paywalled", "false", "true"}}, nil},
		{`"a","html":"<p>a"`, `"b","html":"<p>b"`, []Field{{"text", "a", "b"}}, nil},
		{`"a","html":"<p>a"`, `"b","html":"<p>b"`, []Field{}, []string{"text"}},
		{`<p>a`, `<p><i>a`, []Field{{"html", "<p>a", "<p><i>a"}}, nil},
	} {
		if got := compare(base, strings.Replace(base, test.old, test.new, 1), test.skip...); !reflect.DeepEqual(got, test.want) {
			t.Errorf("%s -> %s: got %+v, want %+v", test.old, test.new, got, test.want)
		}
	}
	long := strings.Repeat("潮", 3000)
	got := compare(`{"text":"`+long+`a"}`, `{"text":"`+long+`b"}`)
	if len(got) != 1 || len(got[0].Want) > excerptMax+20 || !strings.HasSuffix(got[0].Want, "a") || !strings.HasSuffix(got[0].Got, "b") || !strings.HasPrefix(got[0].Got, "… 潮") {
		t.Errorf("of a long field it shows %+v", got)
	}
	if _, err := Compare(Side{Article: []byte(`[1]`)}, Side{}, Options{}); err == nil {
		t.Error("no error where the article is no object")
	}
}

// Of a file that is no page there may be nothing but its bytes: what a page has besides is more.
func TestFilesThatAreNoPages(t *testing.T) {
	file := func(says string) Side { return Side{Original: says} }
	page := Side{DOM: []byte("<p>Tide</p>"), Article: []byte(`{"title": "Tide"}`)}
	for _, c := range []struct {
		name      string
		want, got Side
		summary   string
	}{
		{"the same", file("9 bytes"), file("9 bytes"), ""},
		{"another one", file("9 bytes"), file("10 bytes"), "fields: original"},
		{"a page now", file("9 bytes"), page, "text: 1 word added; fields: title"},
		{"no page any more", page, file("9 bytes"), "text: 1 word removed; fields: title"},
	} {
		r, err := Compare(c.want, c.got, Options{})
		summary := strings.Join(r.Summary(), "; ")
		if err != nil || !strings.HasPrefix(summary, c.summary) || r.Equal() != (c.summary == "") {
			t.Errorf("%s: %q, not %q: %v", c.name, summary, c.summary, err)
		}
	}
}

func TestHeaders(t *testing.T) {
	r, err := Compare(
		Side{Headers: map[string]string{"Date": "Mon", "Server": "a", "X-Frame-Options": "DENY", "Content-Security-Policy": "script-src 'nonce-a1'"}},
		Side{Headers: map[string]string{"date": "Tue", "server": "b", "content-security-policy": "script-src 'nonce-b2'"}},
		Options{Skip: []string{"header:server"}})
	if err != nil || !reflect.DeepEqual(r.Headers, []Field{{"x-frame-options", "DENY", ""}}) {
		t.Errorf("%+v, %v", r.Headers, err)
	}
	if r, _ = Compare(Side{Headers: map[string]string{"a": "b"}}, Side{}, Options{}); !r.Equal() {
		t.Error("headers that were not kept count")
	}
}

func TestLoaded(t *testing.T) {
	r, err := Compare(
		Side{
			Resources: []Resource{{URL: "https://a/x.css", Status: 200, Size: 9, SHA256: "1"}, {URL: "https://a/old.js", Kind: "script", Status: 200}, {URL: "https://ads/1", Status: 200}},
			Console:   []Message{{"error", "known", "https://a/x.js"}, {"request", "Not Found", "https://a/1"}},
		},
		Side{
			Resources: []Resource{{URL: "https://a/new.png", Kind: "image", Status: 404}, {URL: "https://a/x.css", Status: 200, Size: 9, SHA256: "2"}, {URL: "https://ads/2", Status: 200}},
			Console:   []Message{{"log", "chat", ""}, {"error", "known", "https://a/y.js"}, {"error", "known", ""}, {"request", "Not Found", "https://a/2"}},
		},
		Options{Skip: []string{"https://ads/"}})
	if err != nil {
		t.Fatal(err)
	}
	want := []ResourceChange{
		{"added", "https://a/new.png", "image, status 404"}, {"removed", "https://a/old.js", "script, status 200"}, {"changed", "https://a/x.css", "other content of the same length"},
	}
	if !reflect.DeepEqual(r.Resources, want) {
		t.Errorf("resources are %+v", r.Resources)
	}
	if !reflect.DeepEqual(r.Console, []Message{{"error", "known", ""}, {"request", "Not Found", "https://a/2"}}) {
		t.Errorf("new complaints are %+v", r.Console)
	}
	if got := strings.Join(r.Summary(), "\n"); got != "resources: 1 added, 1 removed, 1 changed\nconsole: 2 new complaints" {
		t.Errorf("the summary is %q", got)
	}
}

// No document takes long, however it is made.
func TestOddDocumentsAreQuick(t *testing.T) {
	row := func(i int) string { return fmt.Sprintf("<tr><td>%d<td>of %d", i, i*7919%1000) }
	var table, other strings.Builder
	for i := range 20_000 {
		table.WriteString(row(i))
		other.WriteString(row(i * 3))
	}
	for name, pair := range map[string][2]string{
		"deep":          {strings.Repeat("<div>", 5000) + "a", strings.Repeat("<div>", 5000) + "b"},
		"wide":          {"<table>" + table.String(), "<table>" + other.String()},
		"one long line": {"<p>" + strings.Repeat("to and fro ", 50_000), "<p>" + strings.Repeat("fro and to ", 50_000)},
		"all alike":     {strings.Repeat("<p>a", 20_000), strings.Repeat("<p>b", 20_001)},
	} {
		began := time.Now()
		if r := documents(t, pair[0], pair[1]); r.Equal() {
			t.Errorf("%s: nothing differs", name)
		}
		if took := time.Since(began); took > 15*time.Second {
			t.Errorf("%s: it took %s", name, took)
		} else {
			t.Log(name, took)
		}
	}
}

// A site and its trial copy differ in what they say, not in where they are.
func TestOrigin(t *testing.T) {
	side := func(origin, title string) Side {
		return Side{
			Origin: origin, DOM: []byte(`<a href="` + origin + `/tide">` + title + `</a>`), Article: []byte(`{"url":"` + origin + `/","title":"` + title + `"}`),
			Headers: map[string]string{"Link": "<" + origin + "/a.css>"}, Resources: []Resource{{URL: origin + "/a.css"}}, Console: []Message{{"request", "Not Found", origin + "/b"}},
		}
	}
	live, trial := side("https://quay.example", "Tide"), side("http://127.0.0.1:8080", "Tide")
	if r, err := Compare(live, trial, Options{}); err != nil || !r.Equal() {
		t.Errorf("%q, %v", r.Summary(), err)
	}
	if trial.Resources[0].URL != "http://127.0.0.1:8080/a.css" || trial.Headers["Link"] != "<http://127.0.0.1:8080/a.css>" {
		t.Error("the side that was given was changed")
	}
	r, err := Compare(live, side("http://127.0.0.1:8080", "Ebb"), Options{})
	if got := strings.Join(r.Summary(), "; "); err != nil || got != "text: 1 word added, 1 word removed; fields: title" {
		t.Errorf("%q, %v", got, err)
	}
}
