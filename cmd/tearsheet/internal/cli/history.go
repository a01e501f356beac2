package cli

import (
	"bufio"
	"context"
	"fmt"
	"iter"
	"os"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/mattn/go-isatty"
	"github.com/spf13/cobra"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/pipeline"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/report"
	"github.com/tearsheet/tearsheet/snapshots"
	"github.com/tearsheet/tearsheet/snapshots/history"
)

// historyOptions are the flags of log.
type historyOptions struct {
	archive   string
	json      bool
	patch     bool
	all       bool
	noPicture bool
	limit     int
	span      spanFlags

	since, until time.Time
}

func newHistoryCmd(a *app) *cobra.Command {
	var o historyOptions
	cmd := &cobra.Command{
		Use:   "log [flags] URL | ID",
		Short: "Tell what changed on a page, and when",
		Long: `log tells the history of a page from its snapshots, the newest first: which fields of the
article changed, which paragraphs were added, removed, edited or moved, and how much of the
picture differs from the whole capture before. Captures that changed nothing, and looks at the
page that were not even kept for that (capture --unless-unchanged), are one line.

What was not whole (partial, or the page of a bot protection) is listed and compared with nothing.
Removals by gc are in the history too. -p shows the words.

Exit codes: 0 told, 1 there is no snapshot of the page or some cannot be read, 2 wrong usage.`,
		Example: `  tearsheet log https://example.com/news/story
  tearsheet log -p --limit 3 https://example.com/news/story
  tearsheet log --json --since 30d https://example.com/news/story | jq -r '.words[]'`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			if o.limit < 0 {
				return usagef("--limit %d: use 1 or more, or 0 for all", o.limit)
			}
			if o.since, o.until, err = o.span.moments(time.Now()); err != nil {
				return err
			}
			return o.run(cmd.Context(), a, args[0])
		},
	}
	flags := cmd.Flags()
	addArchiveFlag(flags, &o.archive)
	flags.BoolVar(&o.json, "json", false, `print one JSON line a snapshot: {"id","captured_at","before","words","changes","looks",...}`)
	flags.BoolVarP(&o.patch, "patch", "p", false, "show the paragraphs that changed, word by word")
	flags.BoolVar(&o.all, "all", false, "list captures that changed nothing, too")
	flags.BoolVar(&o.noPicture, "no-picture", false, "do not compare pictures, but for whether they are the same file: faster")
	flags.IntVar(&o.limit, "limit", 0, "tell of at most so many snapshots (0: all)")
	o.span.add(flags)
	cmd.MarkFlagsMutuallyExclusive("json", "patch")
	return cmd
}

func (o *historyOptions) run(ctx context.Context, a *app, ref string) error {
	entries, err := o.entries(ctx, ref)
	if err != nil {
		return err
	}
	t := teller{options: o, out: bufio.NewWriter(a.Out), columns: columns{a.Width}}
	if out, ok := a.Out.(*os.File); ok {
		t.look = report.LookOf(os.Getenv, isatty.IsTerminal(out.Fd()))
	}
	for c := range inOrder(slices.Values(entries), runtime.GOMAXPROCS(0), o.compare) {
		if ctx.Err() != nil {
			return errStopped
		}
		if c.err != nil {
			t.broken++
			a.complain(c.err)
		}
		if err := t.tell(c); err != nil {
			return err
		}
		if err := t.out.Flush(); err != nil { // to compare takes a while: what is known is shown
			return err
		}
	}
	return t.finish()
}

