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

// peakOf is the most memory that a process had so far, in bytes.
func peakOf(pid int) int {
	status, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid)) // none where the process has ended
	_, rest, _ := strings.Cut(string(status), "VmHWM:")
	if fields := strings.Fields(rest); len(fields) > 0 {
		kB, _ := strconv.Atoi(fields[0]) // 0 where it is no number
		return kB << 10
	}
	return 0
}
