package cli

import (
	"context"
	"errors"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
)

// pageFile is a file that extract was asked for, or what cannot be read in its place.
type pageFile struct {
	name string
	err  error
}

// isPipe tells whether reading may have to wait for somebody to write.
func (f pageFile) isPipe() bool {
	if f.name == "-" {
		return true
	}
	info, err := os.Stat(f.name)
	return err == nil && !info.Mode().IsRegular()
}

// pageEndings are the names of files that are taken from folders.
var pageEndings = []string{".html", ".htm", ".xhtml", ".html.gz", ".htm.gz"}

func isPageName(path string) bool {
	return slices.ContainsFunc(pageEndings, func(e string) bool { return strings.HasSuffix(strings.ToLower(path), e) })
}

// errNoFile is said of a pipe or a device among the pages of a folder: to read one may
// take for ever. One that is named itself is read, as in extract <(curl ...).
var errNoFile = errors.New("it is no file, but a pipe or a device")

// pages lists the files that the arguments name: a folder stands for the pages in it
// and below it, by name.
func pages(args []string) iter.Seq[pageFile] {
	return func(yield func(pageFile) bool) {
		for _, arg := range args {
			info, err := os.Stat(arg)
			if err != nil || !info.IsDir() {
				if !yield(pageFile{name: arg}) {
					return
				}
				continue
			}
			more := true
			_ = filepath.WalkDir(arg, func(path string, entry fs.DirEntry, err error) error {
				switch {
				case err != nil:
					more = yield(pageFile{path, err})
				case !entry.IsDir() && isPageName(path):
					if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() && !info.IsDir() {
						more = yield(pageFile{path, errNoFile})
					} else {
						more = yield(pageFile{name: path})
					}
				}
				if !more {
					return fs.SkipAll
				}
				return nil
			})
			if !more {
				return
			}
		}
	}
}

// until gives the items up to the end of ctx, and then says that it left some out.
func until[T any](ctx context.Context, items iter.Seq[T], left *atomic.Bool) iter.Seq[T] {
	return func(yield func(T) bool) {
		for item := range items {
			if ctx.Err() != nil {
				left.Store(true)
				return
			}
			if !yield(item) {
				return
			}
		}
	}
}
