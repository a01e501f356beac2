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
	"github.com/tearsheet/tearsheet/snapshots/history"
)

// blameOptions are the flags of blame.
type blameOptions struct {
	archive string
	json    bool
	first   bool
}

func newBlameCmd(a *app) *cobra.Command {
	var o blameOptions
	cmd := &cobra.Command{
		Use:   "blame [flags] URL | ID",
		Short: "Tell since when each paragraph of a page stands so",
		Long: `blame prints the article of a page's newest capture, paragraph by paragraph, each with the
capture in which it first stood so. A paragraph that moved keeps its capture; one that was edited
has that of its last edit, and with --first also the one in which it first stood at all. One that
was gone, or was another, and came back has its first capture and says when it was back.

Name a snapshot instead of a page and its text is told of, as it was known then. Captures that were
not whole, failed or show no text are passed over.

Exit codes: 0 told, 1 no capture shows a text or one cannot be read, 2 wrong usage.`,
		Example: `  tearsheet blame https://example.com/news/story
  tearsheet blame --first https://example.com/news/story
  tearsheet blame --json https://example.com/news/story | jq -r '[.captured_at, .text] | @tsv'`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.run(cmd.Context(), a, args[0])
		},
	}
	flags := cmd.Flags()
	addArchiveFlag(flags, &o.archive)
	flags.BoolVar(&o.json, "json", false, `print one JSON line a paragraph: {"paragraph","text","id","captured_at","first","first_at","edits"}`)
	flags.BoolVar(&o.first, "first", false, "also the capture in which what a paragraph was edited from first stood")
	return cmd
}

// blamed is the line that --json prints. Other programs rely on its fields.
type blamed struct {
	history.Line
	CapturedAt time.Time `json:"captured_at"`
	FirstAt    time.Time `json:"first_at"`
}

func (o *blameOptions) run(ctx context.Context, a *app, ref string) error {
	store, url, err := pageMeant(ctx, o.archive, ref)
	if err != nil {
		return err
	}
	list, broken, err := o.captures(ctx, a, store, url, ref)
	if err != nil {
		return err
	}
	lines, _, err := history.Blame(ctx, list)
	if err != nil {
		return fmt.Errorf("%s: %w", url, err)
	}
	out := bufio.NewWriter(a.Out)
	for _, l := range lines {
		text := []byte(o.line(l, a.Width) + "\n")
		if o.json {
			if text, err = jsonLine(blamed{l, l.ID.Time(), l.First.Time()}); err != nil {
				return err
			}
		}
		if _, err := out.Write(text); err != nil {
			return err
		}
	}
	if err := out.Flush(); err != nil {
		return err
	}
	if broken {
		return errFailed
	}
	return nil
}

// captures gives the snapshots that count: those of the page, of several under one address those
// with the name of the newest, and none that is newer than the one that was named. Broken tells
// whether some could not be read.
func (o *blameOptions) captures(ctx context.Context, a *app, store *snapshots.Store, url, ref string) (list []snapshots.Snapshot, broken bool, err error) {
	named, _ := snapshots.ParseID(strings.Trim(ref, "/"))
	if named == "" && !isAddress(ref) {
		snap, err := store.Find(ctx, ref)
		if err != nil {
			return nil, false, err
		}
		named = snap.ID
	}
	for snap, err := range store.List(ctx, snapshots.Query{URL: url}) {
		switch {
		case ctx.Err() != nil:
			return nil, false, errStopped
		case err != nil:
			broken = true
			a.complain(err)
		case named != "" && snapshots.CompareIDs(snap.ID, named) < 0:
		case len(list) == 0 || history.NameOf(snap.Manifest) == history.NameOf(list[0].Manifest):
			list = append(list, snap)
		}
	}
	if len(list) == 0 {
		return nil, broken, fmt.Errorf("the archive %s has no snapshot of %s", store.Where(), url)
	}
	return list, broken, nil
}

// line tells of a paragraph.
func (o *blameOptions) line(l history.Line, width int) string {
	parts := []string{when(l.ID.Time()), string(l.ID)[strings.LastIndexByte(string(l.ID), '/')+1:]}
	if o.first {
		first := strings.Repeat(" ", len("first ")+len(whenLayout))
		if l.First != l.ID {
			first = "first " + when(l.First.Time())
		}
		parts = append(parts, first)
	}
	parts = append(parts, fmt.Sprintf("%3d", l.Paragraph))
	text := plain.Line(l.Text)
	if l.Back != "" {
		text = "(back since " + when(l.Back.Time()) + ") " + text
	}
	start := strings.Join(parts, gap) + gap
	if width > 0 {
		text = cut(text, max(width, leastWidth)-len(start))
	}
	return start + text
}
