package input

import (
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"iter"
	"net/http"
	"time"
)

// Target is one page to capture.
type Target struct {
	URL    string // ready to open: as given, with its scheme; where Err is set just as given
	Source string // where it was named: "argument", "list.txt:12", "sitemap https://..."
	Err    error  // why it cannot be captured; of kind "invalid_url"
	Job    string // what a list says of it besides, as JSON; empty: nothing
}

// Options say where the targets come from. They are read in this order.
type Options struct {
	Args     []string // addresses
	From     []string // files of addresses, one a line; "-" is Stdin
	Sitemaps []string // addresses or files of sitemaps and of indexes of them
	Feeds    []string // addresses or files of RSS, Atom and JSON feeds

	Stdin     io.Reader
	AllowFile bool         // take file:// addresses
	Client    *http.Client // fetches sitemaps and feeds; one with a timeout of a minute by default
	UserAgent string       // of these fetches
}

// Patience is how long a sitemap or feed may take to come.
const Patience = time.Minute

// Targets gives each page once. An error beside a target is that of a whole
// source (a file that is not there, a sitemap that cannot be read), named in its
// text; the loop may go on with what else there is. It ends when ctx does.
func Targets(ctx context.Context, opts Options) iter.Seq2[Target, error] {
	if opts.Client == nil {
		opts.Client = &http.Client{Timeout: Patience}
	}
	return func(yield func(Target, error) bool) {
		seen := map[[16]byte]bool{}
		for raw, err := range opts.all(ctx) {
			if ctx.Err() != nil {
				return
			}
			if err != nil {
				if !yield(Target{}, err) {
					return
				}
				continue
			}
			t := raw.target(opts.AllowFile)
			k := sha256.Sum256([]byte(key(t.URL) + t.Job))
			if short := [16]byte(k[:16]); !seen[short] {
				seen[short] = true
				if !yield(t, nil) {
					return
				}
			}
		}
	}
}

// named is an address as a source has it.
type named struct {
	text   string
	source string
	err    error // why it cannot be used, if its source knows
	job    string
}

func (n named) target(allowFile bool) Target {
	url, err := Parse(n.text, allowFile)
	if n.err != nil {
		err = invalid(n.text, n.err)
	}
	if err != nil {
		return Target{URL: n.text, Source: n.source, Err: err, Job: n.job}
	}
	return Target{URL: url, Source: n.source, Job: n.job}
}

// all reads the sources one after the other.
func (o Options) all(ctx context.Context) iter.Seq2[named, error] {
	return func(yield func(named, error) bool) {
		for _, arg := range o.Args {
			if !yield(named{text: arg, source: "argument"}, nil) {
				return
			}
		}
		for _, source := range []struct {
			refs []string
			read func(context.Context, string) iter.Seq2[named, error]
		}{{o.From, o.list}, {o.Sitemaps, o.sitemap}, {o.Feeds, o.feed}} {
			for _, ref := range source.refs {
				for n, err := range source.read(ctx, ref) {
					if !yield(n, err) {
						return
					}
				}
			}
		}
	}
}

// Error says why an address or a source cannot be used.
type Error struct {
	kind string
	What string // the address or source
	Err  error
}

// Kind is "invalid_url" for an address and "source" for a list, sitemap or feed.
func (e *Error) Kind() string  { return e.kind }
func (e *Error) Error() string { return fmt.Sprintf("%s: %v", e.What, e.Err) }

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

func sourceError(what string, format string, args ...any) *Error {
	return &Error{kind: "source", What: what, Err: fmt.Errorf(format, args...)}
}
