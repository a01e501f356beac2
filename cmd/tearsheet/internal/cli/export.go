package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"github.com/tearsheet/tearsheet/snapshots"
	"github.com/tearsheet/tearsheet/snapshots/wacz"
)

// exportOptions are the flags of export.
type exportOptions struct {
	list listOptions
	wacz string
}

func newExportCmd(a *app) *cobra.Command {
	var o exportOptions
	cmd := &cobra.Command{
		Use:   "export [flags] --wacz FILE [HOST | URL]",
		Short: "Put the web archives of many snapshots into one file",
		Long: `export writes one WACZ file with everything that the snapshots chosen have recorded;
they are those that were captured with --save wacz. What several of them loaded is in
it once. Any program that replays web archives opens it, and so does capture --replay.

Exit codes: 0 the file was written, 1 it was not, or some snapshot could not be read,
2 wrong usage.`,
		Example: `  tearsheet export --wacz all.wacz
  tearsheet export --wacz november.wacz --since 2026-11-01 --until 2026-12-01 example.com
  tearsheet export --wacz news.wacz https://example.com/news/`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if o.wacz == "" {
				return usagef("nothing to write: give --wacz FILE")
			}
			if err := o.list.validate(args, time.Now()); err != nil {
				return err
			}
			return o.run(cmd.Context(), a)
		},
	}
	flags := cmd.Flags()
	addArchiveFlag(flags, &o.list.archive)
	flags.StringVar(&o.wacz, "wacz", "", "file to write, which must not be there yet")
	o.list.span.add(flags)
	return cmd
}

func (o *exportOptions) run(ctx context.Context, a *app) error {
	store, err := snapshots.Open(o.list.archive)
	if err != nil {
		return err
	}
	var chosen []snapshots.Snapshot
	broken, bare := 0, 0
	for snap, err := range store.List(ctx, o.list.query) {
		if ctx.Err() != nil {
			return errStopped
		}
		if err != nil {
			broken++
			a.complain(err)
		} else if _, ok := snap.Path("wacz"); ok {
			chosen = append(chosen, snap)
		} else {
			bare++
		}
	}
	if len(chosen) == 0 {
		return errors.New("there is nothing to export: no snapshot chosen was captured with --save wacz")
	}
	slices.SortFunc(chosen, func(x, y snapshots.Snapshot) int { return x.CapturedAt.Compare(y.CapturedAt) })
	if err := o.write(ctx, chosen); err != nil {
		return err
	}
	fmt.Fprintf(a.Err, "%s in %s\n", count(len(chosen), "snapshot"), o.wacz)
	if bare > 0 {
		fmt.Fprintf(a.Err, "not in it: %s that nothing was recorded of, captured without --save wacz\n", count(bare, "snapshot"))
	}
	if broken > 0 {
		return errFailed
	}
	return nil
}

// write writes the file, whole or not at all.
func (o *exportOptions) write(ctx context.Context, chosen []snapshots.Snapshot) (err error) {
	if _, err := os.Lstat(o.wacz); err == nil {
		return fmt.Errorf("%s is there already: choose another name or remove it", o.wacz)
	}
	dir, err := os.MkdirTemp(filepath.Dir(o.wacz), ".tearsheet-export-*")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	merger, err := wacz.NewMerger(dir, wacz.Package{Title: "Snapshots", Software: "tearsheet " + version(), Created: time.Now()})
	if err != nil {
		return err
	}
	defer merger.Close()
	for _, snap := range chosen {
		if ctx.Err() != nil {
			return errStopped
		}
		if err := addPackage(merger, snap); err != nil {
			return fmt.Errorf("snapshot %s: %w", snap.ID, err)
		}
	}
	temp := filepath.Join(dir, "out.wacz")
	out, err := os.Create(temp)
	if err != nil {
		return err
	}
	if err := errors.Join(merger.Write(out), out.Sync(), out.Close()); err != nil {
		return err
	}
	return os.Rename(temp, o.wacz)
}

func addPackage(merger *wacz.Merger, snap snapshots.Snapshot) error {
	in, err := snap.Open("wacz")
	if err != nil {
		return err
	}
	defer in.Close() // only read: nothing to lose
	info, err := in.Stat()
	if err != nil {
		return err
	}
	file, err := wacz.Read(in, info.Size())
	if err != nil {
		return err
	}
	return merger.Add(file)
}
