//go:build linux

// Command bench captures the same pages with tearsheet, with other tools and with the
// least that Chrome itself needs, and prints one table. See `make bench-capture`.
//
// It serves testdata/sites/bench, 40 pages that come in many ways and 20 long ones, which
// each know when they are complete. The sets are measured one after the other. Tools take turns (A B C A B C ...), so that a slow moment of the
// machine meets them all, and the table has the median of the rounds. The peers run from
// their own installs, where there are any: `make bench-peers` installs them.
package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

type config struct {
	site, tearsheet, chrome, peers string
	only                           string
	rounds                         int
	concurrency                    string
	sets, pages                    string
	grow                           string
	serve                          string
	keep                           string
}

func main() {
	if len(os.Args) > 4 && os.Args[1] == "floor" {
		exit(floor(os.Args[2:]))
	}
	var c config
	cache, _ := os.UserCacheDir() // without one there are no peers
	flag.StringVar(&c.site, "site", "testdata/sites/bench", "folder of the pages")
	flag.StringVar(&c.tearsheet, "tearsheet", "bin/tearsheet", "binary to measure; several, separated by commas, are compared")
	flag.StringVar(&c.chrome, "chrome", "", "browser for all tools (the one that tearsheet finds)")
	flag.StringVar(&c.peers, "peers", filepath.Join(cache, "tearsheet-bench"), "folder in which the peers are installed")
	flag.StringVar(&c.only, "only", "", "tools to run, separated by commas (all that are there)")
	flag.StringVar(&c.pages, "pages", "", "pages to capture: those whose names start so")
	flag.IntVar(&c.rounds, "rounds", 3, "how often each tool runs")
	flag.StringVar(&c.concurrency, "concurrency", "2", "pages at the same time; of several numbers, separated by commas, each tool is shown at its best")
	flag.StringVar(&c.sets, "sets", strings.Join(sets, ","), "sets of pages to capture")
	flag.StringVar(&c.grow, "grow", "", "instead: one run of tearsheet for each of these numbers of pages, as in 10,100,1000")
	flag.StringVar(&c.serve, "serve", "", "instead: only serve the pages at this address, to look at them")
	flag.StringVar(&c.keep, "keep", "", "folder in which to keep what the tools made")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	exit(c.run(ctx))
}

func exit(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
	os.Exit(0)
}

func (c config) run(ctx context.Context) error {
	if c.serve != "" {
		s, err := newSite(c.site, c.serve)
		if err != nil {
			return err
		}
		defer s.close()
		for _, p := range s.pages {
			fmt.Println(s.base + "/page/" + p.Name)
		}
		<-ctx.Done()
		return nil
	}
	if c.chrome == "" {
		found, err := findChrome(c.tearsheet)
		if err != nil {
			return err
		}
		c.chrome = found
	}
	if err := adoptOrphans(); err != nil {
		return err
	}
	s, err := newSite(c.site, "127.0.0.1:0")
	if err != nil {
		return err
	}
	defer s.close()
	s.pages = slices.DeleteFunc(s.pages, func(p page) bool { return !strings.HasPrefix(p.Name, c.pages) })
	if c.grow != "" {
		return c.growth(ctx, s)
	}
	levels, err := c.levels()
	if err != nil {
		return err
	}
	for set := range strings.SplitSeq(c.sets, ",") {
		pages := slices.DeleteFunc(slices.Clone(s.pages), func(p page) bool { return p.Set != set })
		if len(pages) == 0 {
			continue
		}
		if err := c.compare(ctx, s.base, pages, levels); err != nil {
			return err
		}
	}
	return nil
}

// levels gives how many pages are captured at the same time, in one run and in the next.
func (c config) levels() (list []int, err error) {
	for word := range strings.SplitSeq(c.concurrency, ",") {
		n, err := strconv.Atoi(word)
		if err != nil || n < 1 {
			return nil, fmt.Errorf("-concurrency %s: that is no list of numbers", c.concurrency)
		}
		list = append(list, n)
	}
	return list, nil
}

// compare measures all tools over some pages, at each level, and prints the tables: each tool
// at the level at which it is fastest.
func (c config) compare(ctx context.Context, base string, pages []page, levels []int) error {
	chosen := c.tools()
	results := make([][]result, len(chosen))
	for i := range results {
		results[i] = make([]result, len(levels))
	}
	for round := range c.rounds {
		for i, t := range chosen {
			for l, level := range levels {
				if ctx.Err() != nil {
					return ctx.Err()
				}
				fmt.Fprintf(os.Stderr, "round %d of %d: %s, %d at a time\n", round+1, c.rounds, t.name, level)
				if err := c.measure(ctx, base, pages, level, t, &results[i][l]); err != nil {
					fmt.Fprintf(os.Stderr, "%s: %v\n", t.name, err)
				}
			}
		}
	}
	best := make([]result, len(chosen))
	for i, at := range results {
		best[i] = slices.MaxFunc(at, func(a, b result) int { return cmp.Compare(middle(a.rate), middle(b.rate)) })
	}
	fmt.Printf("%d pages, %s at a time, medians of %d rounds, %s\n\n", len(pages), c.concurrency, c.rounds, time.Now().Format("2006-01-02 15:04"))
	printTable(os.Stdout, chosen, best)
	fmt.Println()
	return nil
}

