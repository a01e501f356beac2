// Command formats holds the formats of a snapshot against its picture over components of
// real libraries: page.html, MHTML, and SingleFile's file where that is installed. See
// `make bench-formats`.
//
// A file of components/ is a library: what its pages begin with, then a component a line,
// NAME: MARKUP. Each becomes a page of its own, and the libraries come from npm.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/snapshots/diff"
)

type config struct {
	components, modules, tearsheet, singleFile, chrome, only, work string
	concurrency                                                    int
}

func main() {
	var c config
	flag.StringVar(&c.components, "components", "cmd/bench/formats/components", "folder of the components")
	flag.StringVar(&c.modules, "modules", "cmd/bench/formats/node_modules", "folder in which npm has installed the libraries")
	flag.StringVar(&c.tearsheet, "tearsheet", "bin/tearsheet", "binary to look at")
	flag.StringVar(&c.singleFile, "single-file", "", "program of single-file-cli (none)")
	flag.StringVar(&c.chrome, "chrome", "/usr/bin/chromium", "browser for SingleFile")
	flag.StringVar(&c.only, "only", "", "components whose names begin so")
	flag.StringVar(&c.work, "work", "", "folder in which to keep what was made (a temporary one)")
	flag.IntVar(&c.concurrency, "concurrency", 2, "pages at the same time")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := c.run(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "formats:", err)
		os.Exit(1)
	}
}

// component is one page.
type component struct{ name, page string }

// result is what the formats of a component differ from its picture by; below 0 where
// there is none.
type result struct {
	name   string
	shares [3]float64
}

var tools = [3]string{"page.html", "MHTML", "SingleFile"}

func (c config) run(ctx context.Context) error {
	list, err := c.read()
	if err != nil {
		return err
	}
	if c.work == "" {
		if c.work, err = os.MkdirTemp("", "tearsheet-formats-"); err != nil {
			return err
		}
		defer func() { _ = os.RemoveAll(c.work) }()
	}
	site := c.serve(list)
	defer site.Close()
	results, err := c.capture(ctx, site.URL, list)
	if err != nil {
		return err
	}
	c.print(results)
	return nil
}

// read reads the components.
func (c config) read() (list []component, err error) {
	files, err := filepath.Glob(filepath.Join(c.components, "*.txt"))
	if err != nil || len(files) == 0 {
		return nil, errors.Join(err, errors.New("there are no components"))
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		library := strings.TrimSuffix(filepath.Base(file), ".txt")
		head, rest, _ := strings.Cut(string(data), "\n")
		for line := range strings.Lines(rest) {
			name, markup, found := strings.Cut(strings.TrimSpace(line), ": ")
			if name = library + "/" + name; found && strings.HasPrefix(name, c.only) {
				list = append(list, component{name, "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>" + name + "</title>" + head + markup})
			}
		}
	}
	return list, nil
}

// serve serves the components and the libraries.
func (c config) serve(list []component) *httptest.Server {
	mux := http.NewServeMux()
	mux.Handle("/lib/", http.StripPrefix("/lib/", http.FileServer(http.Dir(c.modules))))
	for _, one := range list {
		mux.HandleFunc("/page/"+one.name, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			_, _ = w.Write([]byte(one.page))
		})
	}
	return httptest.NewServer(mux)
}

// line is what is read of a line of `tearsheet capture --json`.
type line struct {
	URL, Dir string
	Coverage struct {
		Formats map[string]struct{ Differs *float64 }
	}
	Error *struct{ Message string }
}

// capture captures all components and opens what came of them.
func (c config) capture(ctx context.Context, base string, list []component) (results []result, err error) {
	args := []string{"capture", "--json", "--save", "html,mhtml", "--check-formats", "--archive", c.work, "--concurrency", fmt.Sprint(c.concurrency)}
	for _, one := range list {
		args = append(args, base+"/page/"+one.name)
	}
	cmd := exec.CommandContext(ctx, c.tearsheet, args...)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	dirs := map[string]string{} // of the snapshots, by name
	lines := bufio.NewScanner(out)
	lines.Buffer(nil, 64<<20)
	for lines.Scan() {
		var l line
		if err := json.Unmarshal(lines.Bytes(), &l); err != nil {
			return nil, err
		}
		r := result{strings.TrimPrefix(l.URL, base+"/page/"), [3]float64{-1, -1, -1}}
		for i, format := range []string{"html", "mhtml"} {
			if d := l.Coverage.Formats[format].Differs; d != nil {
				r.shares[i] = *d
			}
		}
		if l.Error != nil {
			fmt.Fprintln(os.Stderr, r.name+":", l.Error.Message)
		}
		dirs[r.name] = l.Dir
		results = append(results, r)
	}
	_ = cmd.Wait() // each page has told
	if err := lines.Err(); err != nil || c.singleFile == "" {
		return results, err
	}
	return results, c.others(ctx, base, dirs, results)
}

