package main

import (
	"archive/zip"
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/tearsheet/tearsheet/browser/browsertest/faults"
)

// What a broken recording may take of a machine that does nothing else.
const (
	recordingTime   = 5 * time.Second
	recordingMemory = 300 << 20
)

// recordings replays recordings that were broken by chance: a WACZ, a WARC and a HAR of a page
// with which all is well.
func recordings(ctx context.Context, c config, server *faults.Server, dir string) error {
	address := server.Neighbour(0)
	good, err := goodRecordings(ctx, c, address, dir)
	if err != nil {
		return err
	}
	fmt.Printf("%d broken recordings, seed %d\n", c.recordings, c.seed)
	b := breaker{rand.New(rand.NewPCG(c.seed, 1))} //nolint:gosec // it is to be the same for a seed
	wrong, ends := 0, map[string]int{}
	var slowest time.Duration
	var largest int
	for n := range c.recordings {
		bad, err := b.next(n, good)
		if err != nil {
			return err
		}
		archive, file := filepath.Join(dir, fmt.Sprint("archive", n)), filepath.Join(dir, fmt.Sprint(n, bad.file))
		if err := os.WriteFile(file, bad.data, 0o644); err != nil {
			return err
		}
		got, err := replayed(ctx, c, archive, file, address)
		if err != nil {
			return err
		}
		ends[filepath.Ext(bad.file)[1:]+" "+got.ends()]++
		fmt.Printf("%s, %s: %s %s\n", bad.file, bad.name, got.ends(), got.why())
		slowest, largest = max(slowest, got.took), max(largest, got.memory)
		if says := got.wrong(); says != "" {
			wrong++
			kept := filepath.Join(os.TempDir(), fmt.Sprintf("broken-%d-%d%s", c.seed, n, bad.file))
			fmt.Printf("**%s, %s**: %s (kept as %s)\n", bad.file, bad.name, says, kept)
			if err := os.WriteFile(kept, bad.data, 0o644); err != nil {
				return err
			}
		}
		if err := errors.Join(os.RemoveAll(archive), os.Remove(file)); err != nil {
			return err
		}
	}
	for _, end := range slices.Sorted(maps.Keys(ends)) {
		fmt.Printf("%4d %s\n", ends[end], end)
	}
	fmt.Printf("slowest %.1f s, most memory %d MB\n", slowest.Seconds(), largest>>20)
	if wrong > 0 {
		return fmt.Errorf("%d were not answered as they should", wrong)
	}
	return nil
}

// replay is what came of replaying a recording.
type replay struct {
	line
	exit, memory int
	took         time.Duration
	stderr       string
}

func (r replay) ends() string {
	if r.URL == "" {
		return fmt.Sprint("refused, exit ", r.exit)
	}
	return r.line.ends()
}

// why is what it says of itself.
func (r replay) why() string { return cmp.Or(r.says(), strings.TrimSpace(r.stderr)) }

// wrong says what is not as it should be; empty: nothing.
func (r replay) wrong() string {
	text := r.why()
	switch end := r.ends(); {
	case r.took > recordingTime:
		return fmt.Sprintf("it took %.1f s (%s)", r.took.Seconds(), end)
	case r.memory > recordingMemory:
		return fmt.Sprintf("it took %d MB (%s)", r.memory>>20, end)
	case strings.Contains(r.stderr, "panic:") || strings.Contains(r.stderr, "goroutine "):
		return "it panicked: " + r.stderr
	case slices.Contains([]string{"internal", "crash", "timeout", "browser"}, end):
		return end + ": " + text
	case end != "whole" && text == "":
		return end + " and does not say why"
	case end != "whole":
		return ""
	}
	document, err := os.ReadFile(filepath.Join(r.Dir, "dom.html"))
	if err != nil {
		return err.Error()
	}
	if !strings.Contains(string(document), faults.NeighbourText) && r.Status < 400 {
		return "it is whole and the page is not there"
	}
	return ""
}

func replayed(ctx context.Context, c config, archive, file, address string) (r replay, err error) {
	cmd := exec.CommandContext(ctx, c.tearsheet, "capture", "--json", "--archive", archive, "--timeout", c.timeout.String(), "--replay", file, address)
	var out, said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &said
	begun := time.Now()
	if err := cmd.Start(); err != nil {
		return r, err
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	look := time.NewTicker(10 * time.Millisecond)
	defer look.Stop()
	for running := true; running; {
		select {
		case <-look.C:
			r.memory = max(r.memory, peakOf(cmd.Process.Pid))
		case err = <-ended:
			running = false
		}
	}
	if e := new(exec.ExitError); err != nil && !errors.As(err, &e) {
		return r, err
	}
	r.took, r.exit, r.stderr = time.Since(begun), cmd.ProcessState.ExitCode(), said.String()
	if lines := newLines(out.Bytes()); lines.Scan() {
		return r, json.Unmarshal(lines.Bytes(), &r.line)
	}
	return r, nil
}

// goodRecordings records a page in each format.
func goodRecordings(ctx context.Context, c config, address, dir string) ([]broken, error) {
	archive := filepath.Join(dir, "good")
	lines, _, err := capture(ctx, c, archive, []string{"--save", "wacz"}, []string{address})
	if err != nil {
		return nil, err
	}
	if !lines[address].fine() {
		return nil, fmt.Errorf("the good page: %s %s", lines[address].ends(), lines[address].says())
	}
	packed, err := os.ReadFile(filepath.Join(lines[address].Dir, lines[address].Files["wacz"]))
	if err != nil {
		return nil, err
	}
	z, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		return nil, err
	}
	in, err := z.Open("archive/data.warc.gz")
	if err != nil {
		return nil, err
	}
	records, err := io.ReadAll(in)
	if err != nil {
		return nil, err
	}
	har, err := harOf(address, strings.Split(address, "/neighbour")[0]+"/part/frame?neighbour")
	if err != nil {
		return nil, err
	}
	return []broken{{file: "page.wacz", data: packed}, {file: "page.warc.gz", data: records}, {file: "page.har", data: har}}, os.RemoveAll(archive)
}
