package extract

import (
	"slices"
	"testing"
)

func TestParseLD(t *testing.T) {
	for _, tt := range []struct {
		name, script string
		want         []string // the names of the things found
	}{
		{"one thing", `{"@type":"Article","name":"Bees"}`, []string{"Bees"}},
		{"a list", `[{"@type":"Article","name":"Bees"},{"@type":"WebPage","name":"Page"}]`, []string{"Bees", "Page"}},
		{"a graph", `{"@context":"https://schema.org","@graph":[{"@type":["Article","NewsArticle"],"name":"Bees"},{"@type":"Person","name":"Anna Bee"}]}`, []string{"Bees", "Anna Bee"}},
		{"nested", `{"@type":"WebPage","name":"Page","mainEntity":{"@type":"Article","name":"Bees"}}`, []string{"Page", "Bees"}},
		{"a comma too many", `{"@type":"Article","name":"Bees","keywords":["a","b",],}`, []string{"Bees"}},
		{"a line break in a string", "{\"@type\":\"Article\",\"name\":\"Be\nes\"}", []string{"Be es"}},
		{"a tab in a string", "{\"@type\":\"Article\",\"name\":\"Be\tes\"}", []string{"Be es"}},
		{"a comment around it", "<!-- {\"@type\":\"Article\",\"name\":\"Bees\"} -->", []string{"Bees"}},
		{"CDATA around it", "//<![CDATA[\n{\"@type\":\"Article\",\"name\":\"Bees\"}\n//]]>", []string{"Bees"}},
		{"a semicolon behind it", `{"@type":"Article","name":"Bees"};`, []string{"Bees"}},
		{"an escape of nothing", `{"@type":"Article","name":"Bee\'s"}`, []string{"Bee's"}},
		{"escaped as HTML", `{&quot;@type&quot;:&quot;Article&quot;,&quot;name&quot;:&quot;Bees&quot;}`, []string{"Bees"}},
		{"a comma in a string stays", `{"@type":"Article","name":"Bees,}",}`, []string{"Bees,}"}},
		{"cut off", `{"@type":"Article","name":"Be`, nil},
		{"no JSON", `var x = 1`, nil},
		{"nothing", ``, nil},
	} {
		var got []string
		for _, thing := range parseLD(tt.script) {
			got = append(got, thing.text("name"))
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}

// Things that refer to each other, or to themselves, must not be followed for ever.
func TestReferencesInCircles(t *testing.T) {
	a := read(t, `<script type="application/ld+json">{"@graph":[
		{"@type":"Article","@id":"#story","headline":"Bees","author":{"@id":"#anna"},"publisher":{"@id":"#hive"}},
		{"@type":"Person","@id":"#anna","name":{"@id":"#anna"},"worksFor":{"@id":"#hive"}},
		{"@type":"Organization","@id":"#hive","name":"Daily Hive","founder":{"@id":"#anna"}}]}</script>`)
	if a.Title != "Bees" || a.SiteName != "Daily Hive" || len(a.Authors) > 0 {
		t.Errorf("title %q, site %q, authors %q", a.Title, a.SiteName, a.Authors)
	}
}

func TestStory(t *testing.T) {
	for _, tt := range []struct{ name, page, want string }{
		{"an article before the page", `<script type="application/ld+json">[{"@type":"WebPage","name":"Page"},{"@type":"NewsArticle","headline":"Bees"}]</script>`, "Bees"},
		{"the one that says most", `<script type="application/ld+json">[{"@type":"Article","name":"Teaser"},{"@type":"Article","headline":"Bees","datePublished":"2018-07-12","author":"Anna Bee"}]</script>`, "Bees"},
		{"microdata", `<div itemscope itemtype="https://schema.org/NewsArticle"><b itemprop="headline">Bees</b></div>`, "Bees"},
		{"RDFa", `<div vocab="https://schema.org/" typeof="NewsArticle"><b property="headline">Bees</b></div>`, "Bees"},
		{"Dublin Core in RDFa", `<div typeof="sioc:Item schema:Article"><span property="dc:title" content="Bees"></span></div>`, "Bees"},
	} {
		if got := read(t, tt.page).Title; got != tt.want {
			t.Errorf("%s: title %q, want %q", tt.name, got, tt.want)
		}
	}
}
