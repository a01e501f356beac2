//go:build linux

// Command load holds a server (`tearsheet serve`) under what many clients do, and tells what
// came of it:
//
//	load read    clients that read for a time, while pages are captured
//	load flood   a great many captures asked for at once
//	load fuzz    requests made from the server's own /openapi.json, right ones and wrong ones
//
// It starts the server itself, over an archive of its own, and serves the pages that are
// captured. It fails where the server gave a wrong answer or lost something.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"time"
)

type config struct {
	tearsheet, archive string
	clients            int
	captures           int
	time, think        time.Duration
	seed               uint64
}

// kinds are the sorts of load.
var kinds = map[string]func(context.Context, config, *server) error{"read": read, "flood": flood, "fuzz": fuzz}

func main() {
	var c config
	flag.StringVar(&c.tearsheet, "tearsheet", "bin/tearsheet", "binary whose server it is")
	flag.StringVar(&c.archive, "archive", "", "its archive (a new one)")
	flag.IntVar(&c.clients, "clients", 50, "clients at the same time")
	flag.IntVar(&c.captures, "captures", 200, "captures that are asked for in all")
	flag.DurationVar(&c.time, "time", 5*time.Minute, "how long it takes")
	flag.DurationVar(&c.think, "think", 500*time.Millisecond, "longest pause of a reader between two requests")
	flag.Uint64Var(&c.seed, "seed", uint64(time.Now().UnixNano()), "of chance, to have the same again")
	flag.Usage = func() {
		fmt.Fprintln(os.Stderr, "usage: load [flags] read | flood | fuzz")
		flag.PrintDefaults()
	}
	flag.Parse()
	kind, ok := kinds[flag.Arg(0)]
	if !ok || flag.NArg() > 1 {
		flag.Usage()
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, c, kind); err != nil {
		fmt.Fprintln(os.Stderr, "load:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, c config, kind func(context.Context, config, *server) error) error {
	s, err := startServer(ctx, c)
	if err != nil {
		return err
	}
	defer s.stop()
	return kind(ctx, c, s)
}
