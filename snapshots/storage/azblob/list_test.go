package azblob_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/tearsheet/tearsheet/snapshots/storage"
	"github.com/tearsheet/tearsheet/snapshots/storage/azblob"
	"github.com/tearsheet/tearsheet/snapshots/storage/azblob/azblobtest"
)

// A list begins near to what comes after a key, however the service reads where it should, and
// has all of it.
func TestListBeginsNearby(t *testing.T) {
	const objects, page, after = 40, 3, 30
	for name, c := range map[string]struct {
		change   func(q url.Values)
		requests int
	}{
		"as it is written": {func(url.Values) {}, 1 + (objects-after+1+page-1)/page},
		"not at all":       {func(q url.Values) { q.Del("startFrom") }, 1 + (objects+page-1)/page},
		"from the prefix on": {func(q url.Values) {
			if from := q.Get("startFrom"); from != "" {
				q.Set("startFrom", q.Get("prefix")+from)
			}
		}, 1 + (objects+page-1)/page},
		"too far": {func(q url.Values) {
			if from := q.Get("startFrom"); from != "" {
				q.Set("startFrom", from+"~")
			}
		}, 1 + (objects+page-1)/page},
		"as wrong": {func(q url.Values) {
			if q.Has("startFrom") {
				q.Set("comp", "nothing")
			}
		}, 1 + (objects+page-1)/page},
	} {
		t.Run(name, func(t *testing.T) {
			requests := 0
			address, err := url.Parse(azblobtest.Address(t, func(next http.Handler) http.Handler {
				return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					if q := r.URL.Query(); q.Get("comp") == "list" {
						requests++
						q.Set("maxresults", fmt.Sprint(page))
						c.change(q)
						r.URL.RawQuery = q.Encode()
					}
					next.ServeHTTP(w, r)
				})
			}))
			if err != nil {
				t.Fatal(err)
			}
			b, err := azblob.Open(address.JoinPath("pages"), azblob.Options{Tries: 1})
			if err != nil {
				t.Fatal(err)
			}
			key := func(n int) string { return fmt.Sprintf(".log/%04d", n) }
			for n := range objects {
				if err := b.Create(t.Context(), key(n), storage.New{Body: strings.NewReader(""), Token: "one"}); err != nil {
					t.Fatal(err)
				}
			}
			n := after
			for o, err := range b.List(t.Context(), ".log/", key(after-1), false) {
				if err != nil || o.Key != key(n) {
					t.Fatalf("%s, not %s: %v", o.Key, key(n), err)
				}
				n++
			}
			if n != objects || requests != c.requests {
				t.Errorf("%d of %d in %d requests, not %d", n, objects, requests, c.requests)
			}
		})
	}
}
