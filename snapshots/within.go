package snapshots

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/tearsheet/tearsheet/snapshots/regular"
)

// Everything in an archive is opened from the archive's own folder, so that no link in it
// leads out of it, and only files are: what else lies there could be waited for for ever.

// open opens a file of the archive by its path.
func (s *Store) open(path string) (*os.File, error) {
	name, err := filepath.Rel(s.dir, path)
	if err != nil {
		return nil, err
	}
	if s.direct {
		return s.remote.direct(filepath.ToSlash(name))
	}
	return regular.OpenUnder(s.dir, name)
}

// read reads a file of the archive, of at most so many bytes.
func (s *Store) read(path string, most int64) ([]byte, error) {
	name, err := filepath.Rel(s.dir, path)
	if err != nil {
		return nil, err
	}
	if s.direct {
		return readObject(context.Background(), s.remote.bucket, filepath.ToSlash(name), most)
	}
	return regular.ReadFileUnder(s.dir, name, most)
}

// entries lists a folder of the archive, by name. One that is not there, or is no folder,
// holds nothing.
func (s *Store) entries(dir string) ([]fs.DirEntry, error) {
	if s.direct {
		return s.remoteEntries(dir)
	}
	d, err := s.openFolder(dir)
	if d == nil {
		return nil, err
	}
	defer d.Close() // only read: nothing to lose
	list, err := d.ReadDir(-1)
	slices.SortFunc(list, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return list, err
}

// openFolder opens a folder of the archive: nil where there is none.
func (s *Store) openFolder(dir string) (*os.File, error) {
	root, name, err := s.root(dir)
	if err != nil {
		return nil, absentIsNone(err)
	}
	defer root.Close() // only read: nothing to lose
	if info, err := root.Stat(name); err != nil || !info.IsDir() {
		return nil, absentIsNone(err)
	}
	d, err := root.Open(name)
	return d, absentIsNone(err)
}

func absentIsNone(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// root opens the archive's folder, and names a path from there.
func (s *Store) root(path string) (*os.Root, string, error) {
	name, err := filepath.Rel(s.dir, path)
	if err != nil {
		return nil, "", err
	}
	root, err := regular.Root(s.dir)
	return root, name, err
}
