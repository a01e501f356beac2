package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/tearsheet/tearsheet/snapshots"
)

// pinOptions are the flags of pin and unpin.
type pinOptions struct {
	archive string
	log     logKeyFlags
}

func newPinCmd(a *app) *cobra.Command {
	var o pinOptions
	cmd := &cobra.Command{
		Use:   "pin [flags] [ID | FOLDER | URL]...",
		Short: "Pin snapshots, so that gc leaves them",
		Long: `pin marks snapshots that gc never removes, whatever its rules say. Name them by the id
that list prints, by their folder, or by a URL, of whose snapshots the newest is meant. The
archive's log keeps the mark; the snapshot itself is not touched. Without a name it prints the
ids of what is pinned.

Exit codes: 0 done, 1 there is no such snapshot, 2 wrong usage.`,
		Example: `  tearsheet pin https://example.com/news/story
  tearsheet list --ids --until 2026-01-01 | xargs tearsheet pin
  tearsheet pin`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return o.list(cmd.Context(), a)
			}
			return o.run(cmd.Context(), a, args, true)
		},
	}
	o.addFlags(cmd)
	return cmd
}

func newUnpinCmd(a *app) *cobra.Command {
	var o pinOptions
	cmd := &cobra.Command{
		Use:   "unpin [flags] ID | FOLDER | URL...",
		Short: "Let gc remove snapshots that were pinned",
		Long: `unpin takes the marks off that pin made.

Exit codes: 0 done, 1 there is no such snapshot, 2 wrong usage.`,
		Example: `  tearsheet unpin https://example.com/news/story
  tearsheet pin | xargs tearsheet unpin`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.run(cmd.Context(), a, args, false)
		},
	}
	o.addFlags(cmd)
	return cmd
}

func (o *pinOptions) addFlags(cmd *cobra.Command) {
	addArchiveFlag(cmd.Flags(), &o.archive)
	o.log.addFlags(cmd.Flags())
}

// open opens an archive that is there, with what its log says.
func (o *pinOptions) open(ctx context.Context) (*snapshots.Store, *snapshots.Ledger, error) {
	store, err := snapshots.Open(o.archive)
	if err != nil {
		return nil, nil, err
	}
	ledger := store.Ledger()
	return store, ledger, ledger.Read(ctx)
}

func (o *pinOptions) list(ctx context.Context, a *app) error {
	_, ledger, err := o.open(ctx)
	if err != nil {
		return err
	}
	for _, id := range ledger.AllPinned() {
		if _, err := fmt.Fprintln(a.Out, id); err != nil {
			return err
		}
	}
	return nil
}

func (o *pinOptions) run(ctx context.Context, a *app, refs []string, pinned bool) error {
	store, ledger, err := o.open(ctx)
	if err != nil {
		return err
	}
	sign, err := o.log.signer(ledger)
	if err != nil {
		return err
	}
	var ids []snapshots.ID
	for _, ref := range refs { // all of them are there, or nothing is done
		snap, err := store.Find(ctx, ref)
		if err != nil {
			return err
		}
		ids = append(ids, snap.ID)
	}
	w, err := snapshots.OpenWriter(o.archive)
	if err != nil {
		return err
	}
	defer w.Close()
	for _, id := range ids {
		if ledger.Pinned(id) != pinned {
			if err := w.Pin(id, pinned, sign); err != nil {
				return err
			}
		}
	}
	return nil
}
