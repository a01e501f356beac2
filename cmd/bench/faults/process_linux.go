package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"
)

// readingOf looks at a process.
func readingOf(pid int) (r reading) {
	dir := fmt.Sprintf("/proc/%d/", pid)
	if statm, err := os.ReadFile(dir + "statm"); err == nil {
		if fields := strings.Fields(string(statm)); len(fields) > 1 {
			pages, _ := strconv.Atoi(fields[1]) // 0 where it is no number
			r.resident = pages * os.Getpagesize()
		}
	}
	open, _ := os.ReadDir(dir + "fd") // none where the process has ended
	r.descriptors = len(open)
	return r
}
