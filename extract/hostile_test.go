package extract

import (
	"runtime"
	"strconv"
	"strings"
	"testing"
)

// hostilePages are pages that have a great many of something, n of it.
var hostilePages = map[string]func(n int) string{
	"keywords":       func(n int) string { return ld(`"keywords":[` + many(n, `"key %d",`) + `]`) },
	"keywords, meta": func(n int) string { return `<meta name="news_keywords" content="` + many(n, "key%d,") + `">` },
	"authors":        func(n int) string { return ld(`"author":[` + many(n, `{"@type":"Person","name":"Anna B%x"},`) + `]`) },
	"authors, RDFa": func(n int) string {
		return `<div typeof=NewsArticle>` + many(n, `<a property=author>Anna B%x</a>`) + `</div>`
	},
	"authors in no item": func(n int) string { return many(n, `<b property=author>Anna B%x</b>`) },
	"authors, one field": func(n int) string { return ld(`"author":"` + many(n, `Anna B%x and `) + `Carl Dee"`) },
	"boxes for authors":  func(n int) string { return many(n, `<div class=author>Anna B%x `) },
	"brackets":           func(n int) string { return "<p>" + strings.Repeat("[", 10*n) + "</p>" },
	"lists in lists": func(n int) string {
		return strings.Repeat(strings.Repeat("<ul><li>x", 50)+strings.Repeat("</ul>", 50), n/50)
	},
	"tags": func(n int) string { return many(n, `<meta property="article:tag" content="tag %d">`) },
	"tag links": func(n int) string {
		return `<div class=tags>` + many(n, `<a rel=tag href="/tag/%d">tag %d</a>`) + `</div>`
	},
	"bylines": func(n int) string { return many(n, `<div class=byline>By Anna B%x</div>`) },
	"dates": func(n int) string {
		return many(n, `<p class=date>Published 12 November 2026, updated 13 November 2026</p>`)
	},
	"things": func(n int) string {
		return many(n, `<script type="application/ld+json">{"@type":"Person","@id":"#%d","name":"Anna B%x"}</script>`)
	},
	"broken JSON": func(n int) string {
		return `<script type="application/ld+json">` + strings.Repeat(`{"a" /* b */ <!-- `, n) + `</script>`
	},
	"front pages": func(n int) string { return many(n, `<a href="/">Home</a> › <b>%d</b>`) },
	"programme":   func(n int) string { return `<h1>T</h1><ul>` + strings.Repeat(`<li>3 May 2026: open</li>`, n) + `</ul>` },
	"credits":     func(n int) string { return many(n, `<p>(Reporting by Anna B%x; editing by Carl D%x)</p>`) },
	"notes":       func(n int) string { return many(n, `<p>Correction: the wall %d is older.</p>`) },
	"shadow roots": func(n int) string {
		return many(n, `<x-a><template shadowrootmode=open><p><slot></slot></p></template>%d</x-a>`)
	},
	"quotations": func(n int) string { return many(n, `<p>She said <q>wall %d</q>.</p>`) },
	"signs": func(n int) string {
		return many(n, `<h2>Wall %d <a href="#%d">¶</a></h2><p>It is wall %d of all those that are there.</p>`)
	},
	"code": func(n int) string { return "<pre>" + many(n, "<span>%d</span>x\n") + "</pre>" },
	"cells": func(n int) string {
		return "<table>" + many(n, "<tr><td>Wall %d</td><td>is there</td></tr>") + "</table>"
	},
	"spans": func(n int) string {
		return "<table>" + many(n, "<tr><td colspan=1000 rowspan=65534>Wall %d, which is longer than it is high, was opened on Monday.</td></tr>") + "</table>"
	},
	"a wide cell": func(n int) string {
		return "<table><tr><td>" + strings.Repeat("wall ", 5*n) + "</td><td>x</td></tr>" + many(n, "<tr><td>Wall %d</td><td>is there</td></tr>") + "</table>"
	},
	"a long row": func(n int) string {
		return "<table><tr>" + many(n, "<td>Wall %d</td>") + "</tr>" + many(n, "<tr><td>Wall %d</td><td>is there</td></tr>") + "</table>"
	},
}

func ld(members string) string {
	return `<script type="application/ld+json">{"@type":"NewsArticle",` + members + `}</script>`
}

func many(n int, format string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.NewReplacer("%d", strconv.Itoa(i), "%x", letterName(i)).Replace(format))
	}
	return strings.TrimSuffix(b.String(), ",")
}

// letterName writes a number in letters, as names are.
func letterName(i int) string {
	name := ""
	for ; i > 0 || name == ""; i /= 26 {
		name += string(rune('a' + i%26))
	}
	return name
}

// Twice as much of anything takes about twice the memory, and none of it much.
func TestHostileAmounts(t *testing.T) { // not beside others: it counts what is allocated
	const (
		n     = 2000 // enough of it for every pass over a page to have its turn
		times = 3    // how much more twice as much may take
		most  = 3e8  // bytes in all
	)
	const words = "<p>The wall was opened on Monday, and a great many people walked along it, slowly, in the rain, until the evening came.</p>"
	for name, page := range hostilePages {
		taken := func(n int) uint64 {
			whole := []byte("<html lang=en><title>The wall</title><article><h1>The wall</h1>" + words + page(n) + words + words + "</article>")
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			a, err := Extract(whole, Options{})
			runtime.ReadMemStats(&after)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if out := len(a.Text) + len(a.HTML) + len(a.Markdown); out > 10*len(whole)+1<<20 {
				t.Errorf("%s: %d bytes of page give %d", name, len(whole), out)
			}
			return after.TotalAlloc - before.TotalAlloc
		}
		least := func(n int) uint64 { return min(taken(n), taken(n)) } // some is made once
		once, twice := least(n), least(2*n)
		if twice > times*once+1<<20 || twice > most {
			t.Errorf("%s: %d of it take %d KiB, and %d of it %d KiB", name, n, once>>10, 2*n, twice>>10)
		}
	}
}
