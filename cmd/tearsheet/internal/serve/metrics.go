package serve

import (
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/desk"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/jobs"
)

// Metrics are what is counted of a server, for Prometheus.
type Metrics struct {
	registry *prometheus.Registry
	captures *prometheus.CounterVec
	seconds  *prometheus.HistogramVec
	requests *prometheus.CounterVec
	latency  *prometheus.HistogramVec
	hooks    *prometheus.CounterVec
}

// NewMetrics gives counters that stand at nothing.
func NewMetrics() *Metrics {
	m := &Metrics{
		registry: prometheus.NewRegistry(),
		captures: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "tearsheet_captures_total", Help: "Captures that ended, by what came of them: ok, or the kind of error."}, []string{"end"}),
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "tearsheet_capture_seconds", Help: "How long the phases of captures took.", Buckets: prometheus.ExponentialBuckets(0.05, 2, 12),
		}, []string{"phase"}),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "tearsheet_http_requests_total", Help: "Requests that were answered."}, []string{"route", "status"}),
		latency: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "tearsheet_http_request_seconds", Help: "How long answers took.", Buckets: prometheus.ExponentialBuckets(0.001, 3, 11),
		}, []string{"route"}),
		hooks: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "tearsheet_webhooks_total", Help: "Tries to tell a webhook: delivered, retried or given_up."}, []string{"end"}),
	}
	m.registry.MustRegister(m.captures, m.seconds, m.requests, m.latency, m.hooks,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// watch adds what is asked for when somebody looks.
func (m *Metrics) watch(q *jobs.Queue, d desk.Desk) {
	m.registry.MustRegister(
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "tearsheet_jobs_waiting", Help: "Captures that wait."}, func() float64 {
			waiting, _ := q.Counts()
			return float64(waiting)
		}),
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "tearsheet_jobs_running", Help: "Captures that run."}, func() float64 {
			_, running := q.Counts()
			return float64(running)
		}),
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "tearsheet_chrome_memory_bytes", Help: "Memory of the browser's processes; 0 where nothing tells."}, func() float64 {
			return float64(d.Memory())
		}),
	)
}

func (m *Metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{MaxRequestsInFlight: 3})
}

// Captured counts what came of a capture.
func (m *Metrics) Captured(line desk.Line) {
	end := line.Kind
	if end == "" {
		end = "ok"
	}
	m.captures.WithLabelValues(end).Inc()
	for phase, ms := range line.Timings {
		if ms > 0 { // a phase that was not come to is none
			m.seconds.WithLabelValues(phase).Observe(float64(ms) / 1000)
		}
	}
}

// answered counts a request. Its route is the pattern that the mux knows, so that there are
// few of them.
func (m *Metrics) answered(route string, status int, took time.Duration) {
	m.requests.WithLabelValues(route, strconv.Itoa(status)).Inc()
	m.latency.WithLabelValues(route).Observe(took.Seconds())
}

// Hooked counts a try to tell a webhook.
func (m *Metrics) Hooked(end string) { m.hooks.WithLabelValues(end).Inc() }
