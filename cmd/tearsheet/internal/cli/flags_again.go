package cli

import (
	"context"
	"time"

	"github.com/spf13/pflag"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/pipeline"
	"github.com/tearsheet/tearsheet/snapshots"
)

// againFlags say what is not captured anew.
type againFlags struct {
	resume, noClobber bool
	maxAge            time.Duration
	looks             *snapshots.Ledger // of the archive
}

func (o *againFlags) addFlags(flags *pflag.FlagSet) {
	flags.BoolVar(&o.resume, "resume", false, "go on where a run of the same command stopped: leave out what it has captured")
	flags.BoolVar(&o.noClobber, "no-clobber", false, "leave out pages of which the archive has a snapshot")
	flags.DurationVar(&o.maxAge, "max-age", 0, "leave out pages of which the archive has a snapshot that is no older than this")
}

func (o *againFlags) validate() error {
	if o.maxAge < 0 {
		return usagef("--max-age %s: use 0s or more", o.maxAge)
	}
	return nil
}

// enough gives the snapshot of a page that makes another one needless, and says why. One that
// had not finished does not.
func (o *againFlags) enough(ctx context.Context, store *snapshots.Store, t task) (snap snapshots.Snapshot, why string) {
	if !o.noClobber && o.maxAge == 0 {
		return snap, ""
	}
	snap, ok := newest(ctx, store, t)
	switch {
	case !ok || snap.Partial:
		return snapshots.Snapshot{}, ""
	case o.noClobber:
		return snap, "no-clobber"
	case time.Since(o.lastSeen(ctx, snap)) <= o.maxAge:
		return snap, "max-age"
	}
	return snapshots.Snapshot{}, ""
}

// lastSeen is when a page was last seen to be as a snapshot has it: when that was taken, or at a
// look that was not stored since nothing had changed.
func (o *againFlags) lastSeen(ctx context.Context, snap snapshots.Snapshot) time.Time {
	at := snap.CapturedAt
	if o.looks.Read(ctx) != nil {
		return at // what cannot be read makes no snapshot younger
	}
	if s := seenAgain(o.looks, snap.ID); s != nil && s.Last.After(at) {
		return s.Last
	}
	return at
}

// newest gives the newest snapshot of a page, of several of one address that with its name.
func newest(ctx context.Context, store *snapshots.Store, t task) (snapshots.Snapshot, bool) {
	for snap, err := range store.List(ctx, snapshots.Query{URL: t.URL}) {
		if err == nil && (t.job.Name == "" || pipeline.NameOf(snap) == t.job.Name) {
			return snap, true
		}
	}
	return snapshots.Snapshot{}, false
}
