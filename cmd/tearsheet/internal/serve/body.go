package serve

import (
	"io"
	"net/http"
	"time"
)

// bodyInTime gives the body of a request some time to arrive, and the answer all that it
// takes: a connection whose time to be read is over counts as one whose client has gone.
func bodyInTime(limit time.Duration, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.ContentLength != 0 {
			set := http.NewResponseController(w).SetReadDeadline
			if set(time.Now().Add(limit)) == nil {
				r.Body = &timedBody{r.Body, func() { _ = set(time.Time{}) }}
			}
		}
		next.ServeHTTP(w, r)
	})
}

// timedBody is a body that says when it has been read.
type timedBody struct {
	io.ReadCloser
	read func()
}

func (b *timedBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if err != nil {
		b.read()
	}
	return n, err
}
