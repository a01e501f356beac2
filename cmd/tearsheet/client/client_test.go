package client_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/client"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/jobs"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/servetest"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/shelf"
	"github.com/tearsheet/tearsheet/snapshots/index"
)

// open gives a client of a server that captures without a browser.
func open(t testing.TB) (*client.Client, *servetest.Desk) {
	t.Helper()
	d := servetest.New(t)
	x := index.Open(d.Archive.Store, index.Options{})
	m := serve.NewMetrics()
	q, err := jobs.Open(t.Context(), filepath.Join(t.TempDir(), "jobs"), jobs.Options{Runner: serve.Runner{Desk: d, Metrics: m}})
	if err != nil {
		t.Fatal(err)
	}
	worked := make(chan struct{})
	go func() {
		defer close(worked)
		q.Work(context.WithoutCancel(t.Context()))
	}()
	server := httptest.NewServer(serve.New(serve.Options{Shelf: shelf.Shelf{Store: d.Archive.Store, Index: x}, Desk: d, Queue: q, Metrics: m}))
	t.Cleanup(func() {
		server.CloseClientConnections()
		server.Close()
		q.Stop()
		<-worked
		_, _ = q.Close(), x.Close()
	})
	return client.New(server.URL+"/", ""), d
}

func TestClient(t *testing.T) {
	c, d := open(t)
	ctx := t.Context()
	j, err := c.Capture(ctx, "https://a.test/story", client.Options{"viewport": "400x300", "save": []string{"pdf"}})
	if err == nil {
		j, err = c.Wait(ctx, j.ID)
	}
	if err != nil || j.Status != "done" || j.Result == nil || j.Result.Dir == "" {
		t.Fatalf("%+v %v", j, err)
	}
	if again, err := c.Job(ctx, j.ID); err != nil || again.Result == nil || again.Result.Dir != j.Result.Dir {
		t.Errorf("asked again it is %+v %v", again, err)
	}
	article, err := c.Article(ctx, "https://a.test/story", client.Options{"max_age": "1h", "viewport": "400x300", "save": []string{"pdf"}})
	if err != nil || article.Title != "High tide" || d.Captures("https://a.test/story") != 1 {
		t.Errorf("%+v %v, %d captures", article, err, d.Captures("https://a.test/story"))
	}
	picture, mediaType, err := c.Screenshot(ctx, "https://b.test/", client.Options{"scale": 2, "no_full_page": true})
	if err != nil || mediaType != "image/png" {
		t.Fatalf("%s %v", mediaType, err)
	}
	picture.Close()
	ids := []string{}
	for s, err := range c.Snapshots(ctx, client.Query{Since: "1h"}) {
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, s.ID)
	}
	if len(ids) != 2 {
		t.Fatalf("%q", ids)
	}
	if m, err := c.Manifest(ctx, ids[0]); err != nil || !strings.Contains(string(m), ids[0]) {
		t.Errorf("%s %v", m, err)
	}
	f, err := c.File(ctx, ids[0], "dom")
	if err != nil {
		t.Fatal(err)
	}
	if text, err := io.ReadAll(f); err != nil || !strings.Contains(string(text), "High tide") {
		t.Errorf("%s %v", text, err)
	}
	f.Close()
	if v, err := c.Verify(ctx, ids[1]); err != nil || !v.OK {
		t.Errorf("%+v %v", v, err)
	}
	if hits, found, err := c.Search(ctx, "harbour", 1); err != nil || len(hits) != 1 || found != 2 {
		t.Errorf("%+v %d %v", hits, found, err)
	}
	if diff, err := c.Diff(ctx, ids[0], "https://a.test/story"); err != nil || !strings.Contains(string(diff), `"equal":true`) {
		t.Errorf("%s %v", diff, err)
	}
	if a, err := c.Extract(ctx, strings.NewReader("<p>one two"), "https://c.test/"); err != nil || a.WordCount != 2 {
		t.Errorf("%+v %v", a, err)
	}
}

func TestFollowAndCancel(t *testing.T) {
	c, d := open(t)
	d.Hold = make(chan struct{})
	ctx := t.Context()
	j, err := c.Capture(ctx, "https://a.test/", nil)
	if err != nil {
		t.Fatal(err)
	}
	var last client.Job
	canceled := false
	for now, err := range c.Follow(ctx, j.ID) {
		if err != nil {
			t.Fatal(err)
		}
		if !canceled {
			canceled = true
			go func() { _, _ = c.Cancel(ctx, j.ID) }()
		}
		last = now
	}
	if !last.Ended() || last.Result.Error == nil || last.Result.Error.Kind != "canceled" {
		t.Errorf("%+v", last)
	}
	close(d.Hold)
}

func TestProblems(t *testing.T) {
	c, _ := open(t)
	_, err := c.Article(t.Context(), "https://a.test/?fail=dns", nil)
	p, ok := errors.AsType[*client.Problem](err)
	if !ok || p.Kind() != "dns" || p.Status != 502 {
		t.Errorf("%v", err)
	}
	_, err = c.Capture(t.Context(), "https://a.test/", client.Options{"vieport": "1x1"})
	if p, ok = errors.AsType[*client.Problem](err); !ok || len(p.Errors) != 1 || p.Errors[0].Where != "vieport" {
		t.Errorf("%v", err)
	}
}

// A server that has too much to do is asked again, with the same key.
func TestTriesAgain(t *testing.T) {
	var keys []string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if keys = append(keys, r.Header.Get("Idempotency-Key")); len(keys) == 1 {
			w.WriteHeader(http.StatusTooManyRequests)
			fmt.Fprint(w, "a proxy says no")
			return
		}
		if r.Header.Get("Authorization") != "Bearer hush" {
			t.Error("without the token")
		}
		fmt.Fprint(w, `{"id":"one","status":"queued"}`)
	}))
	defer server.Close()
	j, err := client.New(server.URL, "hush").Capture(t.Context(), "https://a.test/", nil)
	if err != nil || j.ID != "one" || len(keys) != 2 || keys[0] != keys[1] || keys[0] == "" {
		t.Errorf("%+v %v %q", j, err, keys)
	}
}

func Example() {
	ctx := context.Background()
	c := client.New("http://127.0.0.1:8787", "")
	article, err := c.Article(ctx, "https://example.com/", client.Options{"max_age": "1h"})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(article.Title)
}

func ExampleClient_Capture() {
	ctx := context.Background()
	c := client.New("http://127.0.0.1:8787", "")
	job, err := c.Capture(ctx, "https://example.com/", client.Options{"save": []string{"wacz"}, "timeout": "90s"})
	if err == nil {
		job, err = c.Wait(ctx, job.ID)
	}
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(job.Status, job.Result.Dir)
}
