package browsertest

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"go.uber.org/goleak"
)

// leftovers lists what outlived the tests: goroutines, browser processes that use the
// temp folder, and profile folders in it.
func leftovers(temp string) []string {
	var left []string
	if err := goleak.Find(); err != nil {
		left = append(left, err.Error())
	}
	left = append(left, Processes(temp)...)
	return append(left, Profiles(temp)...)
}

// Profiles lists the profile folders of tearsheet, and their locks, in a temp folder.
func Profiles(temp string) []string {
	list, _ := filepath.Glob(filepath.Join(temp, "tearsheet-profile-*"))
	return list
}

// Processes lists the running processes, other than this one, that were started with a
// folder on their command line or as their temp folder, as "pid: command". It knows
// only those of Linux.
func Processes(folder string) []string {
	var list []string
	dirs, _ := filepath.Glob("/proc/[0-9]*")
	for _, dir := range dirs {
		if filepath.Base(dir) == fmt.Sprint(os.Getpid()) {
			continue
		}
		command, err := os.ReadFile(filepath.Join(dir, "cmdline"))
		if err != nil || len(command) == 0 { // gone, or dead and not yet waited for
			continue
		}
		environment, _ := os.ReadFile(filepath.Join(dir, "environ")) // not ours to read for other users
		if bytes.Contains(command, []byte(folder)) || bytes.Contains(environment, []byte("TMPDIR="+folder+"\x00")) {
			says := strings.TrimSpace(string(bytes.ReplaceAll(command, []byte{0}, []byte{' '})))
			list = append(list, filepath.Base(dir)+": "+says)
		}
	}
	return list
}
