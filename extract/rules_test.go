package extract

import (
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/tearsheet/tearsheet/extract/siterules"
)

// tables is a page that says nothing in the usual ways.
const tables = `<html lang="en"><head><title>Quay Times</title><meta name="desk" content="Harbour"></head><body>
<table><tr><td class="big">High tide at noon</td></tr>
<tr><td class="small">Boats are moved, bicycles are not</td></tr>
<tr><td class="who">words <span>Mo Larkin</span> <span>the lamp room</span></td><td class="when" data-day="2026-11-19T08:30:00+05:30">Thursday</td><td class="then">20 November 2026</td></tr>
<tr><td class="words"><div class="offer">Read all of it for the price of two eels.</div>The sea wall at Low Quay is closed.<br><br>Boats have been moved.</td></tr>
<tr><td class="words"><p>Nobody asked for the bicycles.</p></td></tr>
<tr><td class="about"><i>tides</i> <i>boats</i></td></tr>
<tr><td>More from the Quay Times: the weather, the prices of fish, and what the dogs of Low Quay have been told by the council, in full.</td></tr></table>
<a class="onward" href="?sheet=2">onward</a></body></html>`

// ruled reads a page of quay.example by rules.
func ruled(t *testing.T, rules, page string) (*Article, map[string]string) {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "quay.example.yaml"), []byte(rules), 0o600); err != nil {
		t.Fatal(err)
	}
	set, err := siterules.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	address, err := url.Parse("https://www.quay.example/1119.html")
	if err != nil {
		t.Fatal(err)
	}
	opts := Options{URL: address, SiteRules: set}
	art, err := Extract([]byte(page), opts)
	if err != nil {
		t.Fatal(err)
	}
	told, err := Explain([]byte(page), opts)
	if err != nil {
		t.Fatal(err)
	}
	from := map[string]string{}
	for _, e := range told {
		from[e.Field] = e.From
	}
	return art, from
}

func TestSiteRules(t *testing.T) {
	art, from := ruled(t, `
title: .big
subtitle: .small
authors: [.nobody, .who span]
published: .when@data-day
modified: .then
section: meta[name=desk]@content
tags: .about i
body: .words
remove: .offer
`, tables)
	for field, c := range map[string]struct{ got, want string }{
		"title":     {art.Title, "High tide at noon"},
		"subtitle":  {art.Subtitle, "Boats are moved, bicycles are not"},
		"authors":   {strings.Join(art.Authors, ", "), "Mo Larkin, the lamp room"},
		"published": {art.Published, "2026-11-19T08:30:00+05:30"},
		"modified":  {art.Modified, "2026-11-20"},
		"section":   {art.Section, "Harbour"},
		"tags":      {strings.Join(art.Tags, ", "), "tides, boats"},
		"body":      {art.Text, "The sea wall at Low Quay is closed.\n\nBoats have been moved.\n\nNobody asked for the bicycles."},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %q, want %q", field, c.got, c.want)
		}
		if from[field] != siteRule {
			t.Errorf("%s: it is said to be from %q", field, from[field])
		}
	}
	if !strings.Contains(art.HTML, "bicycles") || strings.Contains(art.HTML, "eels") || strings.Contains(art.Markdown, "eels") {
		t.Errorf("the other forms of the text differ: %s", art.HTML)
	}
}

// A rule that finds nothing leaves the field to what the page says.
func TestSiteRulesThatFindNothing(t *testing.T) {
	const page = `<title>Bees return</title><meta name="author" content="Anna Bee"><article><h1>Bees return</h1><p>They are back on the roofs of the old town, and everyone there is glad of it, the mayor said.</p></article>`
	art, from := ruled(t, "title: .headline\nauthors: .writer\npublished: .day\nbody: .story\nremove: .offer\n", page)
	if art.Title != "Bees return" || !slices.Equal(art.Authors, []string{"Anna Bee"}) || !strings.HasPrefix(art.Text, "They are back") {
		t.Errorf("title %q, authors %q, text %q", art.Title, art.Authors, art.Text)
	}
	for field, source := range from {
		if source == siteRule {
			t.Errorf("%s is said to be from a rule", field)
		}
	}
}

// The rules are those of the page's own site, where nobody says where it came from.
func TestSiteRulesByWhatThePageSays(t *testing.T) {
	set, err := siterules.Load("siterules/testdata/rules")
	if err != nil {
		t.Fatal(err)
	}
	for host, want := range map[string]string{"www.quay.example": "Big", "tides.quay.example": "Head", "other.example": "Head"} {
		page := `<link rel="canonical" href="https://` + host + `/1"><title>Head</title><h1>Head</h1><table><td class="big">Big</table>`
		art, err := Extract([]byte(page), Options{SiteRules: set})
		if err != nil {
			t.Fatal(err)
		}
		if art.Title != want {
			t.Errorf("%s: title %q, want %q", host, art.Title, want)
		}
	}
}

func TestSiteRuleForTheNextPage(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "quay.example.yaml"), []byte("next: a.onward\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	set, err := siterules.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	for start, want := range map[string]string{
		"https://quay.example/1119.html":          "https://quay.example/1119.html?sheet=2",
		"https://quay.example/1119.html?sheet=2":  "", // to itself
		"https://elsewhere.example/1119.html":     "",
		"https://quay.example/1119.html?sheet=17": "https://quay.example/1119.html?sheet=2",
	} {
		address, err := url.Parse(start)
		if err != nil {
			t.Fatal(err)
		}
		got, err := NewPager(address).Next([]byte(tables), Options{URL: address, SiteRules: set})
		if err != nil || got != want {
			t.Errorf("%s: next is %q, error %v; want %q", start, got, err, want)
		}
	}
}
