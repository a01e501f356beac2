package main

import (
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// origin is many hosts on this machine that note who visits them, and when.
type origin struct {
	port  int
	began time.Time

	mu     sync.Mutex
	open   map[string]map[string]int // the requests of each page of each host that are open
	most   map[string]int            // pages of a host at the same time
	starts map[string][]time.Time    // of pages of a host
	loads  map[string]int            // of each page
}

// startOrigin serves so many hosts: 127.0.1.1 and those that follow.
func startOrigin(t *testing.T, hosts int) *origin {
	t.Helper()
	o := &origin{port: freePorts(t, 1)[0], began: time.Now(), open: map[string]map[string]int{}, most: map[string]int{}, starts: map[string][]time.Time{}, loads: map[string]int{}}
	for i := range hosts {
		l, err := net.Listen("tcp", fmt.Sprintf("%s:%d", o.host(i), o.port))
		if err != nil {
			t.Fatal(err)
		}
		s := httptest.NewUnstartedServer(o)
		s.Listener.Close()
		s.Listener = l
		s.Start()
		t.Cleanup(s.Close)
	}
	return o
}

func (o *origin) host(i int) string { return fmt.Sprintf("127.0.1.%d", i+1) }

func (o *origin) address(host, page int) string {
	return fmt.Sprintf("http://%s:%d/p/%d", o.host(host), o.port, page)
}

// ServeHTTP answers slowly, so that what is asked for at the same time can be seen.
func (o *origin) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	parts := strings.Split(r.URL.Path, "/")
	host, _, _ := net.SplitHostPort(r.Host)
	if len(parts) < 3 || parts[1] != "p" {
		http.NotFound(w, r)
		return
	}
	page, part := parts[2], len(parts) > 3
	o.enter(host, page, part)
	defer o.leave(host, page)
	slow := 100 * time.Millisecond
	if part {
		slow = 300 * time.Millisecond
	}
	select {
	case <-r.Context().Done():
		return
	case <-time.After(slow):
	}
	if part {
		w.Header().Set("Content-Type", "image/svg+xml")
		fmt.Fprint(w, `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100"><circle cx="50" cy="50" r="40"/></svg>`)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	fmt.Fprintf(w, `<!doctype html><title>Page %s of %s</title><link rel="icon" href="data:,"><h1>Page %[1]s</h1><img src="/p/%[1]s/picture" width="200" height="100"><p>What stands on this page is of no importance.`, page, host)
}

func (o *origin) enter(host, page string, part bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.open[host] == nil {
		o.open[host] = map[string]int{}
	}
	o.open[host][page]++
	o.most[host] = max(o.most[host], len(o.open[host]))
	if !part {
		o.starts[host] = append(o.starts[host], time.Now())
		o.loads[host+"/"+page]++
	}
}

func (o *origin) leave(host, page string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.open[host][page]--; o.open[host][page] == 0 {
		delete(o.open[host], page)
	}
}

// least is the shortest time between two starts of pages of a host.
func (o *origin) least(host string) time.Duration {
	o.mu.Lock()
	defer o.mu.Unlock()
	least := time.Hour
	slices.SortFunc(o.starts[host], time.Time.Compare)
	for i, at := range o.starts[host] {
		if i > 0 {
			least = min(least, at.Sub(o.starts[host][i-1]))
		}
	}
	return least
}

// visits counts the loads of pages, and those of pages that had been loaded before.
func (o *origin) visits() (all, again int) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, n := range o.loads {
		all += n
		again += n - 1
	}
	return all, again
}
