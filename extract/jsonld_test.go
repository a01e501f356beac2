package extract

import (
	"testing"
)

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
