//go:build linux

package main

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/sys/unix"
)

// cost is what running a tool took, all its processes together.
type cost struct {
	wall  time.Duration
	cpu   time.Duration
	peak  int64                    // bytes of memory (PSS), shared pages counted once
	usual int64                    // the median of it over the time
	temp  int64                    // bytes in the temp folder, at the most
	kinds map[string]time.Duration // the CPU time by kind of process; nil where there is no group
}

// Descendants whose parent dies become children of this process, which then knows what
// they took.
func adoptOrphans() error { return unix.Prctl(unix.PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) }

// group is a control group of Linux: it knows what all that ever ran in it took, also
// what nobody waited for, as the processes of Chrome's sandbox. Only root can make one;
// without it what was waited for must do.
type group struct {
	dir   string
	usage func(dir string) (time.Duration, error)
}

// groupKinds are the two versions of control groups, by where they are mounted.
var groupKinds = []struct {
	mount string
	usage func(dir string) (time.Duration, error)
}{
	{"/sys/fs/cgroup/cpuacct", func(dir string) (d time.Duration, err error) {
		return d, scanFile(filepath.Join(dir, "cpuacct.usage"), "%d", &d)
	}},
	{"/sys/fs/cgroup", func(dir string) (time.Duration, error) {
		var micros int64
		err := scanFile(filepath.Join(dir, "cpu.stat"), "usage_usec %d", &micros)
		return time.Duration(micros) * time.Microsecond, err
	}},
}

func scanFile(path, format string, value any) error {
	data, err := os.ReadFile(path)
	if err == nil {
		_, err = fmt.Sscanf(string(data), format, value)
	}
	return err
}

func newGroup() *group {
	for _, kind := range groupKinds {
		g := &group{filepath.Join(kind.mount, fmt.Sprintf("tearsheet-bench-%d-%d", os.Getpid(), time.Now().UnixNano())), kind.usage}
		if os.Mkdir(g.dir, 0o755) != nil {
			continue
		}
		if _, err := g.usage(g.dir); err == nil {
			g.split()
			return g
		}
		g.remove()
	}
	return nil
}

// around makes a command that enters the group before it becomes another.
func (g *group) around(name string, args []string) (string, []string) {
	if g == nil {
		return name, args
	}
	enter := []string{"-c", `echo $$ >"$0" && exec "$@"`, filepath.Join(g.dir, "cgroup.procs"), name}
	return "sh", append(enter, args...)
}

// cpu is what was taken so far.
func (g *group) cpu() (time.Duration, bool) {
	if g == nil {
		return 0, false
	}
	d, err := g.usage(g.dir)
	return d, err == nil
}

// remove takes the group away; nothing runs in it any more.
func (g *group) remove() {
	if g == nil {
		return
	}
	for _, kind := range kinds {
		os.Remove(g.below(kind))
	}
	os.Remove(g.dir)
}

// meter measures commands. Commands of one measurement may run at the same time.
type meter struct {
	tempDir string
	group   *group
	before  time.Duration
	begun   time.Time
	stop    chan struct{}
	done    sync.WaitGroup
	cost    cost
}

func startMeter(tempDir string, group *group) *meter {
	m := &meter{tempDir: tempDir, group: group, before: childrenCPU(), begun: time.Now(), stop: make(chan struct{})}
	if group != nil {
		m.done.Go(func() { group.sort(m.stop) })
	}
	m.done.Go(func() {
		var seen []int64
		defer func() {
			slices.Sort(seen)
			m.cost.peak, m.cost.usual = seen[len(seen)-1], seen[len(seen)/2]
		}()
		for n := 0; ; n++ {
			seen = append(seen, treePSS())
			if n%4 == 0 {
				m.cost.temp = max(m.cost.temp, size(m.tempDir))
			}
			select {
			case <-m.stop:
				return
			case <-time.After(300 * time.Millisecond):
			}
		}
	})
	return m
}

// end is called when all commands have ended; it waits for what they left behind.
func (m *meter) end() cost {
	m.cost.wall = time.Since(m.begun)
	close(m.stop)
	m.done.Wait()
	deadline := time.Now().Add(5 * time.Second)
	for {
		pid, err := unix.Wait4(-1, nil, unix.WNOHANG, nil)
		switch {
		case err == unix.EINTR:
		case err != nil: // no children are left
			var ok bool
			if m.cost.cpu, ok = m.group.cpu(); !ok {
				m.cost.cpu = childrenCPU() - m.before
				return m.cost
			}
			m.cost.kinds = m.group.byKind()
			return m.cost
		case pid == 0 && time.Now().After(deadline):
			for _, left := range descendants() {
				fmt.Fprintln(os.Stderr, "left behind and ended:", left)
				_ = unix.Kill(left, unix.SIGKILL) // it may be gone by now
			}
			deadline = deadline.Add(time.Hour)
		case pid == 0:
			time.Sleep(10 * time.Millisecond)
		}
	}
}

func childrenCPU() time.Duration {
	var u unix.Rusage
	if err := unix.Getrusage(unix.RUSAGE_CHILDREN, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// descendants are the processes below this one.
func descendants() (list []int) {
	children := map[int][]int{}
	stats, _ := filepath.Glob("/proc/[0-9]*/stat") // the pattern is good
	for _, path := range stats {
		data, err := os.ReadFile(path)
		if err != nil {
			continue // it has ended
		}
		// The name in brackets may hold anything; the parent is the second after it.
		fields := strings.Fields(string(data[strings.LastIndexByte(string(data), ')')+1:]))
		pid, _ := strconv.Atoi(filepath.Base(filepath.Dir(path)))
		if len(fields) > 1 {
			parent, _ := strconv.Atoi(fields[1])
			children[parent] = append(children[parent], pid)
		}
	}
	queue := []int{os.Getpid()}
	for len(queue) > 0 {
		below := children[queue[0]]
		list = append(list, below...)
		queue = append(queue[1:], below...)
	}
	return list
}

func treePSS() (sum int64) {
	for _, pid := range descendants() {
		f, err := os.Open(fmt.Sprintf("/proc/%d/smaps_rollup", pid))
		if err != nil {
			continue // it has ended
		}
		for lines := bufio.NewScanner(f); lines.Scan(); {
			if fields := strings.Fields(lines.Text()); len(fields) == 3 && fields[0] == "Pss:" {
				kb, _ := strconv.ParseInt(fields[1], 10, 64)
				sum += kb << 10
			}
		}
		f.Close()
	}
	return sum
}

func size(dir string) (sum int64) {
	_ = filepath.Walk(dir, func(_ string, info os.FileInfo, err error) error {
		if err == nil && info.Mode().IsRegular() {
			sum += info.Size()
		}
		return nil // what vanishes meanwhile counts nothing
	})
	return sum
}

// command is a command of a tool with its own temp folder. What it says goes to a log.
func (r *round) command(name string, args ...string) *exec.Cmd {
	name, args = r.group.around(name, args)
	cmd := exec.CommandContext(r.ctx, name, args...)
	cmd.Env = append(os.Environ(), "TMPDIR="+r.temp, "PUPPETEER_EXECUTABLE_PATH="+r.unboxed)
	cmd.Stderr = r.log
	cmd.WaitDelay = 5 * time.Second
	return cmd
}
