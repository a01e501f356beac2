//go:build linux

package main

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"
	"sync"
	"time"
)

// sort is one sort of request that readers make, of a snapshot that is there.
type sort struct {
	name string
	at   func(chance *rand.Rand, id string) string
}

func word(chance *rand.Rand) string { return words[chance.IntN(len(words))] }

var sorts = []sort{
	{"gallery: newest", func(*rand.Rand, string) string { return "/" }},
	{"gallery: search", func(c *rand.Rand, _ string) string { return "/?q=" + word(c) }},
	{"gallery: as typed", func(c *rand.Rand, _ string) string { return "/?part&typed&q=" + word(c)[:4] }},
	{"gallery: snapshot", func(_ *rand.Rand, id string) string { return "/snapshot/" + id }},
	{"gallery: thumbnail", func(_ *rand.Rand, id string) string { return "/snapshot/" + id + "/thumbnail" }},
	{"gallery: timeline", func(_ *rand.Rand, id string) string { return "/page/" + path.Dir(id) }},
	{"gallery: runs", func(*rand.Rand, string) string { return "/runs" }},
	{"api: snapshots", func(*rand.Rand, string) string { return "/v1/snapshots" }},
	{"api: snapshot", func(_ *rand.Rand, id string) string { return "/v1/snapshots/" + url.PathEscape(id) }},
	{"api: search", func(c *rand.Rand, _ string) string { return "/v1/search?q=" + word(c) }},
	{"api: manifest", func(_ *rand.Rand, id string) string { return "/v1/snapshots/" + url.PathEscape(id) + "/files/manifest" }},
	{"api: picture", func(_ *rand.Rand, id string) string {
		return "/v1/snapshots/" + url.PathEscape(id) + "/files/screenshot"
	}},
	{"api: page", func(_ *rand.Rand, id string) string {
		return "/v1/snapshots/" + url.PathEscape(id) + "/files/dom"
	}},
	{"api: verify", func(_ *rand.Rand, id string) string { return "/v1/snapshots/" + url.PathEscape(id) + "/verify" }},
}

// tally is what came of requests.
type tally struct {
	sync.Mutex
	took   map[string][]time.Duration
	faults map[string]int
	jobs   []string // that were accepted
	ids    []string // snapshots that are there
}

func (t *tally) add(name string, a answer, err error, good ...int) {
	t.Lock()
	defer t.Unlock()
	switch {
	case err != nil:
		t.faults[name+": "+err.Error()]++
	case !slices.Contains(good, a.status):
		t.faults[fmt.Sprintf("%s: %d %.200s", name, a.status, a.body)]++
	default:
		t.took[name] = append(t.took[name], a.took)
	}
}

// read has clients read for a time, while pages are captured.
func read(ctx context.Context, c config, s *server) error {
	t := &tally{took: map[string][]time.Duration{}, faults: map[string]int{}}
	for n := range 5 { // something to read, and a Chrome that runs
		a, err := s.ask(ctx, http.MethodPost, "/v1/captures?wait=100s", fmt.Appendf(nil, `{"url":"%s/page/%d"}`, s.pages, 1000+n), http.Header{"Content-Type": {"application/json"}})
		if err != nil || a.status != http.StatusOK {
			return fmt.Errorf("no capture: %d %s %w", a.status, a.body, err)
		}
	}
	if err := s.refresh(ctx, t); err != nil {
		return err
	}
	before, err := s.look(ctx)
	if err != nil {
		return err
	}
	fmt.Println("at start:", before)

	timed, cancel := context.WithTimeout(ctx, c.time)
	defer cancel()
	turns := make(chan int) // the captures, one after the other over the time
	go func() {
		defer close(turns)
		for n := range c.captures {
			select {
			case turns <- n:
			case <-timed.Done():
				return
			}
			select {
			case <-time.After(c.time * 9 / 10 / time.Duration(c.captures)):
			case <-timed.Done():
				return
			}
		}
	}()
	var clients sync.WaitGroup
	for client := range c.clients {
		clients.Go(func() {
			chance := rand.New(rand.NewPCG(c.seed, uint64(client))) //nolint:gosec // it is to be the same for a seed
			s.act(timed, ctx, c, t, turns, chance)
		})
	}
	clients.Go(func() {
		for tick := time.NewTicker(c.time / 10); ; {
			select {
			case <-tick.C:
				if is, err := s.look(ctx); err == nil {
					fmt.Printf("%s: %v\n", is.at.Format(time.TimeOnly), is)
				}
			case <-timed.Done():
				return
			}
		}
	})
	clients.Wait()
	busy, err := s.look(ctx)
	if err != nil {
		return err
	}
	fmt.Println("at the end:", busy)
	begun := time.Now()
	ends, err := s.await(ctx, t.jobs)
	if err != nil {
		return err
	}
	fmt.Printf("captures: %d accepted, %v, the last %.0f s after the readers\n", len(t.jobs), ends, time.Since(begun).Seconds())
	s.client.CloseIdleConnections()
	after, err := s.settled(ctx, before)
	if err != nil {
		return err
	}
	fmt.Println("after it:", after)
	return t.print(c.time)
}

