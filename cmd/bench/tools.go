//go:build linux

package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"
)

// round is one run of a tool over the pages.
type round struct {
	ctx         context.Context
	chrome      string // the browser, the same for all
	unboxed     string // the same, without its sandbox, for a peer that cannot be told
	self        string // this program
	tearsheet   string
	peers       string // folder in which the peers are installed
	concurrency int
	urls        []string
	lazy        map[string]bool // pages of which some comes only when it is in view: the floor knows
	out         string          // folder for what the tool makes
	temp        string          // its temp folder
	log         *os.File
	group       *group // nil where there can be none
}

// tool is something that captures pages.
type tool struct {
	name         string
	dom, picture bool   // what it makes
	needs        string // a file in the folder of the peers, without which it is left out
	run          func(r *round) (map[string]got, error)
}

// tools are all that are known, in the order of the table.
var tools = []tool{
	{"floor", true, true, "", floorRun},
	{"tearsheet", true, true, "", tearsheetRun},
	{"playwright", true, true, "node_modules/playwright-core", script("playwright.mjs")},
	{"puppeteer", true, true, "node_modules/puppeteer-core", script("puppeteer.mjs")},
	{"single-file", true, false, "node_modules/.bin/single-file", singleFileRun},
	{"capture-website", false, true, "node_modules/.bin/capture-website", captureWebsiteRun},
	{"pageres", false, true, "node_modules/.bin/pageres", pageresRun},
	{"chrome", true, true, "", chromeRun},
}

// lines runs a command that prints a line of JSON a page.
func lines(r *round, read func(line []byte) (url string, g got, err error), name string, args ...string) (map[string]got, error) {
	cmd := r.command(name, args...)
	out, err := cmd.Output()
	all := map[string]got{}
	text := bufio.NewScanner(bytes.NewReader(out))
	text.Buffer(nil, 64<<20)
	for text.Scan() {
		url, g, lineErr := read(text.Bytes())
		if lineErr != nil {
			return all, fmt.Errorf("%s: %w", text.Text(), lineErr)
		}
		all[url] = g
	}
	return all, err
}

func tearsheetRun(r *round) (map[string]got, error) {
	read := func(line []byte) (string, got, error) {
		var l struct {
			URL, Dir string
			Files    map[string]string
			Timings  struct{ Total, Extract, Store float64 }
		}
		err := json.Unmarshal(line, &l)
		file := func(kind string) string { return filepath.Join(l.Dir, l.Files[kind]) }
		return l.URL, got{file("dom"), file("screenshot"), l.Timings.Total + l.Timings.Extract + l.Timings.Store}, err
	}
	list := filepath.Join(r.temp, "urls.txt")
	if err := os.WriteFile(list, []byte(strings.Join(r.urls, "\n")), 0o644); err != nil {
		return nil, err
	}
	return lines(r, read, r.tearsheet, "capture", "--json", "--log-level", "error", "--archive", r.out,
		"--concurrency", strconv.Itoa(r.concurrency), "--chrome", r.chrome, "--from", list)
}

// scriptLine is what our scripts and the floor print for a page.
type scriptLine struct {
	URL     string  `json:"url"`
	DOM     string  `json:"dom"`
	Picture string  `json:"picture"`
	Millis  float64 `json:"ms"`
}

func readScriptLine(line []byte) (string, got, error) {
	var l scriptLine
	err := json.Unmarshal(line, &l)
	return l.URL, got{l.DOM, l.Picture, l.Millis}, err
}

// script runs a script of ours for a peer, which gets its folder, the browser, how many
// pages to do at the same time, where to put them, and their addresses.
func script(name string) func(r *round) (map[string]got, error) {
	return func(r *round) (map[string]got, error) {
		args := append([]string{filepath.Join(r.peers, name), r.chrome, strconv.Itoa(r.concurrency), r.out}, r.urls...)
		return lines(r, readScriptLine, "node", args...)
	}
}

