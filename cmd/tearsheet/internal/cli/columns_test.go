package cli

import (
	"strings"
	"testing"

	"github.com/rivo/uniseg"

	"github.com/tearsheet/tearsheet/snapshots/index"
)

func TestColumns(t *testing.T) {
	long := strings.Repeat("The tide was high at noon, and the bridge stayed shut. ", 4)
	for _, e := range []index.Entry{
		{ID: "quay.example/index/20261123T081502.123Z", URL: "https://quay.example/", Status: 200, Title: "The quay"},
		{ID: "quay.example/a/20261123T081502.123Z", URL: "https://quay.example/" + strings.Repeat("a/", 80), Status: 404, Title: long},
		{ID: "quay.example/b/20261123T081502.123Z", URL: "http://quay.example/b", Status: 200, Title: strings.Repeat("潮の満ち引き", 20)},
		{ID: "quay.example/c/20261123T081502.123Z", URL: "https://quay.example/c", Status: 200, Title: "two\nlines\x1b[31m"},
		{ID: "quay.example/d/20261123T081502.123Z", URL: "https://quay.example/d"},
	} {
		for _, width := range []int{60, 80, 120, 300} {
			line := columns{width}.line(e)
			if w := uniseg.StringWidth(line); w > width || strings.ContainsAny(line, "\n\x1b") {
				t.Errorf("%d of %d: %q", w, width, line)
			}
			if !strings.Contains(line, "2026-11-2") || !strings.Contains(line, "quay.exam") {
				t.Errorf("it lacks when or where: %q", line)
			}
		}
		if line := (columns{}).line(e); strings.Contains(line, "…") {
			t.Errorf("with no terminal it is cut: %q", line)
		}
	}
	if line := (columns{100}).line(index.Entry{ID: "a/b/20261123T081502.123Z", URL: "https://a.example/b", Status: 404, Title: "Gone"}); !strings.Contains(line, "  404 Gone  ") || !strings.HasSuffix(line, "  a.example/b") {
		t.Errorf("%q", line)
	}
}
