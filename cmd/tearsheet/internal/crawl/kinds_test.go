package crawl

import (
	"fmt"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// said is text of some length that depends on a name, and on nothing else.
func said(name string) string {
	var list []string
	state := uint32(hashOf(name))
	for range 40 {
		state = state*1664525 + 1013904223
		list = append(list, fmt.Sprintf("w%x", state>>20))
	}
	return name + " " + strings.Join(list, " ")
}

// writer writes a page: its text, by what address it wants to be known, and its links.
func writer(w http.ResponseWriter, text, canonical string, links ...string) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	if canonical != "" {
		fmt.Fprintf(w, "<link rel=canonical href=%q>", canonical)
	}
	fmt.Fprintf(w, "<body><p>%s</p>", text)
	for _, one := range links {
		fmt.Fprintf(w, "<a href=%q>On</a> ", one)
	}
}

// kinds are sites of kinds that there are many of: what is there, and how many visits are
// enough for it.
var kinds = []struct {
	name   string
	pages  []string
	visits int
	serve  http.HandlerFunc
}{
	{"forum", listOf("/viewforum.php?f=%d", 1, 3, "/viewtopic.php?t=%d", 1, 30), 200, func(w http.ResponseWriter, r *http.Request) {
		q := r.URL.Query()
		sid := fmt.Sprintf("&sid=%032x", hashOf(r.URL.String()))
		switch {
		case r.URL.Path == "/":
			writer(w, said("index"), "", "viewforum.php?f=1"+sid, "viewforum.php?f=2"+sid, "viewforum.php?f=3"+sid, "ucp.php?mode=login"+sid)
		case q.Get("f") != "" && q.Get("t") == "" && strings.HasPrefix(r.URL.Path, "/viewforum"):
			var links []string
			for t := 1; t <= 30; t++ {
				if fmt.Sprint(t%3+1) == q.Get("f") {
					links = append(links, fmt.Sprintf("viewtopic.php?t=%d%s", t, sid), fmt.Sprintf("viewtopic.php?p=%d%s#p%d", t*100, sid, t*100))
				}
			}
			writer(w, said("forum "+q.Get("f")), "", append(links, "viewforum.php?f="+q.Get("f")+"&sk=t&sd=a"+sid, "viewforum.php?f="+q.Get("f")+"&sk=a&sd=d"+sid)...)
		case strings.HasPrefix(r.URL.Path, "/viewtopic"):
			t := q.Get("t")
			if p := q.Get("p"); p != "" {
				t = strings.TrimSuffix(p, "00")
			}
			writer(w, said("topic "+t), "/viewtopic.php?t="+t, "/?x"+sid, "viewtopic.php?t="+t+"&view=print"+sid, "posting.php?mode=reply&t="+t+sid)
		default:
			writer(w, "You have to log in.", "", "/?x"+sid)
		}
	}},
	{"blog", listOf("/2026/05/post-%d/", 1, 24, "/page/%d/", 2, 4, "/tag/t%d/", 0, 4), 160, func(w http.ResponseWriter, r *http.Request) {
		var post, page, tag int
		switch {
		case scan(r, "/2026/05/post-%d/", &post):
			writer(w, said(fmt.Sprint("post ", post)), fmt.Sprintf("/2026/05/post-%d/", post), "/", fmt.Sprintf("?replytocom=%d#respond", post*7), fmt.Sprintf("?replytocom=%d#respond", post*7+1),
				fmt.Sprintf("?share=twitter&nb=%d", post), fmt.Sprintf("/tag/t%d/", post%5), "/2026/05/")
		case scan(r, "/page/%d/", &page), r.URL.Path == "/":
			page = max(page, 1)
			var links []string
			for n := (page-1)*6 + 1; n <= min(24, page*6); n++ {
				links = append(links, fmt.Sprintf("/2026/05/post-%d/", n))
			}
			if page < 4 {
				links = append(links, fmt.Sprintf("/page/%d/", page+1))
			}
			writer(w, said(fmt.Sprint("page ", page)), "", links...)
		case scan(r, "/tag/t%d/", &tag):
			writer(w, said(fmt.Sprint("tag ", tag)), "", "/")
		default:
			writer(w, said(r.URL.Path), "", "/")
		}
	}},
	{"wiki", listOf("/wiki/Page_%d", 1, 30), 300, func(w http.ResponseWriter, r *http.Request) {
		var n int
		switch {
		case scan(r, "/wiki/Page_%d", &n), r.URL.Path == "/":
			writer(w, said(fmt.Sprint("page ", n)), "", fmt.Sprintf("/wiki/Page_%d", n%30+1), fmt.Sprintf("/wiki/Page_%d", n*7%30+1), fmt.Sprintf("/index.php?title=Page_%d&action=edit", n),
				fmt.Sprintf("/index.php?title=Page_%d&action=history", n), "/Special:RecentChanges")
		case r.URL.Path == "/Special:RecentChanges":
			from := hashOf(r.URL.RawQuery) % 1000000
			writer(w, "Recent changes: none in the last days", "", fmt.Sprintf("?days=7&from=20261128%06d", from), fmt.Sprintf("?days=30&from=20261128%06d", from), "?days=3&limit=500", "?limit=50&hidebots=1", "/")
		default:
			writer(w, said(r.URL.String()), "", "/")
		}
	}},
	{"cache-buster", listOf("/a-%d", 1, 15), 200, func(w http.ResponseWriter, r *http.Request) {
		var links []string
		for n := 1; n <= 15; n++ {
			links = append(links, fmt.Sprintf("/a-%d?r=0.%d", n, hashOf(r.URL.String())%1000000))
		}
		writer(w, said(r.URL.Path), "", links...)
	}},
	{"documents", listOf("/read.asp?id=%d", 1, 40), 100, func(w http.ResponseWriter, r *http.Request) {
		var links []string
		for n := 1; n <= 40; n++ {
			links = append(links, fmt.Sprintf("/read.asp?id=%d", n))
		}
		writer(w, said(r.URL.Query().Get("id")), "", links...)
	}},
}

