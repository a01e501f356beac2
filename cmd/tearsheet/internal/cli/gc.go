package cli

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/gallery"
	"github.com/tearsheet/tearsheet/snapshots"
	"github.com/tearsheet/tearsheet/snapshots/retention"
)

// gcOptions are the flags of gc.
type gcOptions struct {
	archive string
	json    bool
	dryRun  bool
	policy  retention.Policy
	log     logKeyFlags
	queries []snapshots.Query
}

func newGCCmd(a *app) *cobra.Command {
	var o gcOptions
	cmd := &cobra.Command{
		Use:   "gc [flags] [HOST | URL]...",
		Short: "Make the archive smaller: remove the snapshots that no rule keeps",
		Long: `gc removes snapshots. Of each page it keeps what the rules say, and a snapshot that any of
them wants stays: the last n; or the last one of each of the last n hours, days, weeks, months
or years in which there was one; or the last n that say something else than the one before
them (another article, status or title). Where there are fewer than n hours, days, ... the oldest
snapshot is kept too. n is a number or "unlimited". Times are in UTC.

What was not whole (partial, or the page of a bot protection) stands for no hour, day, ... that has
a whole capture, and the newest whole capture of a page is never removed. Neither is what was
pinned (tearsheet pin), or signed or time-stamped, unless --include-signed is given. Captures of one
address under several names are several pages.

Without a rule nothing is removed. A host chooses the pages of it, a URL those whose address
starts so. --dry-run prints what would be done, line for line, and changes nothing.

That a snapshot was removed is noted in the archive's log, so that verify can tell it from one
that is lost. Where the log is signed, so must this be (--sign).

Exit codes: 0 done, 1 some snapshot could not be read or removed, 2 wrong usage.`,
		Example: `  tearsheet gc --dry-run --keep-last 10 --keep-daily 7 --keep-weekly 5 --keep-monthly 12
  tearsheet gc --keep-changed https://example.com/news/
  tearsheet gc --keep-last 1 --keep-yearly unlimited example.com
  tearsheet gc --keep-daily 30 --json | jq 'select(.keep | not)'`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := o.validate(cmd.Flags(), args); err != nil {
				return err
			}
			return o.run(cmd.Context(), a)
		},
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	addArchiveFlag(flags, &o.archive)
	for _, r := range []struct {
		n    *int
		name string
		what string
	}{
		{&o.policy.Last, "last", "the last N snapshots of each page"},
		{&o.policy.Hourly, "hourly", "the last one of each of the last N hours"},
		{&o.policy.Daily, "daily", "the last one of each of the last N days"},
		{&o.policy.Weekly, "weekly", "the last one of each of the last N weeks"},
		{&o.policy.Monthly, "monthly", "the last one of each of the last N months"},
		{&o.policy.Yearly, "yearly", "the last one of each of the last N years"},
		{&o.policy.Changed, "changed", "the last N that say something else than the one before (without N: all)"},
	} {
		flags.Var((*keepCount)(r.n), "keep-"+r.name, "keep "+r.what)
	}
	flags.Lookup("keep-changed").NoOptDefVal = "unlimited"
	flags.BoolVar(&o.policy.Proven, "include-signed", false, "remove signed and time-stamped snapshots as others")
	flags.BoolVarP(&o.dryRun, "dry-run", "n", false, "only print what would be done")
	flags.BoolVar(&o.json, "json", false, `print one JSON line a snapshot: {"id","url","captured_at","keep","reasons","bytes"}`)
	o.log.addFlags(flags)
	return cmd
}

// keepCount is how many snapshots a rule keeps.
type keepCount int

func (k *keepCount) Type() string { return "N" }

func (k *keepCount) String() string {
	switch *k {
	case 0:
		return ""
	case retention.Unlimited:
		return "unlimited"
	}
	return fmt.Sprint(int(*k))
}

func (k *keepCount) Set(text string) error {
	if text == "unlimited" || text == "-1" {
		*k = retention.Unlimited
		return nil
	}
	n := 0
	if _, err := fmt.Sscanf(text+"\n", "%d\n", &n); err != nil || n < 0 {
		return fmt.Errorf(`%q: use a number or "unlimited"`, text)
	}
	*k = keepCount(n)
	return nil
}

func (o *gcOptions) validate(flags *pflag.FlagSet, args []string) error {
	var pages []string
	for _, arg := range args {
		// "--keep-changed 5": the number of a flag that may stand without one.
		if n := keepCount(0); flags.Changed("keep-changed") && o.policy.Changed == retention.Unlimited && n.Set(arg) == nil {
			o.policy.Changed = int(n)
			continue
		}
		pages = append(pages, arg)
	}
	if o.policy.Empty() {
		return usagef("no rule says what is kept, and without one gc removes nothing: give --keep-last, --keep-daily or another (see tearsheet gc --help)")
	}
	o.queries = []snapshots.Query{{}}
	if len(pages) > 0 {
		o.queries = nil
	}
	for _, page := range pages {
		q := snapshots.Query{Host: page}
		if strings.Contains(page, "://") {
			q = snapshots.Query{URLPrefix: page}
		}
		if _, _, err := q.Folders(); err != nil {
			return usagef("%s: this is no host and no address with its https://", page)
		}
		o.queries = append(o.queries, q)
	}
	return nil
}

