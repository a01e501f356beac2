package serve

import (
	"net/http"
	"time"
)

// bodyInTime gives the body of a request some time to arrive. Once it is there, the HTTP
// server itself lifts the limit: an answer may take longer.
func bodyInTime(limit time.Duration, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.ContentLength != 0 {
			_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(limit)) // a recorder in a test has none
		}
		next.ServeHTTP(w, r)
	})
}