func floorRun(r *round) (map[string]got, error) {
	args := []string{"floor", r.chrome, strconv.Itoa(r.concurrency), r.out}
	for _, u := range r.urls {
		height := floorWindow
		if r.lazy[u] {
			height = floorTallWindow
		}
		args = append(args, fmt.Sprintf("%d %s", height, u))
	}
	return lines(r, readScriptLine, r.self, args...)
}

func singleFileRun(r *round) (map[string]got, error) {
	list := filepath.Join(r.temp, "urls.txt")
	if err := os.WriteFile(list, []byte(strings.Join(r.urls, "\n")), 0o644); err != nil {
		return nil, err
	}
	cmd := r.command(filepath.Join(r.peers, "node_modules/.bin/single-file"),
		"--urls-file", list, "--output-directory", r.out, "--browser-executable-path", r.chrome,
		"--max-parallel-workers", strconv.Itoa(r.concurrency), "--filename-template", "{url-pathname-flat}.html", "--browser-arg=--no-sandbox")
	cmd.Stdout = r.log
	err := cmd.Run()
	return byName(r, "", ".html"), err
}

func pageresRun(r *round) (map[string]got, error) {
	cmd := r.command(filepath.Join(r.peers, "node_modules/.bin/pageres"), append(r.urls, "1280x720", "--filename=<%= url %>", "--overwrite")...)
	cmd.Dir = r.out
	cmd.Stdout = r.log
	err := cmd.Run()
	return byName(r, ".png", ""), err
}

// byName finds the files of pages whose names hold the page's.
func byName(r *round, picture, dom string) map[string]got {
	all := map[string]got{}
	entries, _ := os.ReadDir(r.out) // nothing was made where there is none
	for _, u := range r.urls {
		name := u[strings.LastIndexByte(u, '/')+1:]
		for _, e := range entries {
			stem := strings.TrimSuffix(e.Name(), filepath.Ext(e.Name()))
			if stem != name && !strings.HasSuffix(stem, "_"+name) && !strings.HasSuffix(stem, "!"+name) {
				continue
			}
			path := filepath.Join(r.out, e.Name())
			switch filepath.Ext(e.Name()) {
			case picture:
				all[u] = got{picture: path}
			case dom:
				all[u] = got{dom: path}
			}
		}
	}
	return all
}

// each runs a process a page, as many at the same time as are allowed.
func each(r *round, do func(url, stem string) (got, error)) (map[string]got, error) {
	all := map[string]got{}
	var mu sync.Mutex
	var failed error
	queue := make(chan string)
	var workers sync.WaitGroup
	for range r.concurrency {
		workers.Go(func() {
			for u := range queue {
				begun := time.Now()
				g, err := do(u, filepath.Join(r.out, u[strings.LastIndexByte(u, '/')+1:]))
				g.millis = float64(time.Since(begun).Milliseconds())
				mu.Lock()
				all[u] = g
				if err != nil {
					failed = fmt.Errorf("%s: %w", u, err)
				}
				mu.Unlock()
			}
		})
	}
	for _, u := range r.urls {
		queue <- u
	}
	close(queue)
	workers.Wait()
	return all, failed
}

func captureWebsiteRun(r *round) (map[string]got, error) {
	options := fmt.Sprintf(`{"executablePath":%q,"headless":"shell","args":["--no-sandbox"]}`, r.chrome)
	return each(r, func(u, stem string) (got, error) {
		cmd := r.command(filepath.Join(r.peers, "node_modules/.bin/capture-website"), u, "--full-page", "--output="+stem+".png", "--launch-options="+options)
		cmd.Stdout = r.log
		return got{picture: stem + ".png"}, cmd.Run()
	})
}

func chromeRun(r *round) (map[string]got, error) {
	return each(r, func(u, stem string) (got, error) {
		profile, err := os.MkdirTemp(r.temp, "profile-*")
		if err != nil {
			return got{}, err
		}
		cmd := r.command(r.chrome, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--window-size=1280,720",
			"--user-data-dir="+profile, "--dump-dom", "--screenshot="+stem+".png", u)
		dom, err := cmd.Output()
		if werr := os.WriteFile(stem+".html", dom, 0o644); werr != nil {
			return got{}, werr
		}
		return got{dom: stem + ".html", picture: stem + ".png"}, err
	})
}
