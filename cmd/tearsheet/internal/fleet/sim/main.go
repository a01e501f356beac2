// Command sim asks how a fleet does that nobody can afford to try: a million hosts, a thousand
// workers, failures. What it runs is the code that decides in real workers, packages frontier
// and politeness; the pages, the queue's servers and the time are made up. The same seed gives
// the same table.
//
//	go run ./cmd/tearsheet/internal/fleet/sim
//	go run ./cmd/tearsheet/internal/fleet/sim -hosts 100000 -workers 100,300 -hours 1
//
//	main.go   flags and the table    world.go  hosts: how many pages, how fast, which are down
//	sim.go    events and workers     board.go  the queue, with the time that its servers take
//	look.go   what a worker sees     tally.go  what came of it
package main

import (
	"flag"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"
)

// settings are what is asked for.
type settings struct {
	hosts   int
	pages   float64 // of a host, on average
	workers int
	slots   int
	atOnce  int
	apart   time.Duration
	lease   time.Duration
	hours   float64 // of made-up time, at most
	crash   time.Duration
	writes  float64 // that the servers of the queue take, a second
	seed    uint64
}

func main() {
	var s settings
	var workers string
	flag.IntVar(&s.hosts, "hosts", 1_000_000, "hosts that have pages")
	flag.Float64Var(&s.pages, "pages", 3, "pages of a host on average: most have one or two, some have thousands")
	flag.StringVar(&workers, "workers", "100,1000,3000,10000", "how many workers, a line of the table each")
	flag.IntVar(&s.slots, "slots", 6, "pages that a worker captures at the same time")
	flag.IntVar(&s.atOnce, "per-host", 2, "pages of a host at the same time")
	flag.DurationVar(&s.apart, "delay", time.Second, "time between the starts of two pages of a host")
	flag.DurationVar(&s.lease, "lease", 30*time.Second, "of a worker's jobs")
	flag.Float64Var(&s.hours, "hours", 0.5, "how long it goes on, unless all is done before")
	flag.DurationVar(&s.crash, "crash", 30*time.Minute, "how long a worker lives on average")
	flag.Float64Var(&s.writes, "writes", 5000, "changes that the servers of the queue make durable, a second")
	flag.Uint64Var(&s.seed, "seed", 1, "of all that is left to chance")
	flag.Parse()
	fmt.Println(heading)
	for text := range strings.SplitSeq(workers, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(text))
		if err != nil || n < 1 {
			fmt.Fprintf(os.Stderr, "sim: -workers %s\n", text)
			os.Exit(2)
		}
		s.workers = n
		fmt.Println(run(s))
	}
}
