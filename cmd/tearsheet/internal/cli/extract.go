package cli

import (
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/spf13/cobra"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/pipeline"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/plain"
	"github.com/tearsheet/tearsheet/extract"
	"github.com/tearsheet/tearsheet/extract/siterules"
	"github.com/tearsheet/tearsheet/snapshots/regular"
)

// extractOptions are the flags of extract.
type extractOptions struct {
	json    bool
	address string
	explain bool
	rules   string
	base    *url.URL
	sites   *siterules.Set
}

func newExtractCmd(a *app) *cobra.Command {
	var o extractOptions
	cmd := &cobra.Command{
		Use:   "extract [flags] FILE...",
		Short: "Read articles out of HTML files, without a browser",
		Long: `extract reads HTML files (any encoding, gzip too), folders of them, or standard
input ("-"), and prints the article of each: as Markdown, or with --json as one line
a file, in the order given. A file that cannot be read costs no other one.

Exit codes: 0 every file was read, 1 some file failed, 2 wrong usage.`,
		Example: `  tearsheet extract page.html
  tearsheet extract --json --url https://example.com/story pages/ > articles.jsonl
  curl -s https://example.com/ | tearsheet extract -
  tearsheet extract --explain page.html
  tearsheet extract --site-rules ./rules pages/`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := o.validate(args); err != nil {
				return err
			}
			return o.run(cmd.Context(), a, args)
		},
	}
	flags := cmd.Flags()
	flags.BoolVar(&o.json, "json", false, `print one JSON line a file: {"file","article","error"}`)
	flags.StringVar(&o.address, "url", "", "address that the page came from")
	flags.BoolVar(&o.explain, "explain", false, "print which part of the page each field came from")
	addSiteRulesFlag(flags, &o.rules)
	cmd.MarkFlagsMutuallyExclusive("json", "explain")
	return cmd
}

func (o *extractOptions) validate(args []string) error {
	if len(args) == 0 {
		return usagef(`nothing to read: name a file or a folder, or "-" for standard input`)
	}
	if o.address != "" {
		base, err := url.Parse(o.address)
		if err != nil || !base.IsAbs() {
			return usagef("--url %q: use a whole address such as https://example.com/story", o.address)
		}
		o.base = base
	}
	var err error
	o.sites, err = loadSiteRules(o.rules)
	return err
}

// extracted is what came of one file: the line that --json prints. Other programs rely
// on its fields.
type extracted struct {
	File    string            `json:"file"`
	Article *extract.Article  `json:"article"`
	Error   *pipeline.Failure `json:"error"`

	explained []extract.Explanation
	stopped   bool // it was not read to its end
}

// run reads the files that the arguments name. The first signal lets those be read that
// were begun, the second stops at once.
func (o *extractOptions) run(ctx context.Context, a *app, args []string) error {
	failed := false
	boundMemory()
	encoder := json.NewEncoder(plain.JSON(a.Out))
	encoder.SetEscapeHTML(false)
	var left atomic.Bool
	files := until(a.drain, pages(args), &left)
	for r := range inOrder(files, runtime.GOMAXPROCS(0), func(f pageFile) extracted { return o.oneOf(ctx, a, f) }) {
		if r.stopped {
			left.Store(true)
			break
		}
		if r.Error != nil {
			failed = true
			if !o.json {
				fmt.Fprintf(a.Err, "tearsheet: %s: %s\n", plain.Line(r.File), plain.Line(r.Error.Message))
			}
		}
		var err error
		switch {
		case o.json:
			err = encoder.Encode(r)
		case r.Error != nil:
		case o.explain:
			for _, e := range r.explained {
				if _, err = fmt.Fprintf(a.Out, "%-16s %s\n", plain.Line(e.Field), plain.Line(e.From)); err != nil {
					break
				}
			}
		default:
			_, err = io.WriteString(a.Out, plain.Text(asDocument(r.Article)))
		}
		if err != nil {
			return err
		}
	}
	switch {
	case left.Load():
		fmt.Fprintln(a.Err, "tearsheet: stopped before the last file")
		return errStopped
	case failed:
		return errFailed
	}
	return nil
}

