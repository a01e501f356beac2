package serve

import (
	"net/http"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/desk"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/problem"
	"github.com/tearsheet/tearsheet/snapshots"
)

// Worker is what a worker of a queue tells of itself: /metrics for Prometheus, /healthz and
// /readyz for whoever runs it. There are counts in it, and nothing of what is captured.
func (m *Metrics) Worker(d desk.Desk, store *snapshots.Store, running func() int64) http.Handler {
	m.registry.MustRegister(
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "tearsheet_jobs_running", Help: "Captures that run."}, func() float64 { return float64(running()) }),
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "tearsheet_chrome_memory_bytes", Help: "Memory of the browser's processes; 0 where nothing tells."}, func() float64 {
			return float64(d.Memory())
		}),
	)
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", m.handler())
	mux.HandleFunc("GET /healthz", healthy)
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) {
		if err := reached(r.Context(), store); err != nil {
			problem.New(http.StatusServiceUnavailable, problem.Storage, "the archive cannot be read: %v", err).Write(w)
			return
		}
		says(w, "ready\n")
	})
	return mux
}
