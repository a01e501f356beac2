package snapshots

import (
	"net/http"
	"path"
	"strings"
	"testing"

	"github.com/tearsheet/tearsheet/snapshots/storage/s3/s3test"
)

func TestTryBucket(t *testing.T) {
	forgetful := func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			r.Header.Del("If-None-Match")
			next.ServeHTTP(w, r)
		})
	}
	readable := func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Method == http.MethodPut {
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
	u := bucketAddress(t)
	try("nothing there", u.String(), false, "")
	try("still nothing", u.String(), false, "")
	mustTake(t, bucketWriter(t, openTestBucket(t, u, nil)), storyURL, moment)
	try("an archive", u.String(), true, "")
	above := *u
	above.Path = path.Dir(u.Path)
	try("what is another's", above.String(), false, "not an archive and not empty")
	try("a service that writes over what is there", s3test.Address(t, forgetful), false, "If-None-Match")
	try("what may only be read", s3test.Address(t, readable), false, "Access Denied")
}
