package cli

import (
	"errors"
	"regexp"
	"strings"

	"github.com/spf13/pflag"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/crawl"
)

// crawlFlags say how far a crawl goes from the pages that are given.
type crawlFlags struct {
	scope    string
	depth    int
	limit    int
	in, out  []string
	sitemaps bool
}

func (o *crawlFlags) addFlags(flags *pflag.FlagSet) {
	flags.StringVar(&o.scope, "crawl", "", "visit what the pages lead to as well, within the scope "+strings.Join(crawl.Scopes, ", ")+" (--crawl=host)")
	flags.Lookup("crawl").NoOptDefVal = string(crawl.ScopePrefix)
	flags.IntVar(&o.depth, "crawl-depth", -1, "links away from the given pages that a crawl goes (-1: any number)")
	flags.IntVar(&o.limit, "crawl-limit", 0, "pages that a crawl captures (0: any number)")
	flags.StringArrayVar(&o.in, "crawl-include", nil, "regular expression of which addresses must match one to be visited (repeatable)")
	flags.StringArrayVar(&o.out, "crawl-exclude", nil, "regular expression of addresses that are not visited (repeatable)")
	flags.BoolVar(&o.sitemaps, "crawl-sitemap", false, "begin with the pages in the sites' own sitemaps, too")
}

// is tells whether there is a crawl at all.
func (o *crawlFlags) is() bool { return o.scope != "" }

// without refuses flags that mean nothing without --crawl.
func (o *crawlFlags) without(flags *pflag.FlagSet) error {
	for _, name := range []string{"crawl-depth", "crawl-limit", "crawl-include", "crawl-exclude", "crawl-sitemap"} {
		if !o.is() && flags.Changed(name) {
			return usagef("--%s is of use with --crawl only", name)
		}
	}
	return nil
}

// rules are the rules that the flags ask for.
func (o *crawlFlags) rules(polite bool) (r crawl.Rules, err error) {
	r = crawl.Rules{Scope: crawl.Scope(o.scope), Depth: o.depth, Limit: o.limit, NoFollow: polite}
	compile := func(flag string, texts []string) (list []*regexp.Regexp) {
		for _, text := range texts {
			one, wrong := regexp.Compile(text)
			if wrong != nil {
				err = errors.Join(err, usagef("--%s: %w", flag, wrong))
				continue
			}
			list = append(list, one)
		}
		return list
	}
	r.In, r.Out = compile("crawl-include", o.in), compile("crawl-exclude", o.out)
	if err == nil {
		if wrong := r.Validate(); wrong != nil {
			err = usagef("--crawl: %w", wrong)
		}
	}
	return r, err
}

// key tells crawls apart that begin with the same pages.
func (o *crawlFlags) key() []string {
	key := []string{"crawl", o.scope}
	return append(append(append(key, o.in...), ""), o.out...)
}

// Politeness of a crawl about which nothing is said.
const (
	crawlPerHost = 2
	crawlRetries = 2
)

// forCrawl makes visits what a site can expect of who visits all of it.
func (o *politeFlags) forCrawl(flags *pflag.FlagSet) {
	if !flags.Changed("robots") {
		o.robots = true
	}
	if !flags.Changed("per-host") {
		o.perHost = crawlPerHost
	}
	if !flags.Changed("retries") {
		o.retries = crawlRetries
	}
}
