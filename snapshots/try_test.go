package snapshots

import (
	"net/http"
	"path"
	"strings"
	"testing"
)

func TestTryBucket(t *testing.T) { inEachBucket(t, tryBucket) }

func tryBucket(t *testing.T, kind string) {
	forgetful := func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			r.Header.Del("If-None-Match")
			r.URL.RawQuery = strings.ReplaceAll(r.URL.RawQuery, "ifGenerationMatch=0", "")
			next.ServeHTTP(w, r)
		})
	}
	readable := func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Method == http.MethodPut || r.Method == http.MethodPost {
				http.Error(w, `<Error><Code>AccessDenied</Code></Error>`, http.StatusForbidden)
				return
			}
			next.ServeHTTP(w, r)
		})
	}
	try := func(name, address string, there bool, says string) {
		t.Helper()
		got, err := TryBucket(t.Context(), address)
		said := ""
		if err != nil {
			said = err.Error()
		}
		if got != there || !strings.Contains(said, says) || says == "" && err != nil {
			t.Errorf("%s: %v %v", name, got, err)
		}
	}
	u := bucketAddress(t, kind)
	try("nothing there", u.String(), false, "")
	try("still nothing", u.String(), false, "")
	mustTake(t, bucketWriter(t, openTestBucket(t, u, nil)), storyURL, moment)
	try("an archive", u.String(), true, "")
	above := *u
	above.Path = path.Dir(u.Path)
	try("what is another's", above.String(), false, "not an archive and not empty")
	try("a service that writes over what is there", bucketKinds[kind].address(t, forgetful), false, "told not to")
	try("what may only be read", bucketKinds[kind].address(t, readable), false, "permission denied")
}
