package serve

import (
	"encoding/json"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus"
)

// The dashboard shows what there is to see, and all of it.
func TestDashboard(t *testing.T) {
	m := NewMetrics()
	m.watch(nil, nil) // nobody looks
	said := make(chan *prometheus.Desc)
	go func() {
		m.registry.Describe(said)
		close(said)
	}()
	exported := map[string]bool{}
	fqName := regexp.MustCompile(`fqName: "(\w+)"`)
	for desc := range said {
		exported[fqName.FindStringSubmatch(desc.String())[1]] = true
	}

	text, err := os.ReadFile("../../../../.docker/grafana.json")
	if err != nil {
		t.Fatal(err)
	}
	var board struct {
		Panels []struct {
			Title   string
			Targets []struct{ Expr string }
		}
	}
	if err := json.Unmarshal(text, &board); err != nil {
		t.Fatal(err)
	}
	shown := map[string]bool{}
	metric := regexp.MustCompile(`\b(tearsheet|process|go)_\w+`)
	for _, panel := range board.Panels {
		for _, target := range panel.Targets {
			for _, name := range metric.FindAllString(target.Expr, -1) {
				name = strings.TrimSuffix(name, "_bucket")
				if shown[name] = true; !exported[name] {
					t.Errorf("%s: there is no %s", panel.Title, name)
				}
			}
		}
	}
	for name := range exported {
		if strings.HasPrefix(name, "tearsheet_") && !shown[name] {
			t.Errorf("%s is shown nowhere", name)
		}
	}
}
