package cli

import (
	"path/filepath"

	"github.com/spf13/pflag"

	"github.com/tearsheet/tearsheet/snapshots"
	buckets "github.com/tearsheet/tearsheet/snapshots/storage"
)

// addArchiveFlag lets the user say which archive is read.
func addArchiveFlag(flags *pflag.FlagSet, archive *string) {
	flags.VarP(newPlace(archive, defaultArchive()), "archive", "o", "archive folder, by its path or as file://, or a bucket: s3://, gs:// or azblob://BUCKET/PREFIX ($TEARSHEET_ARCHIVE)")
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

// shareFlag has an archive store once what several snapshots have.
type shareFlag struct {
	on    bool
	given func() bool
}

func (s *shareFlag) addFlag(flags *pflag.FlagSet) {
	flags.BoolVar(&s.on, "share", false, "from now on store files of the same bytes once in this archive, as hard links; --share=false ends that")
	s.given = func() bool { return flags.Changed("share") }
}

func (s *shareFlag) validate(archive string) error {
	if s.on && buckets.IsURL(archive) {
		return usagef("--share: a bucket has no links, and each snapshot in it has files of its own: use it with an archive in a folder")
	}
	return nil
}

// use has an archive heed it.
func (s *shareFlag) use(w *snapshots.Writer) error {
	if s.given == nil || !s.given() || !s.on && buckets.IsURL(w.Where()) {
		return nil
	}
	return w.Share(s.on)
}
