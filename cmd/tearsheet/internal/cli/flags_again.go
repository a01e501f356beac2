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
	case time.Since(snap.CapturedAt) <= o.maxAge:
		return snap, "max-age"
	}
	return snapshots.Snapshot{}, ""
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
