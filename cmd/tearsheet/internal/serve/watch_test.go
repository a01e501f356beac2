package serve

import (
	"fmt"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/client"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/servetest"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/tokens"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/watching"
)

const (
	harbour = "https://harbour.example/bell?api_key=hunter2"
	pier    = "https://pier.example/"
)

// openWatching gives a server that watches two pages, of which one was edited and one is out of order.
func openWatching(t *testing.T) (*kit, *servetest.Watch) {
	t.Helper()
	var w *servetest.Watch
	k := open(t, setup{watch: func(d *servetest.Desk) *watching.Board {
		w = d.Watched(t, map[string]string{"": harbour, "The pier": pier})
		return watching.New(w.Watch, watching.Options{})
	}})
	w.Says(t, harbour, "The bell on the quay was rung twice at noon.")
	w.Says(t, pier, "")
	w.Says(t, harbour, "The bell on the quay was rung thrice at noon.")
	w.Says(t, harbour, "The bell on the quay was rung thrice at midnight.")
	return k, w
}

// The pages are listed without what is secret, with how they are and what is not looked at.
func TestWatchedPages(t *testing.T) {
	k, _ := openWatching(t)
	list, err := client.New(k.URL, "").Watched(t.Context())
	if err != nil || len(list) != 2 {
		t.Fatalf("%+v %v", list, err)
	}
	bell, other := list[1], list[0]
	if strings.Contains(bell.URL, "hunter2") || !strings.HasPrefix(bell.URL, "https://harbour.example/bell") {
		t.Errorf("the address is told as %s", bell.URL)
	}
	if bell.State != "ok" || bell.LookedAt == nil || !bell.DueAt.After(*bell.LookedAt) || bell.Looks != 3 || bell.Schedule.Every != "1h0m0s" || bell.Snapshot == "" {
		t.Errorf("%+v", bell)
	}
	if len(bell.Volatile) != 2 || !strings.HasPrefix(bell.Volatile[0].Key, "field:section") || bell.Volatile[0].Why == "" {
		t.Errorf("volatile: %+v", bell.Volatile)
	}
	if other.Name != "The pier" || other.State != "trouble" || other.Trouble != "503" {
		t.Errorf("%+v", other)
	}
	k.get("/v1/snapshots/"+url.PathEscape(bell.Snapshot)).is(t, 200, nil)
}

// A page that cannot even be looked at is in trouble, for as long as that is so, and its address
// stays untold.
func TestPageThatCannotBeLookedAt(t *testing.T) {
	k, w := openWatching(t)
	state := func() (said string) {
		t.Helper()
		list, err := client.New(k.URL, "").Watched(t.Context())
		if err != nil || len(list) != 2 {
			t.Fatalf("%+v %v", list, err)
		}
		return list[1].State + " " + list[1].Trouble
	}
	w.Refuse(t, harbour, fmt.Errorf("Chrome does not open %s", harbour))
	if said := state(); !strings.HasPrefix(said, "trouble Chrome does not open https://harbour.example/bell") || strings.Contains(said, "hunter2") {
		t.Error(said)
	}
	w.Refuse(t, harbour, nil)
	if said := state(); said != "ok " {
		t.Error(said)
	}
}

