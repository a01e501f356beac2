package cli

import (
	"bufio"
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/plain"
	"github.com/tearsheet/tearsheet/snapshots"
	"github.com/tearsheet/tearsheet/snapshots/index"
)

// searchOptions are the flags of search.
type searchOptions struct {
	archive string
	json    bool
	span    spanFlags
	query   index.Query
}

func newSearchCmd(a *app) *cobra.Command {
	var o searchOptions
	cmd := &cobra.Command{
		Use:   "search [flags] QUERY...",
		Short: "Find the snapshots in which words occur",
		Long: `search looks for words in titles, texts, authors, sites and addresses, and prints the
best pages first: the newest snapshot of each, and how many older ones have the words.

  high tide           both words, anywhere; case and accents do not count
  "high tide"         one after the other
  tide OR ebb         one of them
  harb*               words that start so
  -flood              not this word
  title:tide          in one field: title, text, author, site or url

Chinese, Japanese, Korean, Thai and other scripts are found as they are written, also
within longer words. Put the query in single quotes, so that the shell leaves it alone.

Exit codes: 0 searched, 1 some snapshot could not be read, 2 wrong usage.`,
		Example: `  tearsheet search harbour
  tearsheet search '"high tide" -flood'
  tearsheet search --host example.com --since 30d 'title:storm* OR title:gale*'
  tearsheet search --json --all 東京 | jq -r .dir`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := o.validate(args, time.Now()); err != nil {
				return err
			}
			return o.run(cmd.Context(), a)
		},
	}
	flags := cmd.Flags()
	addArchiveFlag(flags, &o.archive)
	flags.BoolVar(&o.json, "json", false, "print one JSON line a hit")
	flags.StringVar(&o.query.Host, "host", "", "only pages of this host")
	flags.IntVar(&o.query.Limit, "limit", 20, "print at most so many (0: all)")
	flags.BoolVar(&o.query.All, "all", false, "every snapshot, not only the newest of each page")
	o.span.add(flags)
	return cmd
}

func (o *searchOptions) validate(args []string, now time.Time) (err error) {
	o.query.Text = strings.Join(args, " ")
	if o.query.Limit < 0 {
		return usagef("--limit %d: use 1 or more, or 0 for all", o.query.Limit)
	}
	if o.query.Since, o.query.Until, err = o.span.moments(now); err == nil {
		err = o.query.Validate()
	}
	if err != nil {
		return usageError{err}
	}
	return nil
}

// found is the line that --json prints for a hit. Other programs rely on its fields,
// which are those of list's line where both have them.
type found struct {
	ID         snapshots.ID `json:"id"`
	URL        string       `json:"url"`
	Status     int          `json:"status"`
	Title      string       `json:"title"`
	CapturedAt time.Time    `json:"captured_at"`
	Dir        string       `json:"dir"`
	Score      float64      `json:"score"`
	Older      int          `json:"older"` // snapshots of the page that have the words too
	Snippet    string       `json:"snippet"`
}

func (o *searchOptions) run(ctx context.Context, a *app) error {
	store, err := snapshots.Open(o.archive)
	if err != nil {
		return err
	}
	x := a.openIndex(store)
	defer x.Close()
	result, err := x.Search(ctx, o.query)
	if ctx.Err() != nil {
		return errStopped
	}
	if err != nil {
		return err
	}
	out := bufio.NewWriter(a.Out)
	for _, h := range result.Hits {
		line := []byte(describeHit(h, a.Styled))
		if o.json {
			line, err = jsonLine(found{
				ID: h.ID, URL: h.URL, Status: h.Status, Title: h.Entry.Title, CapturedAt: h.ID.Time(),
				Dir:   store.Address(h.ID),
				Score: h.Score, Older: h.Others, Snippet: h.Text.Text,
			})
		}
		if err == nil {
			_, err = out.Write(line)
		}
		if err != nil {
			return err
		}
	}
	if err := out.Flush(); err != nil {
		return err
	}
	for _, err := range result.Errors {
		a.complain(err)
	}
	if !o.json {
		fmt.Fprintln(a.Err, sumUp(result, o.query.All))
	}
	if len(result.Errors) > 0 {
		return errFailed
	}
	return nil
}

// describeHit writes a hit for people.
func describeHit(h index.Hit, styled bool) string {
	title := excerpt(h.Title, styled)
	if strings.TrimSpace(title) == "" {
		title = plain.Line(h.URL)
	}
	lines := plain.Disarm(title) + "\n  " + string(h.ID)
	if h.Others > 0 {
		lines += fmt.Sprintf("  and %d older", h.Others)
	}
	lines += "\n"
	if text := excerpt(h.Text, styled); text != "" {
		lines += plain.Disarm("  "+text) + "\n"
	}
	return lines
}

// excerpt writes a piece of a text, with what was searched for in bold.
func excerpt(e index.Excerpt, styled bool) string {
	before, after := "", ""
	if styled {
		before, after = "\x1b[1m", "\x1b[22m"
	}
	var b strings.Builder
	at := 0
	for _, m := range e.Marks {
		b.WriteString(plain.Span(e.Text[at:m.Start]) + before + plain.Span(e.Text[m.Start:m.End]) + after)
		at = m.End
	}
	b.WriteString(plain.Span(e.Text[at:]))
	return b.String()
}

// sumUp tells how much was found.
func sumUp(r index.Result, all bool) string {
	what := "page"
	if all {
		what = "snapshot"
	}
	switch {
	case r.More:
		return fmt.Sprintf("the best %d of more than %s", len(r.Hits), count(r.Pages, what))
	case len(r.Hits) < r.Pages:
		return fmt.Sprintf("the best %d of %s", len(r.Hits), count(r.Pages, what))
	}
	return count(r.Pages, what) + " found"
}
