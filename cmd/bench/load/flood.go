//go:build linux

package main

import (
	"context"
	"fmt"
	"net/http"
	"sync"
)

// flood asks for captures all at once, more than may wait, and looks at what becomes of
// those that were accepted. Nothing answers at their addresses: they end soon.
func flood(ctx context.Context, c config, s *server) error {
	first, a, err := s.capture(ctx, fmt.Sprintf(`{"url":"%s/page/0"}`, s.pages)) // a Chrome that runs
	if err != nil || first.ID == "" {
		return fmt.Errorf("no capture: %d %s %w", a.status, a.body, err)
	}
	if _, err := s.await(ctx, []string{first.ID}); err != nil {
		return err
	}
	before, err := s.look(ctx)
	if err != nil {
		return err
	}
	fmt.Println("at start:", before)
	var (
		mu       sync.Mutex
		accepted []string
		statuses = map[string]int{}
		asking   sync.WaitGroup
		turns    = make(chan int)
	)
	for range c.clients {
		asking.Go(func() {
			for n := range turns {
				j, a, err := s.capture(ctx, fmt.Sprintf(`{"url":"http://127.0.0.1:1/%d"}`, n))
				said := fmt.Sprint(a.status)
				switch {
				case err != nil:
					said = err.Error()
				case a.status == http.StatusTooManyRequests && a.header.Get("Retry-After") == "":
					said += " without Retry-After"
				}
				mu.Lock()
				statuses[said]++
				if j.ID != "" {
					accepted = append(accepted, j.ID)
				}
				mu.Unlock()
			}
		})
	}
	for n := range c.captures {
		turns <- n
	}
	close(turns)
	asking.Wait()
	is, err := s.look(ctx)
	if err != nil {
		return err
	}
	fmt.Printf("%d asked: %v\nafter the flood: %v\n", c.captures, statuses, is)
	ends, err := s.await(ctx, accepted)
	if err != nil {
		return err
	}
	fmt.Printf("%d accepted: %v\n", len(accepted), ends)
	s.client.CloseIdleConnections()
	if is, err = s.settled(ctx, before); err != nil {
		return err
	}
	fmt.Println("at the end:", is)
	if statuses["202"]+statuses["200"]+statuses["429"] != c.captures {
		return fmt.Errorf("wrong answers: %v", statuses)
	}
	if ends["failed"]+ends["done"] != len(accepted) {
		return fmt.Errorf("jobs were lost: %v", ends)
	}
	return nil
}