// Changes come in order, with the words that changed, and a program that knows one asks for those after it.
func TestChangesOfWatchedPages(t *testing.T) {
	k, w := openWatching(t)
	c := client.New(k.URL, "")
	var known []client.PageChange
	for one, err := range c.Changes(t.Context(), "", "") {
		if err != nil {
			t.Fatal(err)
		}
		known = append(known, one)
	}
	if len(known) != 2 {
		t.Fatalf("%d changes: %+v", len(known), known)
	}
	first := known[0]
	marked := ""
	for _, s := range first.Changes[0].Is {
		if s.Changed {
			marked += s.Text
		}
	}
	if first.Kinds[0] != "paragraph" || marked != "thrice" || first.Before == "" || first.After != known[1].Before || !first.Told || !first.Stealth {
		t.Errorf("%+v, marked %q", first, marked)
	}
	w.Says(t, harbour, "The bell on the quay was stolen.")
	for one, err := range c.Changes(t.Context(), "", known[1].Cursor) {
		if err != nil || one.Changes[0].After != "The bell on the quay was stolen." {
			t.Errorf("%+v %v", one, err)
		}
	}
	var page struct {
		Changes []struct{ Cursor string }
		Next    string
	}
	k.get("/v1/watch/changes?order=newest&limit=2&url="+url.QueryEscape(harbour)).is(t, 200, &page)
	if len(page.Changes) != 2 || page.Next == "" || page.Changes[1].Cursor != known[1].Cursor {
		t.Errorf("%+v", page)
	}
	k.get("/v1/watch/changes?order=newest&limit=2&cursor="+page.Next).is(t, 200, &page)
	if len(page.Changes) != 1 || page.Next != "" {
		t.Errorf("%+v", page)
	}
	if k.get("/v1/watch/changes?url="+url.QueryEscape("The pier")).is(t, 200, &page); len(page.Changes) != 0 {
		t.Errorf("of the pier: %+v", page)
	}
	k.get("/v1/watch/changes?url=https://nowhere.example/").problem(t, 404, "not_found")
	k.get("/v1/watch/changes?cursor=x").problem(t, 422, "invalid_request")
}

// A server that watches nothing says so.
func TestNothingIsWatched(t *testing.T) {
	k := open(t, setup{})
	for _, path := range []string{"/v1/watch", "/v1/watch/changes"} {
		if detail := k.get(path).problem(t, 404, "not_found"); !strings.Contains(detail, "watches nothing") {
			t.Errorf("%s: %s", path, detail)
		}
	}
}

// Who may capture has a page looked at now, and what was learned forgotten; who may only read may not.
func TestWatchIsTold(t *testing.T) {
	k, w := openWatching(t)
	c := client.New(k.URL, "")
	before, err := c.Watched(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	page, err := c.LookNow(t.Context(), harbour)
	if err != nil || page.ID != before[1].ID || !page.DueAt.Before(*before[1].DueAt) || page.DueAt.After(time.Now()) {
		t.Errorf("%+v %v", page, err)
	}
	key := before[1].Volatile[0].Key
	if page, err = c.Unlearn(t.Context(), page.ID, key); err != nil || len(page.Volatile) != 1 || page.Volatile[0].Key == key {
		t.Errorf("%+v %v", page, err)
	}
	if page, err = c.Unlearn(t.Context(), page.ID); err != nil || len(page.Volatile) != 0 {
		t.Errorf("%+v %v", page, err)
	}
	k.send(http.MethodDelete, "/v1/watch/volatile?page="+page.ID+"&part=field:none", "").problem(t, 404, "not_found")
	k.send(http.MethodPost, "/v1/watch/look?page=nowhere", "").problem(t, 404, "not_found")
	k.send(http.MethodPost, "/v1/watch/look", "").problem(t, 422, "invalid_request")
	k.get("/v1/watch/look").problem(t, 405, "invalid_request")
	k.send(http.MethodPost, "/v1/watch/look?page="+page.ID, "", "Origin", "https://elsewhere.example", "Sec-Fetch-Site", "cross-site").problem(t, 403, "forbidden")

	file := filepath.Join(t.TempDir(), "tokens.json")
	reads := newToken(t, file, "reader", nil, "read")
	keys, err := tokens.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	k = open(t, setup{token: reads, options: Options{Keys: keys}, watch: func(*servetest.Desk) *watching.Board { return watching.New(w.Watch, watching.Options{}) }})
	k.get("/v1/watch").is(t, 200, nil)
	k.send(http.MethodPost, "/v1/watch/look?page="+page.ID, "").problem(t, 403, "forbidden")
	k.send(http.MethodDelete, "/v1/watch/volatile?page="+page.ID, "").problem(t, 403, "forbidden")
}
