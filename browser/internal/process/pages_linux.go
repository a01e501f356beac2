package process

import (
	"bytes"
	"os"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sys/unix"
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

// membersOf lists the processes of a group. The system is asked of each process there is: what
// it writes of one for reading takes it fifty times as long.
func membersOf(group int) (list []int) {
	proc, err := os.Open("/proc")
	if err != nil {
		return nil
	}
	defer proc.Close()
	names, _ := proc.Readdirnames(-1) // as many as there are
	for _, name := range names {
		pid, err := strconv.Atoi(name)
		if err != nil {
			continue
		}
		if its, err := unix.Getpgid(pid); err == nil && its == group {
			list = append(list, pid)
		}
	}
	return list
}
