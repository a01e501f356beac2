package cli

import (
	"io"
	"iter"
	"os"
	"strings"

	"github.com/tearsheet/tearsheet/snapshots"
	"github.com/tearsheet/tearsheet/snapshots/regular"
	"github.com/tearsheet/tearsheet/snapshots/wacz"
)

// filesOf parts WACZ files that are named, whatever they are called, from what names snapshots.
func filesOf(names []string) (files, refs []string, err error) {
	for _, name := range names {
		info, err := os.Stat(name)
		switch isFile := err == nil && info.Mode().IsRegular(); {
		case strings.Contains(name, "://"):
			refs = append(refs, name)
		case strings.HasSuffix(name, ".wacz"), isFile && isZIP(name):
			files = append(files, name)
		case isFile:
			return nil, nil, usagef("%s is no WACZ file: verify looks at those, at snapshots' folders, and at what an archive holds", name)
		default:
			refs = append(refs, name)
		}
	}
	return files, refs, nil
}

// isZIP tells whether a file begins as ZIP files do, of which WACZ is a kind.
func isZIP(name string) bool {
	f, err := regular.OpenInput(name)
	if err != nil {
		return false
	}
	defer f.Close() // only read: nothing to lose
	start := make([]byte, 4)
	_, err = io.ReadFull(f, start)
	return err == nil && string(start) == "PK\x03\x04"
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
