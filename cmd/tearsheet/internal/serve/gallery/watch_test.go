package gallery

import (
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/check"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/pipeline"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/servetest"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/watching"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/tell"
	"github.com/tearsheet/tearsheet/snapshots/index"
)

// openWatching makes a gallery that shows a watch of one page, which was edited once.
func openWatching(t *testing.T) (*Gallery, *servetest.Watch) {
	t.Helper()
	const bell = "https://harbour.example/bell"
	d := servetest.New(t)
	w := d.Watched(t, map[string]string{"": bell})
	x := index.Open(d.Archive.Store, index.Options{})
	g, err := New(d.Archive.Store, x, Options{Side: pipeline.SnapshotSide, Watch: watching.New(w.Watch, watching.Options{Most: 3, Prepare: func(one check.Watched) (*watch.Page, error) {
		list, err := watch.Prepare([]check.Watched{one}, tell.Ways{})
		if err != nil {
			return nil, err
		}
		return list[0], nil
	}})})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		g.Close()
		_ = x.Close()
	})
	w.Says(t, bell, "The bell was rung <b>twice</b> at noon, before <script>alert(1)</script>.")
	w.Says(t, bell, "The bell was rung <b>thrice</b> at noon, before <script>alert(1)</script>.")
	return g, w
}

// What changed stands on the page of what is watched, with the words marked and a picture of the place.
func TestWatchedPages(t *testing.T) {
	t.Parallel()
	g, _ := openWatching(t)
	doc := look(t, g, "/watch")
	if was, is := doc.Find(".event del mark").Text(), doc.Find(".event ins mark").Text(); was != "twice" || is != "thrice" {
		t.Errorf("%q became %q: %s", was, is, doc.Find(".event").Text())
	}
	for selector, want := range map[string]int{
		".watched li": 1, ".dot.done": 1, ".event": 1, ".event b": 0, ".event .badge.bad": 1, `.sections a[href="/watch"][aria-current]`: 1, `form[method="post"]`: 1, "main script": 0,
	} {
		if n := doc.Find(selector).Length(); n != want {
			t.Errorf("%s: %d, not %d", selector, n, want)
		}
	}
	picture, _ := doc.Find(".event-places img").Attr("src")
	for range 2 { // the second one is from the cache
		if r := ask(t, g, http.MethodGet, picture, ""); r.Code != http.StatusOK || r.Header().Get("Content-Type") != "image/png" || r.Body.Len() < 100 {
			t.Errorf("%s: %d %s", picture, r.Code, r.Header())
		}
	}
	for _, address := range []string{"/watch/none", "/watch/changes/chg_00000000/place/0", "/watch/changes/..%2f..%2fwatch/place/0", strings.TrimSuffix(picture, "0") + "1", strings.TrimSuffix(picture, "0") + "9"} {
		if r := ask(t, g, http.MethodGet, address, ""); r.Code != http.StatusNotFound {
			t.Errorf("%s: %d", address, r.Code)
		}
	}
	// It goes with the captures that it is of, and is made anew of what is left.
	Forget(g.store, nil)
	if kept, err := filepath.Glob(filepath.Join(g.store.GalleryDir(), "*", "*"+placeMark+"*")); err != nil || len(kept) > 0 {
		t.Errorf("%s are left, %v", kept, err)
	}
	link, _ := doc.Find(".watched a").Attr("href")
	one := look(t, g, link)
	for _, address := range []string{"All captures", "Since when each paragraph stands so", "As it was seen last"} {
		href, _ := one.Find(`.actions a:contains("` + address + `")`).Attr("href")
		if address == "All captures" {
			if back, _ := look(t, g, href).Find(`a:contains("How it is watched")`).Attr("href"); back != link {
				t.Errorf("the timeline leads back to %q", back)
			}
			continue
		}
		look(t, g, href)
	}
}

// The buttons have a page looked at, and parts of it looked at again; a page of another site cannot press them.
func TestWatchButtons(t *testing.T) {
	t.Parallel()
	g, w := openWatching(t)
	link, _ := look(t, g, "/watch").Find(".watched a").Attr("href")
	doc := look(t, g, link)
	parts := doc.Find(`button[name="part"]`)
	if parts.Length() != 2 {
		t.Fatalf("%d parts: %s", parts.Length(), doc.Find("main").Text())
	}
	key, _ := parts.First().Attr("value")
	form := url.Values{"part": {key}}.Encode()
	for _, to := range []string{"/look", "/unlearn"} {
		if r := ask(t, g, http.MethodPost, link+to, form, "Sec-Fetch-Site", "cross-site"); r.Code != http.StatusForbidden {
			t.Errorf("%s for another site: %d", to, r.Code)
		}
		if r := ask(t, g, http.MethodPost, link+to, form); r.Code != http.StatusSeeOther || r.Header().Get("Location") != link {
			t.Errorf("%s: %d %s", to, r.Code, r.Header())
		}
	}
	doc = look(t, g, link)
	if doc.Find(`button[name="part"]`).Length() != 1 || !strings.Contains(doc.Find(".headline").Text(), "as soon as there is room") {
		t.Error(doc.Find("main").Text())
	}
	if r := ask(t, g, http.MethodPost, link+"/unlearn", ""); r.Code != http.StatusBadRequest {
		t.Errorf("unlearning nothing: %d", r.Code)
	}
	if m, err := w.Store.Memory(t.Context(), w.Pages()[0].Key); err != nil || !m.Rules[key].Refused {
		t.Errorf("%+v %v", m.Rules[key], err)
	}
}

// Without a watch there is no such section.
func TestNothingIsWatched(t *testing.T) {
	t.Parallel()
	w, _ := stock(t)
	g := open(t, w, nil)
	if look(t, g, "/").Find(`a[href="/watch"]`).Length() != 0 {
		t.Error("the head leads to what is watched")
	}
	if r := ask(t, g, http.MethodGet, "/watch", ""); r.Code != http.StatusNotFound || !strings.Contains(r.Body.String(), "Nothing is watched") {
		t.Errorf("%d %s", r.Code, r.Body)
	}
}
