package cli

import (
	"bufio"
	"math"
	"os"
	"runtime"
	"strconv"
	"strings"
)

// perPage is the memory that a page may take while it is captured: a tall one does.
const perPage = 512 << 20

// defaultConcurrency is how many pages are captured at the same time where nothing is
// said. Most of the time a page waits, for its server or for its own timers, so that a
// core has time for three: of the pages of `make bench-capture`, which come from the same
// machine, six at a time on two cores took 15 % less time than four, and eight hardly less than six.
// But each needs memory.
func defaultConcurrency() int {
	return pagesAtOnce(runtime.GOMAXPROCS(0), freeMemory("/proc/meminfo", "/sys/fs/cgroup"))
}

func pagesAtOnce(cores int, memory int64) int {
	return max(1, min(max(2, 3*cores), int(memory/perPage)))
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