// findChrome asks tearsheet which browser it uses.
func findChrome(tearsheet string) (string, error) {
	binary, _, _ := strings.Cut(tearsheet, ",")
	out, err := exec.Command(binary, "doctor", "--json").Output()
	line, _, _ := strings.Cut(string(out), "\n")
	var check struct{ Check, Detail string }
	if json.Unmarshal([]byte(line), &check) == nil && check.Check == "browser" {
		if _, path, ok := strings.Cut(check.Detail, " at "); ok {
			return path, nil
		}
	}
	return "", fmt.Errorf("%s knows no browser: name one with -chrome (%w)", binary, err)
}

// tools are those that are there and asked for; each binary of tearsheet is one.
func (c config) tools() (list []tool) {
	for _, t := range tools {
		if c.only != "" && !slices.Contains(strings.Split(c.only, ","), t.name) {
			continue
		}
		if t.needs != "" {
			if _, err := os.Stat(filepath.Join(c.peers, t.needs)); err != nil {
				fmt.Fprintf(os.Stderr, "%s is left out: there is no %s\n", t.name, err)
				continue
			}
		}
		if t.name != "tearsheet" {
			list = append(list, t)
			continue
		}
		for i, binary := range strings.Split(c.tearsheet, ",") {
			one := t
			if i > 0 || strings.Contains(c.tearsheet, ",") {
				one.name = filepath.Base(binary)
			}
			one.run = func(r *round) (map[string]got, error) {
				r.tearsheet = binary
				return tearsheetRun(r)
			}
			list = append(list, one)
		}
	}
	return list
}

// newRound makes the folders of one run of a tool. Chrome may run as another user, who
// must get into the temp folder.
func (c config) newRound(ctx context.Context, name string, level int) (*round, func(), error) {
	self, err := os.Executable()
	if err != nil {
		return nil, nil, err
	}
	peers, err := filepath.Abs(c.peers)
	if err != nil {
		return nil, nil, err
	}
	dir, err := os.MkdirTemp("", "tearsheet-bench-*")
	if err != nil {
		return nil, nil, err
	}
	r := &round{ctx: ctx, chrome: c.chrome, self: self, tearsheet: c.tearsheet, peers: peers, concurrency: level, lazy: map[string]bool{},
		unboxed: filepath.Join(dir, "chrome"), out: filepath.Join(dir, "out"), temp: filepath.Join(dir, "temp")}
	script := fmt.Sprintf("#!/bin/sh\nexec %q --no-sandbox \"$@\"\n", c.chrome)
	if err := os.WriteFile(r.unboxed, []byte(script), 0o755); err != nil {
		return nil, nil, err
	}
	if c.keep != "" {
		if r.out, err = filepath.Abs(filepath.Join(c.keep, name)); err != nil {
			return nil, nil, err
		}
		if err := os.RemoveAll(r.out); err != nil {
			return nil, nil, err
		}
	}
	err = errors.Join(os.Chmod(dir, 0o755), os.MkdirAll(r.out, 0o755), os.Mkdir(r.temp, 0o777), os.Chmod(r.temp, 0o777))
	if err != nil {
		return nil, nil, err
	}
	if r.log, err = os.Create(filepath.Join(dir, "log")); err != nil {
		return nil, nil, err
	}
	r.group = newGroup()
	return r, func() {
		r.group.remove()
		r.log.Close()
		os.RemoveAll(dir)
	}, nil
}

// measure runs a tool once over some pages.
func (c config) measure(ctx context.Context, base string, pages []page, level int, t tool, res *result) error {
	r, clean, err := c.newRound(ctx, t.name, level)
	if err != nil {
		return err
	}
	defer clean()
	for _, p := range pages {
		u := base + "/page/" + p.Name
		r.urls = append(r.urls, u)
		r.lazy[u] = p.isLazy()
	}
	res.level = level
	m := startMeter(r.temp, r.group)
	all, err := t.run(r)
	cost := m.end()
	if err != nil {
		said, _ := os.ReadFile(r.log.Name()) // for people
		err = fmt.Errorf("%w\n%s", err, said[max(0, len(said)-2000):])
	}
	var sum checked
	var took []float64
	for i, p := range pages {
		g := all[r.urls[i]]
		one := check(p, g, t.dom, t.picture)
		if one.dom.found < one.dom.of || one.picture.found < one.picture.of || one.clear.found < one.clear.of {
			res.incomplete(p.Name)
		}
		sum.dom.sum(one.dom)
		sum.picture.sum(one.picture)
		sum.clear.sum(one.clear)
		if g.millis > 0 {
			took = append(took, g.millis)
		}
	}
	res.add(len(pages), cost, took, sum)
	return err
}
