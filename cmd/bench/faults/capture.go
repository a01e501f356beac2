package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
)

// line is what capture says of a page.
type line struct {
	URL, Dir, Title string
	Partial         bool
	Status          int
	Files           map[string]string
	Truncated       []string
	Timings         map[string]int64
	Coverage        struct{ Settled string }
	Error           *struct{ Kind, Message string }
}

// ends says in a word how it ended.
func (l line) ends() string {
	switch {
	case l.Error != nil:
		return l.Error.Kind
	case l.Partial:
		return "partial"
	}
	return "whole"
}

// fine tells whether a page with which all is well was taken so.
func (l line) fine() bool { return l.URL != "" && l.ends() == "whole" && l.Dir != "" }

func (l line) says() string {
	text := strings.Join(l.Truncated, "; ")
	if l.Error != nil {
		text = l.Error.Message
	}
	if l.Coverage.Settled != "" && l.Coverage.Settled != "quiet" {
		text = strings.TrimPrefix(text+"; settled: "+l.Coverage.Settled, "; ")
	}
	if len(text) > 160 {
		text = text[:160] + "…"
	}
	return strings.NewReplacer("|", "\\|", "\n", " ").Replace(text)
}

// kept lists what there is of it.
func (l line) kept() (list []string) {
	for _, kind := range []string{"dom", "screenshot", "original", "article", "wacz"} {
		if l.Files[kind] != "" {
			list = append(list, kind)
		}
	}
	return list
}

// capture captures pages in one run.
func capture(ctx context.Context, c config, archive string, flags, addresses []string) (map[string]line, int, error) {
	args := append([]string{"capture", "--json", "--archive", archive, "--timeout", c.timeout.String(), "--concurrency", fmt.Sprint(c.concurrency)}, flags...)
	cmd := exec.CommandContext(ctx, c.tearsheet, append(args, addresses...)...)
	var said bytes.Buffer
	cmd.Stderr = &said
	out, err := cmd.Output()
	exit := cmd.ProcessState.ExitCode()
	if e := new(exec.ExitError); err != nil && !errors.As(err, &e) {
		return nil, 0, err
	}
	lines := map[string]line{}
	for scan := newLines(out); scan.Scan(); {
		var l line
		if err := json.Unmarshal(scan.Bytes(), &l); err != nil {
			return nil, 0, fmt.Errorf("%w in %s", err, scan.Bytes())
		}
		lines[l.URL] = l
	}
	if len(lines) < len(addresses) {
		fmt.Fprintf(os.Stderr, "%d lines for %d pages: %s\n", len(lines), len(addresses), said.String())
	}
	return lines, exit, nil
}

func newLines(data []byte) *bufio.Scanner {
	scan := bufio.NewScanner(bytes.NewReader(data))
	scan.Buffer(nil, slices.Max([]int{len(data), bufio.MaxScanTokenSize}))
	return scan
}
