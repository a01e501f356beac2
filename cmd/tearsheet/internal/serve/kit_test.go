package serve

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"go.uber.org/goleak"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/jobs"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/servetest"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/shelf"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/tokens"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/watching"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/webhook"
	"github.com/tearsheet/tearsheet/snapshots/index"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// kit is a server with a desk for tests.
type kit struct {
	*httptest.Server
	t     *testing.T
	desk  *servetest.Desk
	queue *jobs.Queue
	token string // sent with each request
}

// setup changes what a kit is made of.
type setup struct {
	jobs    jobs.Options
	options Options
	hold    bool // captures wait for desk.Hold
	watch   func(*servetest.Desk) *watching.Board
	token   string
}

func open(t *testing.T, s setup) *kit {
	t.Helper()
	d := servetest.New(t)
	if s.hold {
		d.Hold = make(chan struct{})
	}
	x := index.Open(d.Archive.Store, index.Options{})
	t.Cleanup(func() { _ = x.Close() })
	o := s.options
	o.Desk, o.Shelf, o.Metrics = d, shelf.Shelf{Store: d.Archive.Store, Index: x}, NewMetrics()
	o.Hook = webhook.Check
	if s.watch != nil {
		o.Watch = s.watch(d)
	}
	s.jobs.Runner = Runner{Desk: d, Metrics: o.Metrics}
	queue, err := jobs.Open(t.Context(), filepath.Join(t.TempDir(), "jobs"), s.jobs)
	if err != nil {
		t.Fatal(err)
	}
	o.Queue = queue
	worked := make(chan struct{})
	go func() {
		defer close(worked)
		queue.Work(t.Context())
	}()
	server := httptest.NewServer(New(o))
	t.Cleanup(func() {
		server.CloseClientConnections()
		server.Close()
		queue.Stop()
		<-worked
		_ = queue.Close()
	})
	return &kit{server, t, d, queue, s.token}
}

// answered is an answer, read.
type answered struct {
	*http.Response
	body []byte
}

// send sends a request. Lines are of the header, name and value.
func (k *kit) send(method, path, body string, lines ...string) answered {
	k.t.Helper()
	r, err := http.NewRequestWithContext(k.t.Context(), method, k.URL+path, strings.NewReader(body))
	if err != nil {
		k.t.Fatal(err)
	}
	if k.token != "" {
		r.Header.Set("Authorization", "Bearer "+k.token)
	}
	for i := 0; i+1 < len(lines); i += 2 {
		r.Header.Set(lines[i], lines[i+1])
		if lines[i] == "Host" {
			r.Host = lines[i+1]
		}
	}
	resp, err := k.Client().Do(r)
	if err != nil {
		k.t.Fatal(err)
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		k.t.Fatal(err)
	}
	return answered{resp, data}
}

func (k *kit) get(path string, lines ...string) answered {
	k.t.Helper()
	return k.send(http.MethodGet, path, "", lines...)
}

// is fails the test where the answer has another status; into reads its JSON.
func (a answered) is(t *testing.T, status int, into any) answered {
	t.Helper()
	if a.StatusCode != status {
		t.Fatalf("%s %s answers %d, not %d: %s", a.Request.Method, a.Request.URL.Path, a.StatusCode, status, a.body[:min(500, len(a.body))])
	}
	if into != nil {
		if err := json.NewDecoder(bytes.NewReader(a.body)).Decode(into); err != nil {
			t.Fatalf("%v in %s", err, a.body)
		}
	}
	return a
}

// problem fails the test where the answer is no problem of a kind.
func (a answered) problem(t *testing.T, status int, kind string) (detail string) {
	t.Helper()
	var p struct {
		Type, Title, Detail, Kind string
		Status                    int
	}
	a.is(t, status, &p)
	if a.Header.Get("Content-Type") != "application/problem+json" || p.Kind != kind || p.Status != status || p.Detail == "" || p.Type == "" {
		t.Errorf("%s %s: %s %+v, want the kind %s", a.Request.Method, a.Request.URL.Path, a.Header.Get("Content-Type"), p, kind)
	}
	return p.Detail
}

// job is one as the API tells of it.
type job struct {
	ID, Status, URL string
	Result          struct {
		Dir   string
		Error *struct{ Kind string }
	}
}

// newToken makes a token in a file of the test's own.
func newToken(t *testing.T, file, name string, change func(*tokens.Token), scopes ...string) (secret string) {
	t.Helper()
	token, secret, err := tokens.New(name, scopes)
	if err != nil {
		t.Fatal(err)
	}
	if change != nil {
		change(&token)
	}
	if err := tokens.Change(file, func(list []tokens.Token) ([]tokens.Token, error) { return append(list, token), nil }); err != nil {
		t.Fatal(err)
	}
	return secret
}
