//go:build linux

package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// A group has a group below it for each kind of process. Who enters a group is counted there
// to its end, so what the kinds took adds up with what all took: a process that has gone
// between two looks at what runs would be missed. A new process takes a moment to say what it
// is; until then it counts as one that starts.

// kinds are the kinds of processes, in the order of the table.
var kinds = []string{"renderer", "gpu-process", "browser", "utility", "own", starting}

// starting is the kind of what has not said what it is, and of what forks Chrome's processes.
const starting = "starting"

// kindOf tells by its command line what a process is.
func kindOf(pid string) string {
	line, err := os.ReadFile(filepath.Join("/proc", pid, "cmdline"))
	if err != nil || len(bytes.Trim(line, "\x00 ")) == 0 {
		return starting // or it has ended
	}
	args := strings.FieldsFunc(string(bytes.TrimRight(line, "\x00")), func(r rune) bool { return r == 0 || r == ' ' })
	for _, arg := range args[1:] {
		switch kind, has := strings.CutPrefix(arg, "--type="); {
		case !has:
		case kind == "zygote", kind == "broker":
			return starting
		case kind == "renderer", kind == "gpu-process":
			return kind
		default:
			return "utility"
		}
	}
	name := filepath.Base(args[0])
	switch {
	case strings.Contains(name, "chrom"), strings.Contains(name, "headless"):
		return "browser"
	case name == "sh":
		return starting
	}
	return "own"
}

// below gives the group of a kind.
func (g *group) below(kind string) string { return filepath.Join(g.dir, kind) }

// split makes the groups of the kinds.
func (g *group) split() {
	for _, kind := range kinds {
		if kind != starting {
			_ = os.Mkdir(g.below(kind), 0o755) // without it, it counts as starting
		}
	}
}

// sort puts what has come into the groups of the kinds, until stop. Who forks is looked at
// again: those that it made begin in its group.
func (g *group) sort(stop <-chan struct{}) {
	for {
		procs, _ := os.ReadFile(filepath.Join(g.dir, "cgroup.procs")) // none where it has gone
		for _, pid := range strings.Fields(string(procs)) {
			if kind := kindOf(pid); kind != starting {
				_ = os.WriteFile(filepath.Join(g.below(kind), "cgroup.procs"), []byte(pid), 0o644) // it may be gone
			}
		}
		g.resort("browser")
		g.resort("own")
		select {
		case <-stop:
			return
		case <-time.After(10 * time.Millisecond):
		}
	}
}

// resort puts what began in the group of who made it into its own.
func (g *group) resort(kind string) {
	procs, _ := os.ReadFile(filepath.Join(g.below(kind), "cgroup.procs"))
	for _, pid := range strings.Fields(string(procs)) {
		to := kindOf(pid)
		if to == kind {
			continue
		}
		dir := g.below(to)
		if to == starting {
			dir = g.dir
		}
		_ = os.WriteFile(filepath.Join(dir, "cgroup.procs"), []byte(pid), 0o644) // it may be gone
	}
}

// byKind is what each kind took so far, all of it together what the group took.
func (g *group) byKind() map[string]time.Duration {
	all, ok := g.cpu()
	if !ok {
		return nil
	}
	took := map[string]time.Duration{starting: all}
	for _, kind := range kinds {
		if kind == starting {
			continue
		}
		d, err := g.usage(g.below(kind))
		if err != nil {
			return nil
		}
		took[kind] = d
		took[starting] -= d
	}
	return took
}

// kindsRow writes what the kinds took, in CPU seconds a page.
func kindsRow(took map[string][]float64) (row string) {
	for _, kind := range kinds {
		if len(took[kind]) == 0 {
			row += "-\t"
			continue
		}
		row += fmt.Sprintf("%.3f\t", middle(took[kind]))
	}
	return row
}
