package changes

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

const (
	tide  = "The tide came in at noon and covered the lower steps of the old harbour, as it does in spring."
	wall  = "Masons had mended the sea wall twice since the storm of last winter, the harbour office said."
	ferry = "No ferry left for the island until the evening, since the water stood above the pier."
)

// story is a page with an article.
func story(t *testing.T, fields map[string]any, document string, paragraphs ...string) State {
	t.Helper()
	all := map[string]any{"kind": "article", "title": "High water", "modified": "2026-11-20T10:00:00Z", "tags": []string{"tide"}}
	for name, value := range fields {
		all[name] = value
	}
	all["text"] = strings.Join(paragraphs, "\n\n")
	html := ""
	for _, p := range paragraphs {
		html += "<p>" + p + "</p>"
	}
	all["html"] = html + `<p><a href="/office?utm_source=mail">The office</a></p>`
	data, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	s, err := Read(Capture{State: State{URL: "https://tide.example/a", FinalURL: "https://tide.example/a", Status: 200}, DOM: []byte("<body><article>" + html + "</article>" + document), Fields: data}, Wish{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// said tells of changes in a line.
func said(list []Change) string {
	var all []string
	for _, c := range list {
		one := c.What + " " + c.How
		if c.Name != "" {
			one += " " + c.Name
		}
		if c.Paragraph != nil {
			one += fmt.Sprint(" ", *c.Paragraph)
		}
		all = append(all, one)
	}
	return strings.Join(all, "; ")
}

func TestCompare(t *testing.T) {
	before := story(t, nil, "<p>Seen by 12 people</p>", tide, wall, ferry)
	for name, c := range map[string]struct {
		after State
		says  string
	}{
		"the same":            {story(t, nil, "<p>Seen by 99 people</p><p>Buy boots</p>", tide, wall, ferry), ""},
		"in order of meaning": {story(t, map[string]any{"title": "Low water", "tags": []string{"tide", "wall"}}, `<script type="application/ld+json">{"@type":"Product","offers":{"@type":"Offer","price":"12"}}</script>`, tide, strings.Replace(wall, "twice", "once", 1), ferry), "field edited tags; field edited title; paragraph edited 1; number added price"},
		"moved and removed":   {story(t, nil, "", ferry, tide), "paragraph removed 1; paragraph moved 1"},
		"picture of the text": {story(t, map[string]any{"image": map[string]string{"url": "https://tide.example/b.jpg?w=800"}}, "", tide, wall, ferry), "field added image.url"},
	} {
		list, err := Compare(before, c.after, Look{})
		if got := said(list); got != c.says || err != nil {
			t.Errorf("%s: %s (%v), want %s", name, got, err, c.says)
		}
	}
	// Where the page has no article its lines are what counts, and links in all of it.
	page := func(document string) State {
		s, err := Read(Capture{State: State{FinalURL: "https://tide.example/"}, DOM: []byte(document)}, Wish{Values: map[string]Value{}})
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	list, err := Compare(page(`<h3>Tide</h3><p>5 minutes ago</p>`), page(`<h3>Wind</h3><p>1 minute ago</p><h3>Tide</h3><p>7 minutes ago</p>`), Look{})
	if got := said(list); err != nil || got != "paragraph added" {
		t.Errorf("%s %v", got, err)
	}
	list, err = Compare(page(`<p>Open</p><p>12:03:04</p><a href=/a?utm_medium=x#top>A</a>`), page(`<p>Closed</p><p>12:03:09</p><a href=/b>A</a>`), Look{})
	if got := said(list); err != nil || got != "paragraph removed; paragraph added; link edited A" {
		t.Errorf("%s %v", got, err)
	}
}

// Of a file that is neither page nor text it is told that it is another one.
func TestFiles(t *testing.T) {
	read := func(data, fields string) State {
		c := Capture{State: State{URL: "https://tide.example/a", Status: 200}, Original: []byte(data)}
		if fields != "" {
			c.Fields, c.DOM = json.RawMessage(fields), []byte("<img src=a.png>")
		}
		s, err := Read(c, Wish{})
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	const png, shown = "\x89PNG\x0D\x0A\x1A\x0A", `{"title": "a.png"}`
	for name, c := range map[string]struct {
		before, after State
		says          string
	}{
		"the same":        {read("%PDF-1.7 a", ""), read("%PDF-1.7 a", ""), ""},
		"another":         {read("%PDF-1.7 a", ""), read("%PDF-1.7 b", ""), "field edited original"},
		"another picture": {read(png+"1", shown), read(png+"2", shown), "field edited original"},
		"text":            {read("tide", ""), read("ebb", ""), "paragraph removed; paragraph added"},
	} {
		list, err := Compare(c.before, c.after, Look{})
		if err != nil || said(list) != c.says {
			t.Errorf("%s: %q, not %q: %v", name, said(list), c.says, err)
		}
	}
}

func TestValues(t *testing.T) {
	wish := Wish{Values: map[string]Value{}}
	for name, where := range map[string]string{"seats": ".seats", "seller": "json:$..seller.name", "none": ".nothing", "stock": ".nowhere"} {
		v, err := ParseValue(where)
		if err != nil {
			t.Fatal(err)
		}
		wish.Values[name] = v
	}
	s, err := Read(Capture{DOM: []byte(`<script type="application/ld+json">{"@graph":[{"@type":"Product","offers":[{"@type":"Offer","price":95.5,"priceCurrency":"EUR","availability":"https://schema.org/InStock","seller":{"name":"Mole"}}]}]}</script><b class=seats>3 seats</b>`)}, wish)
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(s.Values); got != "map[currency:EUR price:95.5 seats:3 seats seller:Mole]" {
		t.Error(got)
	}
	s, err = Read(Capture{DOM: []byte(`<meta property="product:price:amount" content="12.00"><span itemprop=availability content=OutOfStock></span>`)}, Wish{})
	if got := fmt.Sprint(s.Values); err != nil || got != "map[price:12.00 stock:OutOfStock]" {
		t.Error(got, err)
	}
	for document, want := range map[string]string{
		`<div class="product-price"><del>€ 120</del> <span>€ 95,50</span></div><p class=stock>Only 3 left</p>`: "map[price:€ 95,50 stock:Only 3 left]",
		`<p class=pricewatch>Compare 12 shops</p><p>Price: $1,299.00 with a lamp</p><p>It is sold out.</p>`:    "map[price:$1,299.00 stock:sold out]",
		`<p>The price of freedom, 1848</p>`: "map[]",
	} {
		s, err := Read(Capture{DOM: []byte(document)}, Wish{})
		if got := fmt.Sprint(s.Values); err != nil || got != want {
			t.Errorf("%s: %s %v, want %s", document, got, err, want)
		}
	}
	for _, bad := range []string{"p[", "json:price", "json:"} {
		if _, err := ParseValue(bad); err == nil {
			t.Errorf("%s is taken", bad)
		}
	}
}

func TestStealthy(t *testing.T) {
	before := story(t, nil, "", tide, wall)
	edited := strings.Replace(wall, "twice", "once", 1)
	for name, c := range map[string]struct {
		after State
		want  bool
	}{
		"in stealth": {story(t, nil, "", tide, edited), true},
		"said":       {story(t, map[string]any{"modified": "2026-11-21T08:00:00Z"}, "", tide, edited), false},
		"tags alone": {story(t, map[string]any{"tags": []string{"wall"}}, "", tide, wall), false},
		"not stated": {story(t, map[string]any{"modified": ""}, "", tide, edited), false}, // no more
	} {
		list, err := Compare(before, c.after, Look{})
		if got := Stealthy(before, c.after, list); got != c.want || err != nil {
			t.Errorf("%s: %t %v", name, got, err)
		}
	}
	rows := Beside(before, story(t, nil, "", tide, ferry, edited))
	if len(rows) != 3 || rows[0].Gone || !rows[1].New || rows[1].Gone || !rows[2].Gone || !rows[2].New {
		t.Errorf("%+v", rows)
	}
}
