package cli

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/polite"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/robots"
)

// politeFlags say how sites are visited.
type politeFlags struct {
	perHost int
	delay   time.Duration
	retries int
	robots  bool
}

func (o *politeFlags) addFlags(flags *pflag.FlagSet) { o.add(flags, 0, 0) }

// addFleetFlags adds them for pages that many workers capture, where nobody sits by: they are
// tried again, and a host is not met by all workers at once, unless that is asked for.
func (o *politeFlags) addFleetFlags(flags *pflag.FlagSet) { o.add(flags, 2, 3) }

func (o *politeFlags) add(flags *pflag.FlagSet, perHost, retries int) {
	flags.IntVar(&o.perHost, "per-host", perHost, "pages of one host at the same time (0: any number)")
	flags.DurationVar(&o.delay, "delay", 0, "time between the starts of two pages of one host")
	flags.IntVar(&o.retries, "retries", retries, "further tries for what may pass: no connection, 429, 503, a crash ...")
	flags.BoolVar(&o.robots, "robots", false, "leave out what robots.txt does not allow, and keep its crawl-delay")
}

func (o *politeFlags) validate() error {
	switch {
	case o.perHost < 0:
		return usagef("--per-host %d: use 0 or more", o.perHost)
	case o.delay < 0:
		return usagef("--delay %s: use 0s or more", o.delay)
	case o.retries < 0 || o.retries > 20:
		return usagef("--retries %d: use 0 to 20", o.retries)
	}
	return nil
}

// gate lets visits to sites begin as the flags ask for it.
type gate struct {
	hosts *polite.Hosts
	rules *robots.Rules // nil if robots.txt does not count
}

func (o *politeFlags) gate(of *optionFlags) (gate, error) {
	g := gate{hosts: polite.New(o.perHost, o.delay)}
	if o.robots {
		client, err := of.client(robots.Patience)
		if err != nil {
			return g, err
		}
		g.rules = robots.New(client, "tearsheet")
	}
	return g, nil
}

// forbidden is the failure of a page that robots.txt does not allow.
type forbidden struct{ why string }

func (e forbidden) Error() string { return e.why }

// Kind is that of a page that a site keeps from us.
func (e forbidden) Kind() string { return string(browser.KindBlocked) }

// enter waits until a page may be visited; leave must follow.
func (g gate) enter(ctx context.Context, address string) (leave func(), err error) {
	var delay time.Duration
	if g.rules != nil && !strings.HasPrefix(address, "file:") {
		verdict, err := g.rules.Check(ctx, address)
		switch {
		case err != nil:
			return nil, fmt.Errorf("robots.txt: %w", err)
		case !verdict.Allowed:
			return nil, forbidden{verdict.Why}
		}
		delay = verdict.Delay
	}
	return g.hosts.Enter(ctx, address, delay)
}
