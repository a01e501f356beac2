package serve

import (
	"net"
	"net/http"
	"time"

	"go.uber.org/zap"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/tokens"
)

// watched writes a line for each request to the log, and counts it. Addresses are written
// without their query, which may hold what is nobody's business.
func watched(log *zap.Logger, m *Metrics, mux *http.ServeMux, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began := time.Now()
		seen := &seenWriter{ResponseWriter: w}
		who := new(string)
		next.ServeHTTP(seen, r.WithContext(tokens.Noting(r.Context(), who)))
		took := time.Since(began)
		_, route := mux.Handler(r)
		if route == "" {
			route = "other"
		}
		status := seen.status
		if status == 0 {
			status = http.StatusOK
		}
		m.answered(route, status, took)
		client, _, _ := net.SplitHostPort(r.RemoteAddr)
		log.Info("request", zap.String("method", clip(r.Method)), zap.String("path", clip(r.URL.Path)), zap.Int("status", status),
			zap.Int64("bytes", seen.bytes), zap.Duration("took", took), zap.String("client", client), zap.String("holder", *who))
	})
}

// seenWriter sees what is answered.
type seenWriter struct {
	http.ResponseWriter
	status int
	bytes  int64
}

func (w *seenWriter) WriteHeader(status int) {
	if w.status == 0 && status >= 200 {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *seenWriter) Write(p []byte) (int, error) {
	n, err := w.ResponseWriter.Write(p)
	w.bytes += int64(n)
	return n, err
}

// Unwrap lets others have what the writer can besides.
func (w *seenWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }
