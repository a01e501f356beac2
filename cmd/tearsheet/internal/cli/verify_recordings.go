package cli

import (
	"iter"
	"strings"

	"github.com/tearsheet/tearsheet/snapshots"
	"github.com/tearsheet/tearsheet/snapshots/wacz"
)

// filesOf parts WACZ files that are named from what names snapshots.
func filesOf(names []string) (files, refs []string) {
	for _, name := range names {
		if strings.HasSuffix(name, ".wacz") && !strings.Contains(name, "://") {
			files = append(files, name)
		} else {
			refs = append(refs, name)
		}
	}
	return files, refs
}

// recordings checks WACZ files that are in no archive.
func recordings(files []string, trust wacz.Trust) iter.Seq2[snapshots.Report, error] {
	return func(yield func(snapshots.Report, error) bool) {
		for _, name := range files {
			if !yield(snapshots.VerifyRecording(name, trust)) {
				return
			}
		}
	}
}

// following is one list of reports after another.
func following(first, second iter.Seq2[snapshots.Report, error]) iter.Seq2[snapshots.Report, error] {
	return func(yield func(snapshots.Report, error) bool) {
		for report, err := range first {
			if !yield(report, err) {
				return
			}
		}
		second(yield)
	}
}
