package polite

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// All time here is synctest's: it passes when every goroutine waits.

// visits starts a visit to each URL at once and says when each could start, in
// seconds. A visit takes as long as given.
func visits(t *testing.T, h *Hosts, urls []string, length time.Duration) map[string][]float64 {
	t.Helper()
	begin := time.Now()
	starts := map[string][]float64{}
	var mu sync.Mutex
	var wg sync.WaitGroup
	for _, url := range urls {
		wg.Go(func() {
			leave, err := h.Enter(t.Context(), url, 0)
			if err != nil {
				t.Error(err)
				return
			}
			defer leave()
			mu.Lock()
			starts[HostOf(url)] = append(starts[HostOf(url)], time.Since(begin).Seconds())
			mu.Unlock()
			time.Sleep(length)
		})
	}
	wg.Wait()
	for _, s := range starts {
		slices.Sort(s)
	}
	return starts
}

func urls(host string, n int) (list []string) {
	for i := range n {
		list = append(list, fmt.Sprintf("https://%s/%d", host, i))
	}
	return list
}

func TestAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		got := visits(t, New(2, 0), append(urls("a.example", 5), urls("b.example", 2)...), 10*time.Second)
		if !slices.Equal(got["a.example"], []float64{0, 0, 10, 10, 20}) || !slices.Equal(got["b.example"], []float64{0, 0}) {
			t.Errorf("visits began at %v", got)
		}
	})
}

func TestDelay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		got := visits(t, New(0, 3*time.Second), append(urls("A.example:8080", 4), urls("b.example", 2)...), time.Second)
		if !slices.Equal(got["a.example"], []float64{0, 3, 6, 9}) || !slices.Equal(got["b.example"], []float64{0, 3}) {
			t.Errorf("visits began at %v", got)
		}
	})
}

func TestLongerDelayOfTheSite(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := New(1, time.Second)
		begin := time.Now()
		for _, want := range []time.Duration{0, 5 * time.Second, 10 * time.Second} {
			leave, err := h.Enter(t.Context(), "https://a.example/", 5*time.Second)
			if err != nil {
				t.Fatal(err)
			}
			if got := time.Since(begin); got != want {
				t.Errorf("began after %s, want %s", got, want)
			}
			leave()
			leave() // harmless
		}
	})
}

func TestGivingUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		stop := errors.New("out of patience")
		h := New(1, time.Minute)
		leave, err := h.Enter(t.Context(), "https://a.example/", 0)
		if err != nil {
			t.Fatal(err)
		}
		give := func() error {
			ctx, cancel := context.WithTimeoutCause(t.Context(), time.Second, stop)
			defer cancel()
			_, err := h.Enter(ctx, "https://a.example/", 0)
			return err
		}
		if err := give(); !errors.Is(err, stop) {
			t.Errorf("waiting for a slot: %v", err)
		}
		leave()
		if err := give(); !errors.Is(err, stop) {
			t.Errorf("waiting for the delay: %v", err)
		}
		// Neither holds anything now.
		leave, err = h.Enter(t.Context(), "https://a.example/", 0)
		if err != nil {
			t.Fatal(err)
		}
		leave()
	})
}

func TestHostsAreForgotten(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := New(1, 0)
		for i := range 100 {
			visits(t, h, urls(fmt.Sprintf("site%d.example", i), 2), time.Second)
		}
		if n := len(h.hosts); n > 0 {
			t.Errorf("%d hosts are remembered", n)
		}
	})
}
