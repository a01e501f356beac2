//go:build linux

package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"
)

// finding is a sort of wrong answer: how often it came, and for which request first.
type finding struct {
	times int
	first string
}

type findings struct {
	sync.Mutex
	of       map[string]*finding
	statuses map[int]int
	requests int
}

func (f *findings) add(o *operation, r request, a answer, err error) {
	f.Lock()
	defer f.Unlock()
	f.requests++
	f.statuses[a.status]++
	what := ""
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		f.statuses[0]++
		return // the client has gone
	case err != nil:
		what = "no answer: " + err.Error()
	default:
		what = o.wrong(r.method, a)
	}
	if what == "" {
		return
	}
	key := fmt.Sprintf("%s %s: %d: %.150s", o.method, o.path, a.status, what)
	if f.of[key] == nil {
		f.of[key] = &finding{first: fmt.Sprintf("%v\n      -> %.300q", r, a.body)}
	}
	f.of[key].times++
}

// fuzz makes requests from the server's description of itself for a time, right ones and
// wrong ones, and checks each answer by it.
func fuzz(ctx context.Context, c config, s *server) error {
	a, err := s.ask(ctx, http.MethodGet, "/openapi.json", nil, nil)
	if err != nil {
		return err
	}
	spec, err := readSpec(a.body)
	if err != nil {
		return err
	}
	s.client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	t := &tally{took: map[string][]time.Duration{}, faults: map[string]int{}}
	for n := range 3 { // something to ask for, and a Chrome that runs
		j, a, err := s.capture(ctx, fmt.Sprintf(`{"url":"%s/page/%d"}`, s.pages, n))
		if err != nil || j.ID == "" {
			return fmt.Errorf("no capture: %d %s %w", a.status, a.body, err)
		}
		t.jobs = append(t.jobs, j.ID)
	}
	if _, err := s.await(ctx, t.jobs); err != nil {
		return err
	}
	if err := s.refresh(ctx, t); err != nil {
		return err
	}
	before, err := s.look(ctx)
	if err != nil {
		return err
	}
	fmt.Println("seed", c.seed, "at start:", before)
	f := &findings{of: map[string]*finding{}, statuses: map[int]int{}}
	timed, cancel := context.WithTimeout(ctx, c.time)
	defer cancel()
	var clients sync.WaitGroup
	for client := range c.clients {
		clients.Go(func() {
			chance := rand.New(rand.NewPCG(c.seed, uint64(client))) //nolint:gosec // it is to be the same for a seed
			m := maker{Rand: chance, pages: s.pages, ids: slices.Clone(t.ids), jobs: slices.Clone(t.jobs)}
			for n := 0; timed.Err() == nil; n++ {
				o := spec[m.IntN(len(spec))]
				r := m.request(o)
				patience, cancel := context.WithTimeout(ctx, 10*time.Second)
				a, err := s.ask(patience, r.method, r.target, r.body, r.header)
				cancel()
				f.add(o, r, a, err)
				if n%200 == 0 {
					if a, err := s.ask(ctx, http.MethodGet, "/healthz", nil, nil); err != nil || a.status != http.StatusOK {
						f.add(o, request{method: "GET", target: "/healthz"}, a, errors.Join(errors.New("it is not well"), err))
					}
				}
			}
		})
	}
	clients.Wait()
	fmt.Printf("%d requests: %v\n", f.requests, f.statuses)
	for _, key := range slices.Sorted(maps.Keys(f.of)) {
		fmt.Printf("%d × %s\n      %s\n", f.of[key].times, key, f.of[key].first)
	}
	s.client.CloseIdleConnections()
	after, err := s.settled(ctx, before)
	if err != nil {
		return err
	}
	fmt.Println("at the end:", after)
	if len(f.of) > 0 {
		return fmt.Errorf("%d findings", len(f.of))
	}
	return nil
}

// settled waits until what runs has ended and the server is back to the goroutines that it
// had, and fails where it never is.
func (s *server) settled(ctx context.Context, before state) (is state, err error) {
	for range 60 {
		if is, err = s.look(ctx); err != nil || is.goroutines <= before.goroutines+10 {
			return is, err
		}
		time.Sleep(2 * time.Second)
	}
	return is, fmt.Errorf("%d goroutines were %d before", is.goroutines, before.goroutines)
}

// request is one that the fuzzer makes.
type request struct {
	method, target string
	header         http.Header
	body           []byte
}

func (r request) String() string {
	return strings.TrimSpace(fmt.Sprintf("%s %.300s %.300v %.300q", r.method, r.target, r.header, r.body))
}