// oneOf reads one file, for as long as somebody waits for it. A pipe is waited for until
// the first signal: it may be that nobody writes to it.
func (o *extractOptions) oneOf(ctx context.Context, a *app, f pageFile) extracted {
	if f.isPipe() {
		ctx = a.drain
	}
	done := make(chan extracted, 1)
	go func() { done <- o.one(a, f) }()
	select {
	case r := <-done:
		return r
	case <-ctx.Done():
		return extracted{stopped: true}
	}
}

// one reads one file.
func (o *extractOptions) one(a *app, f pageFile) extracted {
	name := f.name
	r := extracted{File: name}
	var page []byte
	err := f.err
	if err == nil {
		page, err = readPage(a, name)
	}
	opts := extract.Options{URL: o.base, SiteRules: o.sites}
	if err == nil {
		opts.Hints, err = hintsBeside(name)
	}
	if len(page) > largePage {
		oneLarge.Lock()
		defer oneLarge.Unlock()
	}
	switch {
	case err != nil:
	case o.explain:
		r.explained, err = extract.Explain(page, opts)
	default:
		r.Article, err = extract.Extract(page, opts)
	}
	if err != nil {
		r.Error = &pipeline.Failure{Kind: kindOf(err, "read"), Message: err.Error()}
	}
	return r
}

// A page may take many times its own memory. Large ones are read one at a time, and the
// collector works harder where they would take more than there is for all.
const (
	largePage    = 4 << 20 // bytes
	memory       = 256 << 20
	memoryOfMore = 48 << 20 // for each further page that is read at the same time
	garbage      = 200      // per cent of what is in use
)

var oneLarge sync.Mutex

// boundMemory has no say where GOMEMLIMIT has. All that is made of a page is garbage once it
// is read: within the bound, the collector may wait for more of it than it would, unless GOGC
// says otherwise.
func boundMemory() {
	if debug.SetMemoryLimit(-1) == math.MaxInt64 {
		debug.SetMemoryLimit(memory + memoryOfMore*int64(runtime.GOMAXPROCS(0)-1))
		if os.Getenv("GOGC") == "" {
			debug.SetGCPercent(garbage)
		}
	}
}

// kindOf is the kind that an error names, or else the one given.
func kindOf(err error, otherwise string) string {
	var kinded interface{ Kind() string }
	if errors.As(err, &kinded) {
		return kinded.Kind()
	}
	return otherwise
}

// hintsBeside reads what the browser knew of a snapshot's document; nil where there is
// nothing.
func hintsBeside(name string) (*extract.Hints, error) {
	if filepath.Base(name) != "dom.html" {
		return nil, nil
	}
	data, err := regular.ReadFileUnder(filepath.Dir(name), "hints.json", pageMax)
	if err != nil { // most documents have none
		return nil, nil //nolint:nilerr // and what cannot be read is as good as not there
	}
	return extract.ReadHints(data)
}

// asDocument writes an article for people: its title, then its Markdown.
func asDocument(a *extract.Article) string {
	var b strings.Builder
	if a.Title != "" {
		fmt.Fprintf(&b, "# %s\n\n", plain.Markdown(a.Title))
	}
	var by []string
	for _, part := range []string{strings.Join(a.Authors, ", "), a.Agency, a.SiteName, a.Published} {
		if part != "" {
			by = append(by, plain.Markdown(part))
		}
	}
	if len(by) > 0 {
		fmt.Fprintf(&b, "*%s*\n\n", strings.Join(by, " | "))
	}
	b.WriteString(strings.TrimSpace(a.Markdown))
	b.WriteString("\n")
	return b.String()
}

// pageMax is the most of a page that is read, in bytes.
const pageMax = 64 << 20

// readPage reads a file, unpacked; "-" is standard input.
func readPage(a *app, name string) ([]byte, error) {
	in := a.In
	if name != "-" {
		f, err := regular.OpenInput(name)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		in = f
	}
	page, err := readAtMost(in, pageMax)
	if err == nil && len(page) > 2 && page[0] == 0x1f && page[1] == 0x8b {
		unpacked, err := gzip.NewReader(strings.NewReader(string(page)))
		if err != nil {
			return nil, err
		}
		return readAtMost(unpacked, pageMax)
	}
	return page, err
}

func readAtMost(in io.Reader, most int64) ([]byte, error) {
	page, err := io.ReadAll(io.LimitReader(in, most+1))
	if err == nil && int64(len(page)) > most {
		return nil, fmt.Errorf("it is longer than %d MiB", most>>20)
	}
	return page, err
}
