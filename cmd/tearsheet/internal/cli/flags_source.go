package cli

import (
	"context"
	"iter"
	"net/http"
	"strings"

	"github.com/spf13/pflag"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/input"
)

// sourceFlags say where the addresses come from.
type sourceFlags struct {
	from     []string
	sitemaps []string
	feeds    []string
	serve    string
}

func (o *sourceFlags) addFlags(flags *pflag.FlagSet) {
	o.addListFlags(flags)
	flags.StringVar(&o.serve, "serve", "", "folder to serve on this machine for the run; arguments are then paths in it")
}

// addListFlags adds those of lists alone.
func (o *sourceFlags) addListFlags(flags *pflag.FlagSet) {
	flags.StringArrayVar(&o.from, "from", nil, "file of addresses, one a line; - is standard input (repeatable)")
	flags.StringArrayVar(&o.sitemaps, "sitemap", nil, "address or file of a sitemap or an index of sitemaps (repeatable)")
	flags.StringArrayVar(&o.feeds, "feed", nil, "address or file of an RSS, Atom or JSON feed (repeatable)")
}

func (o *sourceFlags) validate(args []string) error {
	if o.none(args) {
		return usagef("nothing to capture: give an address, or --from, --sitemap, --feed or --serve")
	}
	return nil
}

// none tells whether nothing says what to capture.
func (o *sourceFlags) none(args []string) bool {
	return len(args)+len(o.from)+len(o.sitemaps)+len(o.feeds) == 0 && o.serve == ""
}

// client fetches sitemaps and feeds as the browser would; nil where there are none, or any
// client does.
func (o *sourceFlags) client(of *optionFlags) (*http.Client, error) {
	if len(o.sitemaps)+len(o.feeds) == 0 {
		return nil, nil
	}
	return of.client(input.Patience)
}

// targets gives the pages to capture; site is where a served folder is, or nil, and client
// what fetches lists of them, or nil.
func (o *sourceFlags) targets(ctx context.Context, a *app, site *localSite, args []string, allowFile bool, client *http.Client) iter.Seq2[input.Target, error] {
	if site != nil {
		args = site.addresses(args)
	}
	return input.Targets(ctx, input.Options{
		Args: args, From: o.from, Sitemaps: o.sitemaps, Feeds: o.feeds,
		Stdin: a.In, AllowFile: allowFile, Client: client, UserAgent: "tearsheet/" + strings.TrimPrefix(version(), "v"),
	})
}
