package serve

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/client"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/check"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/servetest"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/tokens"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/watching"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/store"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/tell"
)

// adding are the options of a board to which pages can be added.
func adding(most int) watching.Options {
	return watching.Options{Most: most, Prepare: func(w check.Watched) (*watch.Page, error) {
		pages, err := watch.Prepare([]check.Watched{w}, tell.Ways{})
		if err != nil {
			return nil, err
		}
		return pages[0], nil
	}}
}

// openAdding gives a server that watches one page of a file and lets others be added.
func openAdding(t *testing.T, most int) (*kit, *servetest.Watch) {
	t.Helper()
	var w *servetest.Watch
	k := open(t, setup{watch: func(d *servetest.Desk) *watching.Board {
		w = d.Watched(t, map[string]string{"The-pier": pier})
		return watching.New(w.Watch, adding(most))
	}})
	return k, w
}

// A page is added, looked at, changed and removed; what is secret of it is not told, and kept where
// it is given back as it was told.
func TestPageIsAdded(t *testing.T) {
	k, w := openAdding(t, 10)
	c := client.New(k.URL, "")
	asked := client.Options{"every": "2h", "notify": []string{"https://desk.example/hook/swordfish", "slack://hook:T00000000-B00000000-XXXXXXXXXXXXXXXXXXXXXXXX@webhook"}, "headers": map[string]string{"X-Key": "swordfish"}, "values": map[string]string{"price": ".price"}, "when": "words added > 0"}
	page, err := c.Watch(t.Context(), harbour, asked)
	if err != nil || !page.Added || page.Schedule.Every != "2h0m0s" || page.State != "new" || page.When != "words added > 0" {
		t.Fatalf("%+v %v", page, err)
	}
	w.Says(t, harbour, "The bell on the quay was rung twice at noon.")
	w.Says(t, harbour, "The bell on the quay was rung thrice at noon.")
	known, err := c.WatchedPage(t.Context(), page.ID)
	if err != nil || known.Looks != 2 || known.State != "ok" {
		t.Errorf("%+v %v", known, err)
	}
	if text := string(k.get("/v1/watch/pages/"+page.ID).is(t, 200, nil).body); strings.Contains(text, "swordfish") || strings.Contains(text, "XXXX") || !strings.Contains(text, "https://desk.example/…") {
		t.Errorf("it is told as %s", text)
	}
	// As it was told, with another interval: it is the same page.
	known.Asked["every"] = "3h"
	again, err := c.PutWatched(t.Context(), page.ID, "", known.Asked)
	if err != nil || again.ID != page.ID || again.Looks != 2 || again.Schedule.Every != "3h0m0s" {
		t.Errorf("%+v %v", again, err)
	}
	kept, err := w.Store.Added(t.Context())
	if err != nil || len(kept) != 1 || strings.Count(string(kept[0].Asked), "swordfish") != 2 || strings.Contains(string(kept[0].Asked), "…") {
		t.Errorf("%v: %s", err, kept[0].Asked)
	}
	// Who is told no longer is not told of what was before either.
	waits := func() (targets []string) {
		t.Helper()
		for {
			list, _, err := w.Store.Ready(t.Context(), time.Now().Add(time.Hour))
			if err == nil && len(list) == 0 {
				return targets
			}
			if err == nil {
				targets = append(targets, list[0].Target)
				err = w.Store.Later(t.Context(), list, time.Now().Add(2*time.Hour), "")
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	if list := waits(); len(list) != 3 { // stdout, and two others
		t.Errorf("%v are to be told", list)
	}
	known.Asked["notify"] = "https://desk.example/…"
	if _, err := c.PutWatched(t.Context(), page.ID, "", known.Asked); err != nil {
		t.Fatal(err)
	}
	if n, err := w.Store.Waiting(t.Context()); err != nil || n != 2 {
		t.Errorf("%d wait, %v", n, err)
	}
	// The header would go to another site: it is to be given anew.
	known.Asked["url"] = "https://elsewhere.example/"
	if _, err := c.PutWatched(t.Context(), page.ID, "", known.Asked); err == nil || !strings.Contains(err.Error(), "give it whole") {
		t.Errorf("a header for another site: %v", err)
	}
	if list, err := c.Watched(t.Context()); err != nil || len(list) != 2 || list[0].Added == list[1].Added {
		t.Errorf("%+v %v", list, err)
	}
	if err := c.Unwatch(t.Context(), page.ID); err != nil {
		t.Fatal(err)
	}
	if n, err := w.Store.Waiting(t.Context()); err != nil || n != 1 {
		t.Errorf("%d wait of a page that is gone, %v", n, err)
	}
	if list, err := c.Watched(t.Context()); err != nil || len(list) != 1 || list[0].Name != "The-pier" {
		t.Errorf("%+v %v", list, err)
	}
	// What changed on it is still told, and added again it is new.
	n := 0
	for range c.Changes(t.Context(), "", "") {
		n++
	}
	if page, err = c.Watch(t.Context(), harbour, nil); err != nil || n != 1 || page.Looks != 0 || len(page.Volatile) != 0 {
		t.Errorf("%d changes, %+v %v", n, page, err)
	}
}

// A name stands for one page; one that the file has is changed there.
func TestPageIsNamed(t *testing.T) {
	k, w := openAdding(t, 3)
	c := client.New(k.URL, "")
	bell, err := c.PutWatched(t.Context(), "bell", "https://a.example/", client.Options{"every": "1h"})
	if err != nil || bell.Name != "bell" || !bell.Added {
		t.Fatalf("%+v %v", bell, err)
	}
	w.Says(t, "https://a.example/", "The bell on the quay was rung twice at noon.")
	if got, err := c.WatchedPage(t.Context(), "bell"); err != nil || got.ID != bell.ID || got.Looks != 1 {
		t.Errorf("%+v %v", got, err)
	}
	// Another address is another page, under the same name.
	if got, err := c.PutWatched(t.Context(), "bell", "https://b.example/", nil); err != nil || got.ID != bell.ID || got.Looks != 0 {
		t.Errorf("%+v %v", got, err)
	}
	for _, conflict := range []struct{ method, path, body, says string }{
		{"POST", "/v1/watch/pages", `{"url":"https://c.example/","name":"bell"}`, "already"},
		{"POST", "/v1/watch/pages", `{"url":"` + pier + `"}`, "the file"},
		{"POST", "/v1/watch/pages", `{"url":"https://c.example/","name":"The-pier"}`, "the file"},
		{"PUT", "/v1/watch/pages/The-pier", `{"url":"https://c.example/"}`, "the file"},
		{"PUT", "/v1/watch/pages/bell", `{"url":"https://c.example/","name":"The-pier"}`, "the file"},
		{"DELETE", "/v1/watch/pages/The-pier", "", "the file"},
	} {
		if detail := k.send(conflict.method, conflict.path, conflict.body).problem(t, 409, "conflict"); !strings.Contains(detail, conflict.says) {
			t.Errorf("%s %s %s: %s", conflict.method, conflict.path, conflict.body, detail)
		}
	}
	k.send("PUT", "/v1/watch/pages/new", `{"url":"https://c.example/","name":"other"}`).problem(t, 422, "invalid_request")
	k.send("PUT", "/v1/watch/pages/"+bell.ID[:24]+"0", `{"url":"https://c.example/"}`).problem(t, 404, "not_found")
	k.send("DELETE", "/v1/watch/pages/none", "").problem(t, 404, "not_found")
	k.get("/v1/watch/pages/none").problem(t, 404, "not_found")
	k.get("/v1/watch/pages").problem(t, 405, "invalid_request")
	if allow := k.send("PATCH", "/v1/watch/pages/bell", "").Header.Get("Allow"); allow != "GET, PUT, DELETE" {
		t.Errorf("allowed: %s", allow)
	}
	for _, url := range []string{"https://c.example/", "https://d.example/"} {
		if _, err := c.Watch(t.Context(), url, nil); err != nil {
			t.Fatal(err)
		}
	}
	if detail := k.send("POST", "/v1/watch/pages", `{"url":"https://e.example/"}`).problem(t, 409, "conflict"); !strings.Contains(detail, "at most 3") {
		t.Error(detail)
	}
	if _, err := c.PutWatched(t.Context(), "bell", "https://f.example/", nil); err != nil { // it is one of the three
		t.Error(err)
	}
}

// Whatever is sent, nothing of the server's machine is reached and nothing falls over.
func TestHostilePages(t *testing.T) {
	t.Setenv("TEARSHEET_TEST_TOKEN", "hunter2")
	k, w := openAdding(t, 10)
	long := strings.Repeat("a", 1<<20)
	for body, want := range map[string]struct {
		status int
		says   string
	}{
		"":                                      {400, "body"},
		"null":                                  {400, "null"},
		"[]":                                    {400, ""},
		`{"url":"https://a.test"`:               {400, ""},
		`{"url":"https://a.test/","scale":NaN}`: {400, ""},
		`{"url":"https://a.test/","scale":1e999}`:                                {422, "scale"},
		`{"url":"https://a.test/` + long + `"}`:                                  {413, ""},
		`{"url":"https://a.test/` + long[:9000] + `"}`:                           {422, "at most"},
		`{"url":"https://a.test/","actions":` + strings.Repeat("[", 30000) + `}`: {400, ""},
		`{"url":"https://a.test/","actions":` + nested(9000) + `}`:               {422, "actions"},
		`{}`:        {422, "no url"},
		`{"url":7}`: {422, ""},
		`{"url":"https://a.test/","feed":"https://a.test/"}`:                                   {422, "three things"},
		`{"url":"https://a.test/","every":5}`:                                                  {422, "must be a time"},
		`{"url":"https://a.test/","every":"1ms"}`:                                              {422, "too short"},
		`{"url":"https://a.test/","every":"2000000h"}`:                                         {422, "too long"},
		`{"url":"https://a.test/","every":"1s","jitter":"2000000h"}`:                           {422, "too long"},
		`{"url":"https://a.test/","digest":"2000000h"}`:                                        {422, "too long"},
		`{"url":"https://a.test/","every":"1h","cron":"@daily"}`:                               {422, "two schedules"},
		`{"url":"https://a.test/","cron":"0 0 30 2 *"}`:                                        {422, "never comes"},
		`{"url":"https://a.test/","zone":"../../etc/passwd"}`:                                  {422, "time zone"},
		`{"url":"https://a.test/","evry":"1h"}`:                                                {422, "did you mean"},
		`{"url":"https://a.test/","<<":{"every":"1h"}}`:                                        {422, "unknown key"},
		`{"url":"https://a.test/","name":"../x"}`:                                              {422, "cannot be a name"},
		`{"url":"https://a.test/","notify":"exec:touch /tmp/x"}`:                               {422, "over HTTP"},
		`{"url":"https://a.test/","notify":["atom:../feed.xml"]}`:                              {422, "over HTTP"},
		`{"url":"https://a.test/","notify":["stdout"]}`:                                        {422, "no address"},
		`{"url":"https://a.test/","notify":["https://a.test/${TEARSHEET_TEST_TOKEN}"]}`:        {422, "environment"},
		`{"url":"https://a.test/","notify":["https://a.test/…"]}`:                              {422, "give it whole"},
		`{"url":"https://a.test/","notify":["https://a:b@a.test/"]}`:                           {422, "password"},
		`{"url":"https://a.test/","notify":[1]}`:                                               {422, "notify"},
		`{"url":"https://a.test/","headers":{"X-A":"${TEARSHEET_TEST_TOKEN}"}}`:                {422, "environment"},
		`{"url":"https://a.test/","headers":{"X-A":"b\r\nX-C: d"}}`:                            {422, "header"},
		`{"url":"https://a.test/","headers":["X-A: b"]}`:                                       {422, "headers"},
		`{"url":"https://a.test/","template":"{{range .Changes}}{{end}}"}`:                     {422, "over HTTP"},
		`{"url":"https://a.test/","allow_file":true}`:                                          {422, "over HTTP"},
		`{"url":"https://a.test/","cookies":["/etc/passwd"]}`:                                  {422, "over HTTP"},
		`{"url":"https://a.test/","style":["/etc/passwd"]}`:                                    {422, "over HTTP"},
		`{"url":"https://a.test/","auth":["env:HOME"]}`:                                        {422, "over HTTP"},
		`{"url":"https://a.test/","profile":"desk"}`:                                           {422, "over HTTP"},
		`{"url":"https://a.test/","save_state":"/tmp/x"}`:                                      {422, "over HTTP"},
		`{"url":"https://a.test/","timeout":"9h"}`:                                             {422, "at most 10m"},
		`{"url":"https://a.test/","guard":false}`:                                              {422, "unknown key"},
		`{"url":"https://a.test/","actions":[{"upload":"input","file":"/etc/passwd"}]}`:        {422, "over HTTP"},
		`{"url":"https://a.test/","actions":[{"fill":"#a","with":"${TEARSHEET_TEST_TOKEN}"}]}`: {422, "environment"},
		`{"url":"https://a.test/","actions":[{"js":"${TEARSHEET_TEST_TOKEN}"}]}`:               {422, "environment"},
		`{"url":"https://a.test/","when":"` + long[:2000] + `"}`:                               {422, "at most"},
		`{"url":"https://a.test/","when":"1 +"}`:                                               {422, "when"},
		`{"url":"https://a.test/","values":{"a-b":".c"}}`:                                      {422, "name of a value"},
		`{"url":"https://a.test/","values":{"a":":has("}}`:                                     {422, "values.a"},
		`{"url":"https://a.test/","quiet":"always"}`:                                           {422, "quiet"},
		`{"url":"https://a.test/","what":["words"]}`:                                           {422, "none of"},
	} {
		kind := map[int]string{400: "invalid_request", 413: "too_large", 422: "invalid_request"}[want.status]
		detail := k.send("POST", "/v1/watch/pages", body).problem(t, want.status, kind)
		if !strings.Contains(detail, want.says) || strings.HasPrefix(detail, ":") || len(detail) > 5000 || strings.Contains(detail, "hunter2") {
			t.Errorf("%.100s: it says %.400s", body, detail)
		}
	}
	if kept, err := w.Store.Added(t.Context()); err != nil || len(kept) > 0 {
		t.Errorf("%v %v", kept, err)
	}
	// What is odd and harmless is taken.
	for _, body := range []string{
		`{"url":"https://a.test/","eval":"` + "`${document.title}`" + `","values":{"template":".c","file":"json:$.a"},"actions":[{"click":"#a"},{"js":"` + "`${1}`" + `"}],"headers":{"Template":"x"}}`,
		`{"feed":"https://b.test/feed.xml","cron":"@daily","zone":"Europe/Vienna","jitter":"5m","notify":[]}`,
		`{"url":"https://c.test/\u0000?q=<script>&r=%00","name":"x","group":"y","what":"picture","text":"page"}`,
	} {
		k.send("POST", "/v1/watch/pages", body).is(t, 201, nil)
	}
	k.get("/v1/watch").is(t, 200, nil)
}

// nested is a list so deep.
func nested(depth int) string { return strings.Repeat("[", depth) + strings.Repeat("]", depth) }

// Who may only read adds nothing, and a page of another site neither.
func TestWhoAddsPages(t *testing.T) {
	_, w := openAdding(t, 10)
	file := filepath.Join(t.TempDir(), "tokens.json")
	reads, captures := newToken(t, file, "reader", nil, "read"), newToken(t, file, "both", nil, "read", "capture")
	keys, err := tokens.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	k := open(t, setup{token: reads, options: Options{Keys: keys}, watch: func(*servetest.Desk) *watching.Board { return watching.New(w.Watch, adding(10)) }})
	body := `{"url":"https://a.test/"}`
	k.send(http.MethodPost, "/v1/watch/pages", body).problem(t, 403, "forbidden")
	k.send(http.MethodPut, "/v1/watch/pages/a", body).problem(t, 403, "forbidden")
	k.send(http.MethodDelete, "/v1/watch/pages/a", "").problem(t, 403, "forbidden")
	k.get("/v1/watch/pages/The-pier").is(t, 200, nil)
	k.token = captures
	k.send(http.MethodPut, "/v1/watch/pages/a", body, "Origin", "https://elsewhere.example", "Sec-Fetch-Site", "cross-site").problem(t, 403, "forbidden")
	k.send(http.MethodPut, "/v1/watch/pages/a", body).is(t, 201, nil)
	k.send(http.MethodPut, "/v1/watch/pages/a", body).is(t, 200, nil)
	k.send(http.MethodDelete, "/v1/watch/pages/a", "").is(t, 204, nil)
}

// Where nothing is watched yet, the first page that is added begins it; where nothing can be, that is said.
func TestFirstPageBegins(t *testing.T) {
	var w *servetest.Watch
	begun := 0
	k := open(t, setup{watch: func(d *servetest.Desk) *watching.Board {
		w = d.Watched(t, nil)
		o := adding(10)
		o.Begin = func(ctx context.Context) (*watch.Watch, error) {
			begun++
			return w.Watch, nil
		}
		return watching.New(nil, o)
	}})
	var list struct{ Pages, Changes []any }
	k.get("/v1/watch").is(t, 200, &list)
	k.get("/v1/watch/changes").is(t, 200, &list)
	if begun > 0 || len(list.Pages)+len(list.Changes) > 0 {
		t.Errorf("%d %v", begun, list)
	}
	k.send("POST", "/v1/watch/look?page="+url.QueryEscape(pier), "").problem(t, 404, "not_found")
	k.send("POST", "/v1/watch/pages", `{"url":"https://a.test/","every":"1"}`).problem(t, 422, "invalid_request")
	for _, name := range []string{"a", "b"} {
		k.send("PUT", "/v1/watch/pages/"+name, `{"url":"https://a.test/"}`).is(t, 201, nil)
	}
	k.get("/v1/watch").is(t, 200, &list)
	if begun != 1 || len(list.Pages) != 2 {
		t.Errorf("%d %v", begun, list)
	}
	k = open(t, setup{watch: func(*servetest.Desk) *watching.Board {
		o := adding(10)
		o.Begin = func(context.Context) (*watch.Watch, error) { return nil, fmt.Errorf("%w", store.ErrInUse) }
		return watching.New(nil, o)
	}})
	if detail := k.send("POST", "/v1/watch/pages", `{"url":"https://a.test/"}`).problem(t, 409, "conflict"); !strings.Contains(detail, "another tearsheet") {
		t.Error(detail)
	}
	k = open(t, setup{watch: func(*servetest.Desk) *watching.Board { return watching.New(nil, adding(0)) }})
	k.send("POST", "/v1/watch/pages", `{"url":"https://a.test/"}`).problem(t, 409, "conflict")
}
