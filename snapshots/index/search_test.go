package index

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestWords(t *testing.T) {
	for text, want := range map[string]string{
		"The harbour re-opened, at 7:30.": "the harbour re opened at 7 30",
		"Café CAFÉ cafe\u0301":            "cafe cafe cafe",
		"Straße ÆØÅ Łódź naïve":           "strasse aeoa lodz naive",
		"ёлка Ёлка май":                   "елка елка май",
		"infor\u00admation":               "information",
		"東京都の港":                           "東 京 都 の 港",
		"サーバー ｻｰﾊﾞｰ":                      "サ ー バ ー サ ー バ ー",
		"ＡＢＣ１２":                           "abc12",
		"서울에서 만나":                         "서 울 에 서 만 나",
		"ท่าเรือ":                         "ท่ า เ รื อ",
		"हिन्दी में":                      "हिन्दी में",
		"مَرْفَأ المدينة":                 "مرفا المدينة",
		"می\u200cخواهم":                   "میخواهم",
		"x\u0301":                         "x",
		"https://example.com/a_b?c=d%20e": "https example com a b c d 20e",
		strings.Repeat("é", 100):          strings.Repeat("e", 50) + strings.Repeat("e", 14),
		"":                                "",
		" \u0301 \u00ad - ":               "",
		"\xff broken \xc3 text":           "broken text",
		"don’t don't":                     "don t don t",
		"2026年11月23日":                     "2026 年 11 月 23 日",
		"emoji 🌊 wave":                    "emoji wave",
		"A\u00adB":                        "ab",
		"κύμα ΚΎΜΑ":                       "κυμα κυμα",
		"שָׁלוֹם":                         "שלום",
	} {
		if got := strings.TrimSpace(spaced(text)); got != want {
			t.Errorf("%q: %q, not %q", text, got, want)
		}
	}
}

func TestParse(t *testing.T) {
	for text, want := range map[string]string{
		`high tide`:                 `{title text authors site url} : (("high") AND ("tide"))`,
		`"high tide" harbour`:       `{title text authors site url} : (("high tide") AND ("harbour"))`,
		`tide OR ebb harbour`:       `{title text authors site url} : (("tide" OR "ebb") AND ("harbour"))`,
		`harb* -floods`:             `{title text authors site url} : ((("harb" *)) NOT ("floods"))`,
		`tide -ebb -title:x`:        `{title text authors site url} : ((("tide")) NOT ("ebb" OR title : "x"))`,
		`author:writer title:"a b"`: `{title text authors site url} : ((authors : "writer") AND (title : "a b"))`,
		`AND OR NOT NEAR(`:          `{title text authors site url} : (("and" OR "not") AND ("near"))`,
		`it's 50% "unclosed quote`:  `{title text authors site url} : (("it s") AND ("50") AND ("unclosed quote"))`,
		`http://example.com/x`:      `{title text authors site url} : (("http example com x"))`,
		`東京 の港`:                     `{title text authors site url} : (("東 京") AND ("の 港"))`,
		`"'); DROP TABLE words; --`: `{title text authors site url} : (("drop table words"))`,
		`OR tide OR`:                `{title text authors site url} : (("tide"))`,
	} {
		s, err := parse(text)
		if got := s.match("", nil); err != nil || got != want {
			t.Errorf("%s:\n%s, %v\n%s", text, got, err, want)
		}
	}
	for _, text := range []string{"", "  ", `"`, "-", "OR", "*", "-tide", "🌊", "title:"} {
		if s, err := parse(text); !errors.Is(err, errNothing) {
			t.Errorf("%q: %+v, %v", text, s, err)
		}
	}
}

func TestSearch(t *testing.T) {
	w := newWriter(t)
	for i, s := range []story{
		{url: "https://coast.example/harbour", title: "The harbour reopens", text: "After the flood the harbour of Skarnes opened on Monday.", authors: []string{"Anna Tidemand"}},
		{url: "https://coast.example/tide", title: "High tide", text: "A spring tide rose over the quay. The harbour master had warned of it."},
		{url: "https://inland.example/mill", title: "The mill", text: "No tide reaches the mill, and no flood either. The café is open."},
		{url: "https://tokyo.example/港", title: "東京港の高潮", text: "東京都は月曜日、港を再開した。"},
		{url: "https://coast.example/tide", title: "High tide", text: "A spring tide rose over the quay. Nobody was hurt."},
	} {
		s.at = noon.Add(time.Duration(i) * time.Hour)
		take(t, w, s)
	}
	x := newIndex(t, w.Store)
	for _, c := range []struct {
		q    Query
		want []string // pages, and in brackets how many older ones, the best first
	}{
		{Query{Text: "harbour"}, []string{"harbour", "tide"}},
		{Query{Text: "TIDE"}, []string{"tide+1", "mill"}},
		{Query{Text: "tide", All: true}, []string{"tide", "tide", "mill"}},
		{Query{Text: "tide", Limit: 1}, []string{"tide+1"}},
		{Query{Text: "tide -flood"}, []string{"tide+1"}},
		{Query{Text: "mill OR skarnes"}, []string{"mill", "harbour"}},
		{Query{Text: `"harbour master"`}, []string{"tide"}},
		{Query{Text: `"master harbour"`}, nil},
		{Query{Text: "harb*"}, []string{"harbour", "tide"}},
		{Query{Text: "author:tide*"}, []string{"harbour"}},
		{Query{Text: "title:tide"}, []string{"tide+1"}},
		{Query{Text: "url:mill"}, []string{"mill"}},
		{Query{Text: "cafe"}, []string{"mill"}},
		{Query{Text: "tide", Host: "inland.example"}, []string{"mill"}},
		{Query{Text: "tide", Host: "INLAND.example"}, []string{"mill"}},
		{Query{Text: "tide", Host: "example"}, nil},
		{Query{Text: "tide", Since: noon.Add(2 * time.Hour)}, []string{"tide", "mill"}},
		{Query{Text: "tide", Until: noon.Add(2 * time.Hour)}, []string{"tide"}},
		{Query{Text: "東京"}, []string{"港~"}},
		{Query{Text: "京都"}, []string{"港~"}}, // as it stands in 東京都
		{Query{Text: "港"}, []string{"港~"}},
		{Query{Text: "京港"}, []string{"港~"}},
		{Query{Text: "都東"}, nil},
		{Query{Text: "heXagon"}, nil},
	} {
		r, err := x.Search(t.Context(), c.q)
		var got []string
		for _, h := range r.Hits {
			page, _, isHashed := strings.Cut(h.ID.Page(), "~")
			if isHashed {
				page += "~"
			}
			got = append(got, page+strings.Repeat("+1", h.Others))
		}
		if err != nil || !slices.Equal(got, c.want) {
			t.Errorf("%+v: %q, not %q; %v", c.q, got, c.want, err)
		}
		if c.q.Limit == 0 && r.Pages != len(got) {
			t.Errorf("%+v: %d pages", c.q, r.Pages)
		}
	}
	if _, err := x.Search(t.Context(), Query{Text: "?"}); !errors.Is(err, errNothing) {
		t.Error(err)
	}
}

