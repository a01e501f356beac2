package process

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// processes are those of one Chrome.
type processes struct {
	group   int // their process group, and the first of them
	parents []int
	listed  time.Time // when all of the group were last gone through
	pages   map[int]bool
}

// listedEvery is how often all processes of the machine are gone through: that takes
// milliseconds. Chrome has its pages' processes made by a few others, whose children are
// looked at each time.
const listedEvery = 2 * time.Second

// Renderers lists the processes in which pages are.
func (p *processes) renderers() (list []int) {
	if now := time.Now(); now.Sub(p.listed) > listedEvery {
		p.listed, p.parents, p.pages = now, nil, map[int]bool{}
		for _, pid := range membersOf(p.group) {
			p.note(pid)
		}
	}
	for _, parent := range p.parents {
		id := strconv.Itoa(parent)
		children, _ := os.ReadFile("/proc/" + id + "/task/" + id + "/children")
		for _, child := range strings.Fields(string(children)) {
			if pid, err := strconv.Atoi(child); err == nil && !p.pages[pid] {
				p.note(pid)
			}
		}
	}
	for pid := range p.pages {
		if exists(pid) {
			list = append(list, pid)
		}
	}
	return list
}

// note takes a process for what its command line says.
func (p *processes) note(pid int) {
	command, _ := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/cmdline")
	switch {
	case bytes.Contains(command, []byte("--type=renderer")):
		p.pages[pid] = true
	case bytes.Contains(command, []byte("--type=zygote")):
		p.parents = append(p.parents, pid)
	}
}

// membersOf lists the processes of a group.
func membersOf(group int) (list []int) {
	stats, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, stat := range stats {
		line, err := os.ReadFile(stat)
		if err != nil {
			continue
		}
		// pid (comm) state ppid pgrp ...
		after := strings.Fields(string(line[bytes.LastIndexByte(line, ')')+1:]))
		if len(after) < 3 || after[2] != strconv.Itoa(group) {
			continue
		}
		if pid, err := strconv.Atoi(filepath.Base(filepath.Dir(stat))); err == nil {
			list = append(list, pid)
		}
	}
	return list
}
