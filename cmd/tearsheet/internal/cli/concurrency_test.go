package cli

import (
	"math"
	"os"
	"path/filepath"
	"testing"
)

func TestPagesAtOnce(t *testing.T) {
	for _, c := range []struct {
		cores  int
		memory int64
		want   int
	}{
		{1, math.MaxInt64, 3}, {2, math.MaxInt64, 6}, {8, 64 << 30, 24},
		{8, 2 << 30, 4}, {2, 700 << 20, 1}, {2, 0, 1},
	} {
		if got := pagesAtOnce(c.cores, c.memory); got != c.want {
			t.Errorf("%d cores, %d bytes: %d pages, not %d", c.cores, c.memory, got, c.want)
		}
	}
}

func TestFreeMemory(t *testing.T) {
	for name, c := range map[string]struct {
		files map[string]string
		want  int64
	}{
		"a machine":              {map[string]string{"meminfo": "MemTotal: 99 kB\nMemAvailable:   2048 kB\n"}, 2 << 20},
		"a container":            {map[string]string{"meminfo": "MemAvailable: 2048 kB\n", "memory.max": "1000000\n", "memory.current": "400000\n"}, 600_000},
		"a full container":       {map[string]string{"memory.max": "1000000\n", "memory.current": "1000001\n"}, 0},
		"one without a limit":    {map[string]string{"meminfo": "MemAvailable: 2048 kB\n", "memory.max": "max\n", "memory.current": "400000\n"}, 2 << 20},
		"nothing that tells":     {nil, math.MaxInt64},
		"something else in them": {map[string]string{"meminfo": "MemAvailable: much\n"}, math.MaxInt64},
	} {
		dir := t.TempDir()
		for file, text := range c.files {
			if err := os.WriteFile(filepath.Join(dir, file), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if got := freeMemory(filepath.Join(dir, "meminfo"), dir); got != c.want {
			t.Errorf("%s: %d, not %d", name, got, c.want)
		}
	}
}