// A query may be as long as somebody types.
func TestLongQueries(t *testing.T) {
	w := newWriter(t)
	take(t, w, story{url: "https://coast.example/tide", title: "High tide", text: "A spring tide rose over the quay.", at: noon})
	x := newIndex(t, w.Store)
	for _, c := range []struct {
		text string
		want int
	}{
		{strings.Repeat("tide ", 3000), 1},
		{"ebb" + strings.Repeat(" OR tide", 3000), 1},
		{"tide" + strings.Repeat(" -ebb", 3000), 1},
		{"tide -ebb -quay" + strings.Repeat(" -title:ebb", 3000), 0},
		{strings.Repeat("潮", 3000), 0},
		{strings.Repeat("tide (", 3000), 1},
	} {
		if r, err := x.Search(t.Context(), Query{Text: c.text}); err != nil || len(r.Hits) != c.want {
			t.Errorf("%.30s: %d found, %v", c.text, len(r.Hits), err)
		}
	}
}

func TestExcerpts(t *testing.T) {
	long := strings.Repeat("Nothing of the kind is told here. ", 20) + "Then the spring tide\nrose over the harbour wall. " + strings.Repeat("And so on it went. ", 30)
	for _, c := range []struct{ text, query, want string }{
		{"A spring tide rose.", "tide", "A spring [tide] rose."},
		{"A spring tide rose.", `"spring tide" rose`, "A [spring tide] [rose]."},
		{"A spring tide rose.", "tid*", "A spring [tide] rose."},
		{"Nothing here.", "tide", "Nothing here."},
		{"", "tide", ""},
		{"東京都は港を再開", "京都", "東[京都]は港を再開"},
		{"東京都", "東京 京都", "[東京都]"},
		{"Das Café", "cafe", "Das [Café]"},
		{long, "tide harbour", "… told here. Nothing of the kind is told here. Then the spring [tide] rose over the [harbour] wall. "},
		{long, "title:tide", "Nothing of the kind is told here. Nothing of the kind is told here. "},
	} {
		s, err := parse(c.query)
		if err != nil {
			t.Fatal(err)
		}
		got := part(c.text, s.marks("text", c.text))
		if shown := marked(got); !strings.HasPrefix(shown, c.want) || len(c.text) < around && shown != c.want {
			t.Errorf("%s in %.40q:\n%s\nnot\n%s", c.query, c.text, shown, c.want)
		}
		if len(got.Text) > around+80 || strings.Contains(got.Text, "\n") {
			t.Errorf("%s: %q", c.query, got.Text)
		}
	}
}

// marked writes an excerpt with brackets around its marks.
func marked(e Excerpt) string {
	var b strings.Builder
	at := 0
	for _, m := range e.Marks {
		b.WriteString(e.Text[at:m.Start] + "[" + e.Text[m.Start:m.End] + "]")
		at = m.End
	}
	return b.String() + e.Text[at:]
}

func FuzzSearch(f *testing.F) {
	f.Add(`"high tide" -flood OR 東京 author:x*`, "The harbour 東京都 Café")
	db, err := openDatabase(f.Context(), f.TempDir())
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { db.Close() })
	f.Fuzz(func(t *testing.T, query, text string) {
		end := 0
		for w := range words(text) {
			if w.start < end || w.end <= w.start || w.end > len(text) {
				t.Fatalf("%+v after %d in %q", w, end, text)
			}
			end = w.end
		}
		s, err := parse(query)
		if err != nil {
			return
		}
		e := part(text, s.marks("text", text))
		at := 0
		for _, m := range e.Marks {
			if m.Start < at || m.End <= m.Start || m.End > len(e.Text) {
				t.Fatalf("%+v in %q", e.Marks, e.Text)
			}
			at = m.End
		}
		marked(e)
		if _, err := db.Exec("SELECT rowid FROM words WHERE words MATCH ?", s.match("example.com", nil)); err != nil {
			t.Fatalf("%q became %s: %v", query, s.match("", nil), err)
		}
	})
}