func scan(r *http.Request, pattern string, into *int) bool {
	n, err := fmt.Sscanf(r.URL.Path, pattern, into)
	return n == 1 && err == nil && fmt.Sprintf(pattern, *into) == r.URL.Path
}

// listOf gives addresses by patterns, each with its first and last number.
func listOf(args ...any) (list []string) {
	for i := 0; i < len(args); i += 3 {
		for n := args[i+1].(int); n <= args[i+2].(int); n++ {
			list = append(list, fmt.Sprintf(args[i].(string), n))
		}
	}
	return list
}

func TestKinds(t *testing.T) {
	for _, kind := range kinds {
		t.Run(kind.name, func(t *testing.T) {
			t.Parallel()
			f := open(t, filepath.Join(t.TempDir(), "crawl.db"), Rules{Scope: ScopeHost, Depth: -1}, true, origin+"/")
			defer f.Close()
			var kept []string
			visits := 0
			for ; visits < 2000 && step(t, f, kind.serve, &kept); visits++ {
			}
			if visits > kind.visits {
				s, err := f.Summary()
				t.Errorf("it took %d visits, and kept %d: %+v, %v", visits, len(kept), s, err)
			}
			var keys []string
			for _, address := range kept {
				a, err := parse(address, func(_, name string) bool { return slices.Contains([]string{"r", "sid", "view"}, name) })
				if err != nil {
					t.Fatal(err)
				}
				keys = append(keys, a.key)
			}
			for _, page := range kind.pages {
				a, _ := parse(origin+page, nil)
				n := 0
				for _, key := range keys {
					if key == a.key {
						n++
					}
				}
				if n != 1 {
					t.Errorf("%s is there %d times", page, n)
				}
			}
			t.Logf("%d visits, %d kept, %d asked for", visits, len(kept), len(kind.pages))
		})
	}
}
