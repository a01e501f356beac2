package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"iter"

	"github.com/spf13/cobra"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/plain"
	"github.com/tearsheet/tearsheet/snapshots"
	"github.com/tearsheet/tearsheet/snapshots/proof"
)

// verifyOptions are the flags of verify.
type verifyOptions struct {
	archive string
	json    bool
	key     string
}

func newVerifyCmd(a *app) *cobra.Command {
	var o verifyOptions
	cmd := &cobra.Command{
		Use:   "verify [flags] [ID | FOLDER | URL]...",
		Short: "Check that the archive is as it was stored, byte by byte",
		Long: `verify reads every byte of the archive, or of the snapshots named, and compares it
with what was stored: each file that was changed, is missing or does not belong there
is told of. Drafts that a dead process left are told of too; they harm nothing and the
next capture removes them. Web archives are opened and every record in them is compared
with its digest and its place in the index; signatures and time stamps are checked.

Exit codes: 0 nothing is broken, 1 something is, 2 wrong usage.`,
		Example: `  tearsheet verify
  tearsheet verify https://example.com/news/story
  tearsheet verify --json | jq 'select(.problems != [])'`,
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.run(cmd.Context(), a, args)
		},
	}
	flags := cmd.Flags()
	addArchiveFlag(flags, &o.archive)
	flags.BoolVar(&o.json, "json", false, `print one JSON line a snapshot: {"id","dir","files","bytes","problems"}`)
	flags.StringVar(&o.key, "key", "", "file of the public ed25519 key that must have signed every snapshot")
	return cmd
}

func (o *verifyOptions) run(ctx context.Context, a *app, refs []string) error {
	key := ""
	if o.key != "" {
		var err error
		if key, err = proof.ReadKey(o.key); err != nil {
			return usagef("--key: %w", err)
		}
	}
	store, err := snapshots.Open(o.archive)
	if err != nil {
		return err
	}
	var sum verified
	encoder := json.NewEncoder(plain.JSON(a.Out))
	encoder.SetEscapeHTML(false)
	for report, err := range reports(ctx, store, refs) {
		if ctx.Err() != nil {
			return errStopped
		}
		if err != nil {
			return err
		}
		if key != "" && report.ID != "" {
			report.RequireKey(key)
		}
		sum.add(report)
		if o.json {
			err = encoder.Encode(report)
		} else {
			err = printProblems(a.Out, report)
		}
		if err != nil {
			return err
		}
	}
	if !o.json {
		if _, err := fmt.Fprintln(a.Out, sum); err != nil {
			return err
		}
	}
	if sum.broken > 0 {
		return errFailed
	}
	return nil
}

// reports checks the snapshots named, or the whole archive.
func reports(ctx context.Context, store *snapshots.Store, refs []string) iter.Seq2[snapshots.Report, error] {
	if len(refs) == 0 {
		return store.Verify(ctx)
	}
	return func(yield func(snapshots.Report, error) bool) {
		for _, ref := range refs {
			snap, err := store.Find(ctx, ref)
			if snap.ID == "" { // not even a manifest that cannot be read
				yield(snapshots.Report{}, err)
				return
			}
			if !yield(store.VerifySnapshot(ctx, snap.ID), nil) {
				return
			}
		}
	}
}

func printProblems(w io.Writer, r snapshots.Report) error {
	for _, p := range r.Problems {
		if _, err := fmt.Fprintf(w, "%-10s %s: %s\n", p.What, plain.Line(p.Path), plain.Line(p.Detail)); err != nil {
			return err
		}
	}
	return nil
}

// verified is the sum of what was checked.
type verified struct {
	snapshots, broken, files int
	bytes                    int64
}

func (v *verified) add(r snapshots.Report) {
	if r.ID != "" {
		v.snapshots++
	}
	if !r.OK() {
		v.broken++
	}
	v.files += r.Files
	v.bytes += r.Bytes
}

// String is the last line of verify.
func (v verified) String() string {
	read := fmt.Sprintf("%s, %s, %s", count(v.snapshots, "snapshot"), count(v.files, "file"), byteSize(v.bytes))
	if v.broken == 0 {
		return read + ": all as they were stored"
	}
	return fmt.Sprintf("%s: %d BROKEN", read, v.broken)
}
