package schemaorg

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
		{"cut off in its name", `{"@type":"Article","name":"Be`, []string{""}},
		{"cut off behind it", `{"@type":"Article","name":"Bees","author":{"@type":"Per`, []string{"Bees"}},
		{"a comment before it", "/* made by a plugin, v{2} */ {\"@type\":\"Article\",\"name\":\"Bees\"}", []string{"Bees"}},
		{"a line comment before it", "// made by a plugin\n{\"@type\":\"Article\",\"name\":\"Bees\"}", []string{"Bees"}},
		{"a comment of HTML before it", "<!-- made by a plugin -->{\"@type\":\"Article\",\"name\":\"Bees\"}<!-- /plugin -->", []string{"Bees"}},
		{"comments within it", "{\"@type\":\"Article\", // the kind\n/* and */ \"name\" /* its */ :\"Bees\"}", []string{"Bees"}},
		{"a comment in a string stays", "{\"@type\":\"Article\",,\"name\":\"Bees // wasps /* ants */\"}", []string{"Bees // wasps /* ants */"}},
		{"line breaks taken out", `//<![CDATA[ {"@type":"Article","name":"Bees"} //]]>`, []string{"Bees"}},
		{"a byte order mark", "\ufeff{\"@type\":\"Article\",\"name\":\"Bees\"}", []string{"Bees"}},
		{"several values", `{"@type":"Article","name":"Bees"}` + "\n" + `{"@type":"WebSite","name":"Hive"},[{"@type":"Person","name":"Anna Bee"}];`, []string{"Bees", "Hive", "Anna Bee"}},
		{"a comma too few", "{\"@type\":\"Article\"\n\"name\":\"Bees\" \"url\":\"/b\"}", []string{"Bees"}},
		{"a comma too few in a list", `{"@graph":[{"@type":"Article","name":"Bees"}{"@type":"WebSite","name":"Hive"}]}`, []string{"Bees", "Hive"}},
		{"quotes in a string", `{"@type":"Article","name":"The "busy" bees, "and" wasps","url":"/b"}`, []string{`The "busy" bees, "and" wasps`}},
		{"single quotes", `{'@type':'Article','name':'The bees' wall','n':1}`, []string{"The bees' wall"}},
		{"quotes of typographers", `{“@type”:“Article”,“name”:“Bees”}`, []string{"Bees"}},
		{"names without quotes", `{"@type":"Article", name: "Bees", paid: undefined, free: True}`, []string{"Bees"}},
		{"a variable around it", `var data = {"@type":"Article","name":"Bees"};`, []string{"Bees"}},
		{"escaped once too often", `{\"@type\":\"Article\",\"name\":\"Bees\"}`, []string{"Bees"}},
		{"a bracket that is missing", `{"@graph":[{"@type":"Article","name":"Bees"},{"@type":"WebSite","name":"Hive"}`, []string{"Bees", "Hive"}},
		{"a bracket too many", `{"@type":"Article","name":"Bees"}}` + "\n" + `{"@type":"WebSite","name":"Hive"}`, []string{"Bees", "Hive"}},
		{"escapes of letters", `{"@type":"Article","name":"B\u00e9es \ud83d\ude00",}`, []string{"Bées 😀"}},
		{"names of another vocabulary", `{"@type":"schema:Article","schema:name":"Bees"}`, []string{"Bees"}},
		{"a value as a thing", `{"@type":"Article","name":{"@value":"Bees","@language":"en"}}`, []string{"Bees"}},
		{"entities in it, twice", `{"@type":"Article","name":"Bees &amp;amp; wasps"}`, []string{"Bees & wasps"}},
		{"tags in it", `{"@type":"Article","name":"<p>Bees<br>and <b>wasps</b></p>"}`, []string{"Bees and wasps"}},
		{"no JSON", `var x = 1`, nil},
		{"nothing", ``, nil},
	} {
		var got []string
		var d LD
		d.Read(tt.script)
		for _, thing := range d.Items {
			got = append(got, thing.Text("name"))
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}
