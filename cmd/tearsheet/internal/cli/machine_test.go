package cli

import (
	"math"
	"os"
	"path/filepath"
	"testing"
	"time"
)

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

func TestIdle(t *testing.T) {
	begun := time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC)
	write := func(dir, stat, usage string) {
		for name, text := range map[string]string{"stat": stat, "cpu.stat": usage} {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	for name, c := range map[string]struct {
		stat, usage [2]string
		want        float64
		known       bool
	}{
		"a machine": {
			[2]string{"cpu 100 0 100 700 100 0 0 0 0 0\ncpu0 1\n", "cpu 150 0 110 730 110 0 0 0 0 0\n"}, [2]string{}, 0.4, true,
		},
		"a container with less than the machine": {
			[2]string{"cpu 0 0 0 0 0 0 0 0\n", "cpu 10 0 0 90 0 0 0 0\n"},
			[2]string{"nr 1\nusage_usec 1000000\n", "usage_usec 2500000\n"}, 0.25, true,
		},
		"more than there is": {
			[2]string{"cpu 0 0 0 0 0 0 0 0\n", "cpu 10 0 0 90 0 0 0 0\n"}, [2]string{"usage_usec 1\n", "usage_usec 9000001\n"}, 0, true,
		},
		"nothing that tells": {},
		"something else":     {[2]string{"cpu one two\n", "cpu 1 2 3 4 5 6 7 much\n"}, [2]string{"usage_usec\n", "x\n"}, 0, false},
	} {
		dir := t.TempDir()
		var readings [2]reading
		for i := range readings {
			write(dir, c.stat[i], c.usage[i])
			readings[i] = readFrom(dir, dir)
			readings[i].cores = 2
			readings[i].at = begun.Add(time.Duration(i) * time.Second)
		}
		got, known := readings[1].idle(readings[0])
		if math.Abs(got-c.want) > 1e-9 || known != c.known {
			t.Errorf("%s: %v %v, not %v %v", name, got, known, c.want, c.known)
		}
	}
}