// entries gives the history of the page that is meant, as far as it is asked for.
func (o *historyOptions) entries(ctx context.Context, ref string) ([]history.Entry, error) {
	store, url, err := pageMeant(ctx, o.archive, ref)
	if err != nil {
		return nil, err
	}
	ledger := store.Ledger()
	if err := ledger.Read(ctx); err != nil {
		return nil, err
	}
	list, err := history.Timeline(ctx, store, ledger, url)
	if err != nil {
		return nil, err
	}
	if len(list) == 0 {
		return nil, fmt.Errorf("the archive %s has no snapshot of %s", store.Where(), url)
	}
	list = slices.DeleteFunc(list, func(e history.Entry) bool {
		at := e.ID.Time()
		return at.Before(o.since) || !o.until.IsZero() && !at.Before(o.until)
	})
	if o.limit > 0 {
		list = list[:min(len(list), o.limit)]
	}
	return list, nil
}

// pageMeant opens an archive and gives the address of the page that a person means: that of
// the snapshot, where one is named.
func pageMeant(ctx context.Context, archive, ref string) (*snapshots.Store, string, error) {
	store, err := snapshots.Open(archive)
	if err != nil || isAddress(ref) {
		return store, ref, err
	}
	snap, err := store.Find(ctx, ref)
	return store, snap.URL, err
}

// chapter is an entry of the history with what changed.
type chapter struct {
	history.Entry
	step *history.Step // nil: there is nothing to compare it with
	err  error
}

func (o *historyOptions) compare(e history.Entry) chapter {
	c := chapter{Entry: e, err: e.Err}
	if c.err == nil {
		c.step, c.err = e.Step(!o.noPicture)
	}
	return c
}

// logged is the line that --json prints. Other programs rely on its fields.
type logged struct {
	ID         snapshots.ID      `json:"id"`
	URL        string            `json:"url"`
	CapturedAt time.Time         `json:"captured_at"`
	Status     int               `json:"status"`
	Title      string            `json:"title"`
	Lacks      string            `json:"lacks,omitempty"` // why it is no whole capture
	Pinned     bool              `json:"pinned"`
	RemovedAt  *time.Time        `json:"removed_at"`
	Before     *snapshots.ID     `json:"before"`  // what it is compared with
	Changes    *history.Step     `json:"changes"` // null: there is nothing to compare it with
	Words      []string          `json:"words"`
	Looks      []lookedAt        `json:"looks"` // captures that were as it is, and were not kept
	Error      *pipeline.Failure `json:"error"`
}

// lookedAt is a line of the log about a look.
type lookedAt struct {
	snapshots.Look
	Line   int  `json:"line"` // its number in the archive's log
	Signed bool `json:"signed"`
}

func (c chapter) asJSON() ([]byte, error) {
	l := logged{ID: c.ID, CapturedAt: c.ID.Time(), Lacks: c.Lacks, Pinned: c.Pinned, Changes: c.step, Words: []string{}, Looks: []lookedAt{}}
	if s := c.Snapshot; s != nil {
		l.URL, l.Status, l.Title = s.URL, s.Status, s.Title
	}
	if !c.Removed.IsZero() {
		l.RemovedAt = &c.Removed
	}
	if c.Before != nil {
		l.Before = &c.Before.ID
	}
	if c.step != nil {
		l.Words = append(l.Words, c.step.Words()...)
	}
	for _, e := range c.Looks {
		l.Looks = append(l.Looks, lookedAt{*e.Look, e.N, e.Signed})
	}
	if c.err != nil {
		l.Error = pipeline.Fail(l.URL, c.err).Error
	}
	return jsonLine(l)
}

// when writes a moment as lists do.
func when(t time.Time) string { return t.In(time.Local).Format(whenLayout) }

// whens are the first and the last of some moments.
func whens(times iter.Seq[time.Time]) string {
	list := slices.SortedFunc(times, time.Time.Compare)
	first, last := when(list[0]), when(list[len(list)-1])
	if first == last {
		return first
	}
	return first + " to " + last
}

// isAre says that one thing is, or several are.
func isAre(n int, what, rest string) string {
	if n == 1 {
		return count(n, what) + " was " + rest
	}
	return count(n, what) + " were " + rest
}

// joined is a list with commas, without what is empty.
func joined(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), ", ")
}
