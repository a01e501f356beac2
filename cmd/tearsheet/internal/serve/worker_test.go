package serve

import (
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/desk"
	"github.com/tearsheet/tearsheet/snapshots"
)

// idle is the desk of a worker that nobody asks for a page.
type idle struct{ desk.Desk }

func (idle) Memory() int64 { return 7 << 20 }

// A worker tells of itself what its dashboard and its probes ask for.
func TestWorkerTells(t *testing.T) {
	w, err := snapshots.OpenWriter(filepath.Join(t.TempDir(), "archive"))
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	m := NewMetrics()
	m.Captured(desk.Line{Timings: map[string]int64{"total": 1200}})
	m.Captured(desk.Line{Kind: "timeout"})
	handler := m.Worker(idle{}, w.Store, func() int64 { return 3 })
	for path, want := range map[string][]string{
		"/metrics": {`tearsheet_captures_total{end="ok"} 1`, `tearsheet_captures_total{end="timeout"} 1`, "tearsheet_jobs_running 3", "tearsheet_chrome_memory_bytes 7.340032e+06", `tearsheet_capture_seconds_count{phase="total"} 1`},
		"/healthz": {"ok"}, "/readyz": {"ready"},
	} {
		answer := httptest.NewRecorder()
		handler.ServeHTTP(answer, httptest.NewRequest("GET", path, nil))
		for _, text := range want {
			if answer.Code != 200 || !strings.Contains(answer.Body.String(), text) {
				t.Errorf("%s: %d, no %s", path, answer.Code, text)
			}
		}
	}
}
