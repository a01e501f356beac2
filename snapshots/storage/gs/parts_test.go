package gs_test

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/iotest"

	"github.com/tearsheet/tearsheet/snapshots/storage"
	"github.com/tearsheet/tearsheet/snapshots/storage/gs"
	"github.com/tearsheet/tearsheet/snapshots/storage/gs/gstest"
)

// Where the wire was cut in the middle of a part, only what has not come is sent again; where
// it was cut behind the last one, nothing is.
func TestPartsGoOn(t *testing.T) {
	const size, part = 1200 << 10, 512 << 10
	for name, c := range map[string]struct {
		cut  func(r *http.Request) (*http.Response, error)
		at   int // the part that is cut
		want []string
	}{
		"in the middle": {func(r *http.Request) (*http.Response, error) {
			half := r.Clone(r.Context())
			half.Body = io.NopCloser(io.MultiReader(io.LimitReader(r.Body, r.ContentLength/2), iotest.ErrReader(errors.New("the wire is cut"))))
			return http.DefaultTransport.RoundTrip(half)
		}, 2, []string{"0-524287", "524288-1048575", "*", "786432-1228799"}},
		"behind the end": {func(r *http.Request) (*http.Response, error) {
			resp, err := http.DefaultTransport.RoundTrip(r)
			if err == nil {
				resp.Body.Close()
				err = errors.New("the wire is cut")
			}
			return nil, err
		}, 3, []string{"0-524287", "524288-1048575", "1048576-1228799", "*"}},
	} {
		t.Run(name, func(t *testing.T) {
			next := gstest.Handler("archive")
			noticed := make(chan struct{}) // by the service, that the wire was cut
			var came atomic.Int32
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				isCut := r.Method == http.MethodPut && int(came.Add(1)) == c.at
				next.ServeHTTP(w, r)
				if isCut {
					close(noticed)
				}
			}))
			t.Cleanup(server.Close)
			var sent []string
			wire := tripper(func(r *http.Request) (*http.Response, error) {
				if r.Method != http.MethodPut {
					return http.DefaultTransport.RoundTrip(r)
				}
				which, _, _ := strings.Cut(strings.TrimPrefix(r.Header.Get("Content-Range"), "bytes "), "/")
				if sent = append(sent, which); len(sent) == c.at {
					defer func() { <-noticed }()
					return c.cut(r)
				}
				return http.DefaultTransport.RoundTrip(r)
			})
			u, err := url.Parse("gs://archive?endpoint=" + server.URL)
			if err != nil {
				t.Fatal(err)
			}
			b, err := gs.Open(u, gs.Options{Transport: wire, Tries: 3, PartSize: part})
			if err != nil {
				t.Fatal(err)
			}
			text := strings.Repeat("tide tables ", size/12)
			if err := b.Create(t.Context(), "tides", storage.New{Body: strings.NewReader(text), Size: size, Token: "one"}); err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(sent, c.want) {
				t.Errorf("%q were sent, not %q", sent, c.want)
			}
			body, err := b.Open(t.Context(), "tides")
			if err != nil {
				t.Fatal(err)
			}
			defer body.Close()
			if data, err := io.ReadAll(body); err != nil || string(data) != text {
				t.Errorf("%d bytes, %v", len(data), err)
			}
		})
	}
}
