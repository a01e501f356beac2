package cli

import (
	"bufio"
	"math"
	"os"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// reading is what the machine, or the container, says of itself at a moment.
type reading struct {
	at     time.Time
	ticks  ticks
	usage  time.Duration // processor time of the container, 0 where nothing tells
	cores  int           // that there are to use
	memory int64         // bytes that are to be had
}

// ticks are the machine's processor time in units of its clock; all is 0 where nothing
// tells.
type ticks struct{ idle, all uint64 }

// readMachine reads what Linux says; elsewhere there is memory enough and nothing known of
// the processors.
func readMachine() reading { return readFrom("/proc", "/sys/fs/cgroup") }

func readFrom(proc, cgroup string) reading {
	return reading{time.Now(), processorTicks(proc + "/stat"), containerUsage(cgroup + "/cpu.stat"), runtime.GOMAXPROCS(0), freeMemory(proc+"/meminfo", cgroup)}
}

// idle is the share of the processors that nobody used since an earlier reading, and
// whether anything tells.
func (r reading) idle(before reading) (share float64, known bool) {
	if r.ticks.all <= before.ticks.all {
		return 0, false
	}
	share = float64(r.ticks.idle-before.ticks.idle) / float64(r.ticks.all-before.ticks.all)
	// A container may use less than the machine has.
	if had := r.at.Sub(before.at).Seconds() * float64(r.cores); r.usage > 0 && had > 0 {
		share = min(share, 1-(r.usage-before.usage).Seconds()/had)
	}
	return max(0, share), true
}

// processorTicks reads /proc/stat: user, nice, system, idle, iowait, irq, softirq, steal.
func processorTicks(stat string) (t ticks) {
	data, err := os.ReadFile(stat)
	if err != nil {
		return t
	}
	line, _, _ := strings.Cut(string(data), "\n")
	fields := strings.Fields(line)
	if len(fields) < 9 || fields[0] != "cpu" {
		return t
	}
	for i, field := range fields[1:9] {
		n, err := strconv.ParseUint(field, 10, 64)
		if err != nil {
			return ticks{}
		}
		t.all += n
		if i == 3 || i == 4 {
			t.idle += n
		}
	}
	return t
}

// containerUsage reads cpu.stat of a control group.
func containerUsage(stat string) time.Duration {
	data, err := os.ReadFile(stat)
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(data)) {
		if fields := strings.Fields(line); len(fields) == 2 && fields[0] == "usage_usec" {
			micros, _ := strconv.ParseInt(fields[1], 10, 64) // 0 where it is no number
			return time.Duration(micros) * time.Microsecond
		}
	}
	return 0
}

// freeMemory gives the bytes of memory that are to be had, of the machine or of the
// container, where Linux tells; elsewhere there is enough.
func freeMemory(meminfo, cgroup string) int64 {
	free := int64(math.MaxInt64)
	if f, err := os.Open(meminfo); err == nil {
		defer f.Close() // only read: nothing to lose
		for lines := bufio.NewScanner(f); lines.Scan(); {
			// MemAvailable:   23068672 kB
			if fields := strings.Fields(lines.Text()); len(fields) > 1 && fields[0] == "MemAvailable:" {
				if kb, err := strconv.ParseInt(fields[1], 10, 64); err == nil {
					free = kb << 10
				}
			}
		}
	}
	limit, isLimited := readNumber(cgroup + "/memory.max")
	used, isUsed := readNumber(cgroup + "/memory.current")
	if isLimited && isUsed {
		free = min(free, max(0, limit-used))
	}
	return free
}

// readNumber reads a file that holds a number, or a word where there is none.
func readNumber(path string) (int64, bool) {
	data, err := os.ReadFile(path)
	if err != nil {
		return 0, false
	}
	n, err := strconv.ParseInt(strings.TrimSpace(string(data)), 10, 64)
	return n, err == nil
}
