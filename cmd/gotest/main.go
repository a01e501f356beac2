// Command gotest runs `go test -json` with its arguments, prints what `go test` would,
// and ends with a count. It fails where go test does, and where a test was skipped for
// any other reason than the user or the system that it runs as: a browser test that
// does not run must not look like one that passes.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
)

// event is a line of `go test -json`.
type event struct {
	Action, Package, Test, Output string
}

// excused is what a test may be skipped for.
var excused = regexp.MustCompile(`: this (user|system) `)

// run is what came of the tests.
type run struct {
	output         map[string][]string // of tests that have not ended
	passed, failed int
	failedTests    map[string]int // of a package
	skips          []string
	unexcused      int
}

func main() {
	cmd := exec.Command("go", append([]string{"test", "-json"}, os.Args[1:]...)...)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "gotest:", err)
		os.Exit(1)
	}
	r := run{output: map[string][]string{}, failedTests: map[string]int{}}
	lines := bufio.NewReader(out)
	for {
		line, err := lines.ReadString('\n')
		r.line(line)
		if err != nil {
			break
		}
	}
	if cmd.Wait() != nil && r.failed == 0 {
		r.failed++ // go test itself
	}
	for _, skip := range r.skips {
		fmt.Println(skip)
	}
	if r.unexcused > 0 {
		fmt.Printf("%d skipped that had to run\n", r.unexcused)
	}
	fmt.Printf("%d passed, %d failed\n", r.passed, r.failed+r.unexcused)
	if r.failed+r.unexcused > 0 {
		os.Exit(1)
	}
}

// line takes in a line of output.
func (r *run) line(line string) {
	var e event
	if json.Unmarshal([]byte(line), &e) != nil || e.Action == "" {
		fmt.Print(line)
		return
	}
	id := e.Package + "\x00" + e.Test
	switch e.Action {
	case "build-output":
		fmt.Print(e.Output)
	case "output":
		if strings.HasPrefix(e.Output, "=== ") {
			return // it runs, pauses, goes on
		}
		if e.Test != "" {
			r.output[id] = append(r.output[id], e.Output)
		} else if e.Output != "PASS\n" && e.Output != "FAIL\n" {
			fmt.Print(e.Output)
		}
	case "pass", "fail", "skip":
		if e.Test == "" {
			r.endPackage(e)
			return
		}
		r.end(e, r.output[id])
		delete(r.output, id)
	}
}

// endPackage counts a package that failed without a test that did, and prints what the
// tests said that it cut off: the stacks of one that hung are among it.
func (r *run) endPackage(e event) {
	if e.Action != "fail" {
		return
	}
	if r.failedTests[e.Package] == 0 {
		r.failed++ // it did not build, or ended early
	}
	for _, id := range slices.Sorted(maps.Keys(r.output)) {
		if strings.HasPrefix(id, e.Package+"\x00") {
			fmt.Print(strings.Join(r.output[id], ""))
			delete(r.output, id)
		}
	}
}

// end counts a test, and prints what it said if it failed.
func (r *run) end(e event, output []string) {
	said := strings.Join(output, "")
	switch e.Action {
	case "pass":
		r.passed++
	case "fail":
		r.failed++
		r.failedTests[e.Package]++
		fmt.Print(said)
	case "skip":
		reason := ""
		for _, line := range output {
			if !strings.HasPrefix(strings.TrimSpace(line), "--- ") {
				reason = strings.TrimSpace(line)
			}
		}
		verdict := "skipped"
		if !excused.MatchString(reason) {
			verdict = "SKIPPED"
			r.unexcused++
		}
		r.skips = append(r.skips, fmt.Sprintf("%s %s %s: %s", verdict, e.Package, e.Test, reason))
	}
}
