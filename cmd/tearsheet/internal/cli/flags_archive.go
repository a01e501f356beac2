package cli

import (
	"github.com/spf13/pflag"

	buckets "github.com/tearsheet/tearsheet/snapshots/storage"
)

// addArchiveFlag lets the user say which archive is read.
func addArchiveFlag(flags *pflag.FlagSet, archive *string) {
	flags.StringVarP(archive, "archive", "o", defaultArchive(), "archive folder ($TEARSHEET_ARCHIVE)")
}

// requireFolder refuses an archive in a bucket for what keeps files of its own beside an
// archive.
func requireFolder(archive, what string) error {
	if !buckets.IsURL(archive) {
		return nil
	}
	return usagef("%s does not work with an archive in a bucket yet, only with one in a folder: with %s there are "+
		"capture, work, list, search, show, export, diff, log, blame, verify, pin and gc", what, archive)
}