// others has SingleFile make its files of the components, all in one run, and holds them
// against the pictures.
func (c config) others(ctx context.Context, base string, dirs map[string]string, results []result) error {
	out := filepath.Join(c.work, "others")
	if err := os.MkdirAll(out, 0o750); err != nil {
		return err
	}
	var urls strings.Builder
	for _, r := range results {
		fmt.Fprintln(&urls, base+"/page/"+r.name)
	}
	list := filepath.Join(c.work, "urls.txt")
	if err := os.WriteFile(list, []byte(urls.String()), 0o600); err != nil {
		return err
	}
	cmd := exec.CommandContext(ctx, c.singleFile, "--urls-file", list, "--output-directory", out, "--browser-executable-path", c.chrome, "--browser-width", "1280", "--browser-height", "800",
		"--max-parallel-workers", fmt.Sprint(c.concurrency), "--filename-template", "{url-pathname-flat}.html", "--browser-arg=--no-sandbox")
	if said, err := cmd.CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "single-file: %v: %s\n", err, said) // what it has made counts
	}
	b, err := browser.Launch(ctx, browser.Options{})
	if err != nil {
		return err
	}
	defer func() { _ = b.Close() }()
	for i, r := range results {
		// Names are flat there: page/a/b becomes page_a_b.
		files, _ := filepath.Glob(filepath.Join(out, "*"+strings.ReplaceAll(r.name, "/", "?")+".html"))
		if len(files) == 0 {
			continue
		}
		if results[i].shares[2], err = other(ctx, b, files[0], dirs[r.name]); err != nil {
			fmt.Fprintln(os.Stderr, r.name+":", err)
		}
	}
	return nil
}

// other holds one of SingleFile's files against the picture.
func other(ctx context.Context, b *browser.Browser, file, dir string) (float64, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return -1, err
	}
	picture, err := os.ReadFile(filepath.Join(dir, "screenshot.png"))
	if err != nil {
		return -1, err
	}
	shown, err := b.Look(ctx, "page.html", data, browser.Request{})
	if err != nil {
		return -1, err
	}
	compared, err := diff.Compare(diff.Side{Picture: picture}, diff.Side{Picture: shown.Picture}, diff.Options{})
	if err != nil || compared.Picture == nil {
		return -1, errors.Join(err, errors.New("there is no picture"))
	}
	return compared.Picture.Ratio, nil
}

// worst is how many components are named.
const worst = 10

// print prints the table, and the worst of each format.
func (c config) print(results []result) {
	fmt.Printf("%-12s %6s %10s %10s %10s %10s\n", "", "pages", "median", "95 %", "worst", "same")
	for i, tool := range tools {
		list := slices.DeleteFunc(slices.Clone(results), func(r result) bool { return r.shares[i] < 0 })
		if len(list) == 0 {
			continue
		}
		slices.SortFunc(list, func(a, b result) int {
			if a.shares[i] > b.shares[i] {
				return -1
			}
			return 1
		})
		same := 0
		for _, r := range list {
			if r.shares[i] == 0 {
				same++
			}
		}
		at := func(part float64) float64 { return 100 * list[int(float64(len(list)-1)*(1-part))].shares[i] }
		fmt.Printf("%-12s %6d %9.3f%% %9.3f%% %9.3f%% %10d\n", tool, len(list), at(0.5), at(0.95), at(1), same)
		for _, r := range list[:min(worst, len(list))] {
			if r.shares[i] > 0 {
				fmt.Printf("    %-30s %9.3f%%\n", r.name, 100*r.shares[i])
			}
		}
	}
}