func (o *gcOptions) run(ctx context.Context, a *app) error {
	store, err := snapshots.Open(o.archive)
	if err != nil {
		return err
	}
	ledger := store.Ledger()
	if err := ledger.Read(ctx); err != nil {
		return err
	}
	c := collection{app: a, options: o, out: bufio.NewWriter(a.Out), seen: map[snapshots.ID]bool{}, files: map[snapshots.Digest]bool{}}
	if !o.dryRun {
		if c.sign, err = o.log.signer(ledger); err != nil {
			return err
		}
		if c.writer, err = snapshots.OpenWriter(o.archive); err != nil {
			return err
		}
		defer c.writer.Close()
	}
	for _, q := range o.queries {
		if err := c.collect(ctx, store, ledger, q); err != nil {
			return err
		}
	}
	if c.removed > 0 && !o.dryRun {
		gallery.Forget(store, c.files)
		a.forgetRemoved(ctx, store)
	}
	if c.writer != nil {
		// What processes that died left in a bucket; on disk opening it has swept.
		if _, _, err := c.writer.RemoveGarbage(ctx); err != nil {
			return err
		}
	}
	return c.finish()
}

// collection is one run of gc.
type collection struct {
	app     *app
	options *gcOptions
	writer  *snapshots.Writer // nil: nothing is to be changed
	sign    snapshots.Sign
	out     *bufio.Writer
	seen    map[snapshots.ID]bool     // two arguments may choose the same
	files   map[snapshots.Digest]bool // of what was removed

	kept, removed, failed int
	freed                 int64
}

func (c *collection) collect(ctx context.Context, store *snapshots.Store, ledger *snapshots.Ledger, q snapshots.Query) error {
	for d, err := range c.options.policy.Plan(ctx, store, ledger, q) {
		switch {
		case ctx.Err() != nil || c.app.drain.Err() != nil:
			return c.stopped()
		case err != nil:
			return err
		case c.seen[d.ID]:
			continue
		}
		c.seen[d.ID] = true
		if err := c.heed(ctx, ledger, &d); err != nil {
			return err
		}
		if err := c.decide(d); err != nil {
			return err
		}
	}
	return nil
}

// heed looks whether somebody pinned a snapshot since the plan was made.
func (c *collection) heed(ctx context.Context, ledger *snapshots.Ledger, d *retention.Decision) error {
	if d.Keep || c.writer == nil {
		return nil
	}
	err := ledger.Read(ctx)
	if err == nil && ledger.Pinned(d.ID) {
		d.Keep, d.Reasons = true, []string{"pinned"}
	}
	return err
}

// stopped ends a run that the user stopped: what was removed until then is told.
func (c *collection) stopped() error {
	if err := c.finish(); err != nil && err != errFailed { //nolint:errorlint // it is that very value
		return err
	}
	return errStopped
}

// decide does what was decided of a snapshot, and prints it.
func (c *collection) decide(d retention.Decision) error {
	if d.Err != nil {
		c.failed++
		c.app.complain(d.Err)
	}
	if d.Keep {
		c.kept++
		return c.print(d, "keep    "+string(d.ID)+gap+d.Why())
	}
	if c.writer != nil {
		snap, err := c.writer.Get(d.ID)
		freed := int64(0)
		if err == nil {
			freed, err = c.writer.Remove(d.ID, c.sign)
		}
		if err != nil {
			c.failed++
			c.app.complain(err)
			return nil
		}
		d.Bytes = freed
		for _, f := range snap.Files {
			c.files[f.SHA256] = true
		}
	}
	c.removed++
	c.freed += d.Bytes
	return c.print(d, "remove  "+string(d.ID))
}

func (c *collection) print(d retention.Decision, words string) error {
	text := []byte(words + "\n")
	if c.options.json {
		var err error
		if text, err = jsonLine(d); err != nil {
			return err
		}
	}
	_, err := c.out.Write(text)
	return err
}

// finish prints the sum.
func (c *collection) finish() error {
	if !c.options.json {
		would := ""
		if c.writer == nil {
			would = "would be "
		}
		fmt.Fprintf(c.out, "%d kept, %d %sremoved, %s %sfreed\n", c.kept, c.removed, would, byteSize(c.freed), would)
	}
	if err := c.out.Flush(); err != nil {
		return err
	}
	if c.failed > 0 {
		return errFailed
	}
	return nil
}

// forgetRemoved takes what was removed out of the index, which would else learn of it when it
// is asked next.
func (a *app) forgetRemoved(ctx context.Context, store *snapshots.Store) {
	if _, err := os.Lstat(store.IndexDir()); err != nil {
		return
	}
	x := a.openIndex(store)
	defer x.Close()
	for _, err := range x.List(ctx, snapshots.Query{}, 1) {
		if err != nil {
			a.complain(err)
		}
		return
	}
}
