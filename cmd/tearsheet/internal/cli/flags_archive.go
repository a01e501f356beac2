package cli

import (
	"path/filepath"

	"github.com/spf13/pflag"

	"github.com/tearsheet/tearsheet/snapshots"
)

// addArchiveFlag lets the user say which archive is read.
func addArchiveFlag(flags *pflag.FlagSet, archive *string) {
	flags.StringVarP(archive, "archive", "o", defaultArchive(), "archive folder, or a bucket: s3://BUCKET/PREFIX ($TEARSHEET_ARCHIVE)")
}

// stateFlag says where what goes on beside an archive is kept: jobs and watched pages.
type stateFlag struct{ dir string }

func (s *stateFlag) addFlag(flags *pflag.FlagSet) {
	flags.StringVar(&s.dir, "state", "", "folder of what is kept beside the archive: jobs, watched pages (default: the archive's own; for a bucket one of yours, named for it)")
}

// use has an archive use it.
func (s stateFlag) use(store *snapshots.Store) error {
	if s.dir == "" {
		return nil
	}
	dir, err := filepath.Abs(s.dir)
	store.State = dir
	return err
}
