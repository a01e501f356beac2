package body

import (
	"strings"
	"testing"

	"github.com/tearsheet/tearsheet/extract/internal/lab"
)

func TestModelFitsItsFeatures(t *testing.T) {
	seen := map[string]bool{}
	for _, name := range lab.Names {
		if seen[name] || strings.ContainsAny(name, ";>\t\n") {
			t.Errorf("%q is no name, or one of two features", name)
		}
		seen[name] = true
	}
	m, err := lab.Read(modelFile, lab.Names)
	if err != nil {
		t.Fatal(err)
	}
	if len(m.First.Trees) == 0 || len(m.Second.Trees) == 0 {
		t.Error("the model is empty")
	}
	for _, tree := range m.First.Trees {
		for _, q := range tree.Questions {
			if strings.Contains(lab.Names[q.Feature], "rules") {
				t.Errorf("the first round asks for %q, which the page does not say", lab.Names[q.Feature])
			}
		}
	}
}