// act is what one client does: it reads, and asks for a capture when it is its turn.
func (s *server) act(timed, ctx context.Context, c config, t *tally, turns <-chan int, chance *rand.Rand) {
	for timed.Err() == nil {
		select {
		case n, ok := <-turns:
			if !ok {
				turns = nil
				continue
			}
			j, a, err := s.capture(ctx, fmt.Sprintf(`{"url":"%s/page/%d"}`, s.pages, n))
			t.add("capture: ask", a, err, http.StatusAccepted, http.StatusOK)
			if j.ID != "" {
				t.Lock()
				t.jobs = append(t.jobs, j.ID)
				t.Unlock()
			}
		default:
			sort := sorts[chance.IntN(len(sorts))]
			t.Lock()
			id := t.ids[chance.IntN(len(t.ids))]
			t.Unlock()
			a, err := s.ask(ctx, http.MethodGet, sort.at(chance, id), nil, nil)
			t.add(sort.name, a, err, http.StatusOK)
			if sort.name == "api: snapshots" && err == nil {
				t.keep(a.body)
			}
		}
		select {
		case <-time.After(time.Duration(chance.Int64N(int64(c.think) + 1))):
		case <-timed.Done():
		}
	}
}

func (s *server) refresh(ctx context.Context, t *tally) error {
	a, err := s.ask(ctx, http.MethodGet, "/v1/snapshots", nil, nil)
	if err != nil {
		return err
	}
	if t.keep(a.body); len(t.ids) == 0 {
		return fmt.Errorf("no snapshots: %s", a.body)
	}
	return nil
}

// keep keeps the ids of a list of snapshots.
func (t *tally) keep(list []byte) {
	var l struct{ Snapshots []struct{ ID string } }
	if json.Unmarshal(list, &l) != nil || len(l.Snapshots) == 0 {
		return
	}
	t.Lock()
	defer t.Unlock()
	t.ids = t.ids[:0]
	for _, e := range l.Snapshots {
		t.ids = append(t.ids, e.ID)
	}
}

// await waits for jobs to end and counts how they did.
func (s *server) await(ctx context.Context, ids []string) (map[string]int, error) {
	ends := map[string]int{}
	for _, id := range ids {
		for {
			a, err := s.ask(ctx, http.MethodGet, "/v1/captures/"+id+"?wait=30s", nil, nil)
			if err != nil {
				return ends, err
			}
			var j job
			if a.status != http.StatusOK || json.Unmarshal(a.body, &j) != nil {
				ends[fmt.Sprintf("lost (%d)", a.status)]++
				break
			}
			if j.Status != "queued" && j.Status != "running" {
				ends[j.Status]++
				break
			}
		}
	}
	return ends, nil
}

// print writes the table and fails where anything did.
func (t *tally) print(over time.Duration) error {
	var all []time.Duration
	names := make([]string, 0, len(t.took))
	for name, took := range t.took {
		names = append(names, name)
		if !strings.HasPrefix(name, "capture") {
			all = append(all, took...)
		}
	}
	slices.Sort(names)
	t.took["all reads"] = all
	fmt.Printf("%-20s %8s %9s %9s %9s\n", "", "answers", "p50 ms", "p99 ms", "most ms")
	for _, name := range append(names, "all reads") {
		took := t.took[name]
		if len(took) == 0 {
			continue
		}
		slices.Sort(took)
		ms := func(d time.Duration) float64 { return d.Seconds() * 1000 }
		fmt.Printf("%-20s %8d %9.1f %9.1f %9.1f\n", name, len(took), ms(took[len(took)/2]), ms(took[len(took)*99/100]), ms(took[len(took)-1]))
	}
	fmt.Printf("%.1f reads a second\n", float64(len(all))/over.Seconds())
	for fault, n := range t.faults {
		fmt.Printf("%d × %s\n", n, fault)
	}
	if len(t.faults) > 0 {
		return fmt.Errorf("%d sorts of wrong answers", len(t.faults))
	}
	return nil
}
