package cli

import "github.com/spf13/pflag"

// addArchiveFlag lets the user say which archive is read.
func addArchiveFlag(flags *pflag.FlagSet, archive *string) {
	flags.StringVarP(archive, "archive", "o", defaultArchive(), "archive folder ($TEARSHEET_ARCHIVE)")
}
