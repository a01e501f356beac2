package main

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/tearsheet/tearsheet/browser/browsertest/faults"
)

// soak captures many pages in one run, a hostile one among so many, and watches the program.
func soak(ctx context.Context, c config, server *faults.Server, dir string) error {
	var hostile []faults.Fault
	for _, f := range faults.All {
		if c.only.MatchString(f.Name) && len(f.Flags) == 0 {
			hostile = append(hostile, f)
		}
	}
	var list strings.Builder
	bad := 0
	for i := range c.soak {
		address := server.Neighbour(i)
		if i%c.every == c.every/2 && len(hostile) > 0 {
			f := hostile[bad%len(hostile)]
			bad++
			address = server.Address(f) + fmt.Sprintf("?%d", i)
		}
		fmt.Fprintln(&list, address)
	}
	temp := filepath.Join(dir, "temp")
	if err := os.Mkdir(temp, 0o777); err != nil {
		return err
	}
	if err := os.Chmod(temp, 0o777|os.ModeSticky); err != nil { // as a folder for all is
		return err
	}
	if err := os.Chmod(dir, 0o755); err != nil {
		return err
	}
	cmd := exec.CommandContext(ctx, c.tearsheet, "capture", "--json", "--archive", filepath.Join(dir, "archive"), "--timeout", c.timeout.String(),
		"--concurrency", fmt.Sprint(c.concurrency), "--save", c.save, "--from", "-")
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.Env = append(os.Environ(), "TMPDIR="+temp)
	cmd.Stdin, cmd.Stderr = strings.NewReader(list.String()), os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	said := tally{ends: map[string]int{}}
	said.read(out, cmd.Process.Pid, server)
	_ = cmd.Wait() // pages that fail are the matter here
	left, err := os.ReadDir(temp)
	if err != nil {
		return err
	}
	fmt.Printf("%d lines of %d (%d hostile); neighbours %d, of which %d were lost; the hostile ended as %v\n", said.lines, c.soak, bad, said.neighbours, said.lost, said.ends)
	fmt.Printf("files left in temp: %d\n", len(left))
	said.slopes()
	if said.lost > 0 || len(left) > 0 || ctx.Err() == nil && said.lines < c.soak {
		return fmt.Errorf("something was lost, or left")
	}
	return nil
}

// tally counts what became of a run.
type tally struct {
	lines, neighbours, lost int
	ends                    map[string]int
	readings                []reading
}

// read reads the lines of a run, and looks at the program every now and then.
func (t *tally) read(out io.Reader, pid int, server *faults.Server) {
	const lookEvery = 25
	begun := time.Now()
	scan := bufio.NewScanner(out)
	scan.Buffer(nil, 64<<20)
	for scan.Scan() {
		var l line
		if err := json.Unmarshal(scan.Bytes(), &l); err != nil {
			fmt.Println("a line is broken:", err)
			t.lost++
			continue
		}
		t.count(l, server)
		if t.lines%lookEvery == 0 {
			r := readingOf(pid)
			t.readings = append(t.readings, r)
			fmt.Printf("%5d pages, %4.0f s: %s\n", t.lines, time.Since(begun).Seconds(), r)
		}
	}
}

func (t *tally) count(l line, server *faults.Server) {
	t.lines++
	if !strings.HasPrefix(l.URL, server.URL+"/neighbour") {
		t.ends[l.ends()]++
		return
	}
	t.neighbours++
	if !l.fine() {
		t.lost++
		fmt.Printf("lost: %s %s %s\n", l.URL, l.ends(), l.says())
	}
}

// reading is what the program holds at a moment.
type reading struct{ resident, descriptors int }

func (r reading) String() string {
	return fmt.Sprintf("%d MB, %d descriptors", r.resident>>20, r.descriptors)
}

// slopes tells how what is held grows, by the median of the second half over the first.
func (t *tally) slopes() {
	if len(t.readings) < 4 {
		return
	}
	half := len(t.readings) / 2
	median := func(list []reading, of func(reading) int) int {
		sorted := slices.SortedFunc(slices.Values(list), func(a, b reading) int { return cmp.Compare(of(a), of(b)) })
		return of(sorted[len(sorted)/2])
	}
	for name, of := range map[string]func(reading) int{
		"memory in MB": func(r reading) int { return r.resident >> 20 }, "descriptors": func(r reading) int { return r.descriptors },
	} {
		fmt.Printf("%s: median %d in the first half, %d in the second\n", name, median(t.readings[:half], of), median(t.readings[half:], of))
	}
}
