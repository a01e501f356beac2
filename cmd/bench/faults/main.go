// Command faults captures pages that go wrong, one of each kind, and tells what came of it:
//
//	faults [-only PATTERN]   each with a page beside it with which all is well; the table
//	faults -soak N           N pages in one run, a hostile one among so many
//	faults -recordings N     N broken recordings, each replayed in a run of its own
//
// It serves the pages itself. It fails where one ended in another way than it should, or a
// page beside it was lost.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"regexp"
	"time"

	"github.com/tearsheet/tearsheet/browser/browsertest/faults"
)

type config struct {
	tearsheet   string
	only        *regexp.Regexp
	timeout     time.Duration
	concurrency int
	soak, every int
	save, pages string
	recordings  int
	seed        uint64
}

func main() {
	c := config{}
	only := flag.String("only", "", "names of faults, as a regular expression")
	flag.StringVar(&c.tearsheet, "tearsheet", "bin/tearsheet", "binary that captures")
	flag.DurationVar(&c.timeout, "timeout", 20*time.Second, "for each page")
	flag.IntVar(&c.concurrency, "concurrency", 2, "pages at a time")
	flag.IntVar(&c.soak, "soak", 0, "pages to capture in one run")
	flag.IntVar(&c.every, "every", 20, "of how many pages in a run one is hostile")
	flag.StringVar(&c.save, "save", "pdf,mhtml,thumbnail,console,html,wacz", "formats to keep in a run")
	flag.StringVar(&c.pages, "pages", "", "folder of pages with which all is well, each in a folder as source.html, for a run")
	flag.IntVar(&c.recordings, "recordings", 0, "broken recordings to replay")
	flag.Uint64Var(&c.seed, "seed", 1, "of chance, to have the same recordings again")
	flag.Parse()
	var err error
	if c.only, err = regexp.Compile(*only); err != nil {
		fmt.Fprintln(os.Stderr, "faults:", err)
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, c); err != nil {
		fmt.Fprintln(os.Stderr, "faults:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, c config) error {
	server, err := faults.Serve(c.pages)
	if err != nil {
		return err
	}
	defer server.Close()
	dir, err := os.MkdirTemp("", "faults-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }() // it is in the temp folder
	switch {
	case c.soak > 0:
		return soak(ctx, c, server, dir)
	case c.recordings > 0:
		return recordings(ctx, c, server, dir)
	}
	return table(ctx, c, server, dir)
}
