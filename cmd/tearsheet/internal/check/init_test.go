package check

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestInit(t *testing.T) {
	file := filepath.Join(t.TempDir(), ConfigName)
	if err := Init(file); err != nil {
		t.Fatal(err)
	}
	c, err := Load(file, devices)
	if err != nil || len(c.Pages) != 1 {
		t.Errorf("it is read as %+v, %v", c, err)
	}
	if err := Init(file); err == nil || !strings.Contains(err.Error(), "stays as it is") {
		t.Errorf("a second time: %v", err)
	}
}

// What the first config shows in comments is right as well.
func TestInitCommentsAreRight(t *testing.T) {
	dir := t.TempDir()
	for _, folder := range []string{"public", "fixtures"} {
		if err := os.Mkdir(filepath.Join(dir, folder), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "fixtures", "story.wacz"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	all := optional.ReplaceAll(template, []byte("$1"))
	c, err := Parse(all, filepath.Join(dir, ConfigName), devices)
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Pages) != 4 || len(c.Viewports) != 3 || len(c.Pages[2].Actions) != 4 {
		t.Errorf("%+v", c)
	}
}
