package cli

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"runtime"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/pipeline"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/plain"
	"github.com/tearsheet/tearsheet/snapshots"
	"github.com/tearsheet/tearsheet/snapshots/index"
)

// listOptions are the flags of list.
type listOptions struct {
	archive string
	json    bool
	ids     bool
	limit   int
	span    spanFlags
	query   snapshots.Query
}

func newListCmd(a *app) *cobra.Command {
	var o listOptions
	cmd := &cobra.Command{
		Use:   "list [flags] [HOST | URL]",
		Short: "List the snapshots of the archive, the newest first",
		Long: `list prints a line for each snapshot: when it was taken, the title and the address,
cut to fit the terminal. The title stands behind the HTTP status where that is not 200.
With --ids it prints their ids instead (host/page/time), which other commands take. A
host chooses the snapshots of its pages, a URL those of pages whose address starts so.
A snapshot that cannot be read is told of on stderr, and the list goes on: one whose
manifest is gone, or was written to since it was kept and is no longer whole. Damage
that the file system does not know of, and that of other files, is found by verify.

Exit codes: 0 all were read, 1 some snapshot could not be read, 2 wrong usage.`,
		Example: `  tearsheet list
  tearsheet list --limit 10 example.com
  tearsheet list --since 7d https://example.com/news/
  tearsheet list --ids --limit 2 https://example.com/ | xargs tearsheet diff
  tearsheet list --json --since 2026-11-01 | jq -r .dir`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := o.validate(args, time.Now()); err != nil {
				return err
			}
			return o.run(cmd.Context(), a)
		},
	}
	flags := cmd.Flags()
	addArchiveFlag(flags, &o.archive)
	flags.BoolVar(&o.json, "json", false, "print one JSON line a snapshot")
	flags.BoolVar(&o.ids, "ids", false, "print the ids alone, one a line")
	flags.IntVar(&o.limit, "limit", 0, "print at most so many (0: all)")
	o.span.add(flags)
	cmd.MarkFlagsMutuallyExclusive("json", "ids")
	return cmd
}

func (o *listOptions) validate(args []string, now time.Time) (err error) {
	if o.limit < 0 {
		return usagef("--limit %d: use 1 or more, or 0 for all", o.limit)
	}
	if o.query.Since, o.query.Until, err = o.span.moments(now); err != nil {
		return err
	}
	if len(args) > 0 && strings.Contains(args[0], "://") {
		o.query.URLPrefix = args[0]
	} else if len(args) > 0 {
		o.query.Host = args[0]
	}
	return nil
}

// listed is the line that --json prints for a snapshot. Other programs rely on its
// fields, which are those of capture's line where both have them.
type listed struct {
	ID         snapshots.ID       `json:"id"`
	URL        string             `json:"url"`
	FinalURL   string             `json:"final_url"`
	Status     int                `json:"status"`
	Title      string             `json:"title"`
	CapturedAt time.Time          `json:"captured_at"`
	Partial    bool               `json:"partial"`
	Dir        string             `json:"dir"`
	Files      map[string]string  `json:"files"`
	Article    *snapshots.Article `json:"article"`
	Looks      *seen              `json:"looks,omitempty"` // captures that were as this one, and were not kept
	Error      *pipeline.Failure  `json:"error"`
}

// seen says how often a page was looked at and was as a snapshot has it.
type seen struct {
	Count int       `json:"count"`
	Last  time.Time `json:"last"`
}

// seenAgain is what the log says of looks at a snapshot's page; nil where there were none.
func seenAgain(ledger *snapshots.Ledger, id snapshots.ID) *seen {
	looks := ledger.LooksAt(id)
	if len(looks) == 0 {
		return nil
	}
	return &seen{len(looks), looks[len(looks)-1].Look.CapturedAt}
}

func newListed(snap snapshots.Snapshot, err error) listed {
	l := listed{
		ID: snap.ID, URL: snap.URL, FinalURL: snap.FinalURL, Status: snap.Status, Title: snap.Title,
		CapturedAt: snap.CapturedAt, Partial: snap.Partial, Dir: snap.Address(), Files: snap.FileNames(), Article: snap.Article,
	}
	if err != nil {
		l.CapturedAt = snap.ID.Time()
		l.Error = pipeline.Fail(snap.URL, err).Error
	}
	return l
}

func (o *listOptions) run(ctx context.Context, a *app) error {
	store, err := snapshots.Open(o.archive)
	if err != nil {
		return err
	}
	ledger := store.Ledger()
	if err := ledger.Read(ctx); err != nil {
		a.complain(err) // the snapshots can be listed without
	}
	x := a.openIndex(store)
	defer x.Close()
	out := bufio.NewWriter(a.Out)
	broken := 0
	for l := range o.lines(x.List(ctx, o.query, o.limit), store, ledger, columns{a.Width}) {
		if ctx.Err() != nil {
			return errStopped
		}
		if l.err != nil {
			broken++
			a.complain(l.err)
		}
		if _, err := out.Write(l.text); err != nil {
			return err
		}
	}
	if err := out.Flush(); err != nil {
		return err
	}
	if broken > 0 {
		fmt.Fprintln(a.Err, "tearsheet: what cannot be read has to come back from a copy of the archive; tearsheet verify says what else was changed")
		return errFailed
	}
	return nil
}

// listLine is what is printed for a snapshot, or for what cannot be read.
type listLine struct {
	text []byte
	err  error
}

// lines writes the lines of a list. Those for programs say all that the manifests do,
// which takes reading, so several are written at the same time.
func (o *listOptions) lines(list iter.Seq2[index.Entry, error], store *snapshots.Store, ledger *snapshots.Ledger, c columns) iter.Seq[listLine] {
	return func(yield func(listLine) bool) {
		if !o.json {
			for e, err := range list {
				l := listLine{err: err}
				switch {
				case err != nil:
				case o.ids:
					l.text = []byte(string(e.ID) + "\n")
				default:
					l.text = []byte(c.line(e) + "\n")
					if s := seenAgain(ledger, e.ID); s != nil {
						l.text = fmt.Appendf(l.text, "%*sunchanged, seen again %s, the last on %s\n", len(whenLayout)+len(gap), "", count(s.Count, "time"), when(s.Last))
					}
				}
				if !yield(l) {
					return
				}
			}
			return
		}
		entries := func(yield func(listEntry) bool) {
			for e, err := range list {
				if !yield(listEntry{e, err}) {
					return
				}
			}
		}
		for l := range inOrder(entries, runtime.GOMAXPROCS(0), func(e listEntry) listLine { return e.asJSON(store, ledger) }) {
			if !yield(l) {
				return
			}
		}
	}
}

// listEntry is one step of a list.
type listEntry struct {
	index.Entry
	err error
}

func (e listEntry) asJSON(store *snapshots.Store, ledger *snapshots.Ledger) listLine {
	if e.ID == "" { // a whole folder that cannot be read
		return listLine{err: e.err}
	}
	snap, err := store.Get(e.ID)
	if err == nil {
		err = e.err
	}
	l := newListed(snap, err)
	l.Looks = seenAgain(ledger, e.ID)
	text, jsonErr := jsonLine(l)
	return listLine{text, cmp.Or(err, jsonErr)}
}

// jsonLine writes a value as one line.
func jsonLine(v any) ([]byte, error) {
	var b bytes.Buffer
	encoder := json.NewEncoder(plain.JSON(&b))
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(v)
	return b.Bytes(), err
}
