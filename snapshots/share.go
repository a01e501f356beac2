package snapshots

import (
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"runtime"

	"github.com/tearsheet/tearsheet/snapshots/regular"
)

// An archive on disk can share files: what several snapshots have is on disk once, under the
// name that each of them gives it and under its digest in .objects. All are names of the one
// file (hard links), so that each folder opens as ever and may be moved and removed, and the
// file system itself counts who has it. What .objects has alone nobody has: gc removes it.
//
// That needs no lock, and never breaks a snapshot. Whoever shares links before it gives up its
// own copy; whoever sweeps takes away the name in .objects and none of a snapshot's.
//
// Who writes into one of the names writes into all, so files that are shared refuse it. Where
// there are no such links (a file system without them, too many of one file) each snapshot has
// its own copy.

// linkName is what the link is called in a draft until it takes its file's place.
const linkName = ".link"

// Share has an archive on disk share files from now on, or no longer; what is stored stays as it
// is. Writers that are open already hear of it when they are opened again.
func (w *Writer) Share(on bool) error {
	if w.remote != nil {
		return newError(KindMisuse, "share files", w.Where(), "a bucket has no links: only an archive in a folder shares")
	}
	if w.shares.Load() == on {
		return nil
	}
	err := w.gated(func() error {
		m, err := w.readMarker()
		if err != nil {
			return err
		}
		m.Share = on
		data, err := m.text()
		if err != nil {
			return err
		}
		return w.replaceMarker(data)
	})
	if err != nil {
		return writeError("share files", w.markerPath(), err)
	}
	w.shares.Store(on)
	return nil
}

// share puts what others have too in the place of a draft's files. It fails only where a file is
// no longer what it was.
func (d *Draft) share() error {
	if !d.w.shares.Load() {
		return nil
	}
	for _, f := range d.files {
		if f.Size == 0 {
			continue
		}
		if err := d.w.shareFile(filepath.Join(d.dir, f.Name), f); err != nil {
			return err
		}
	}
	return nil
}

func (w *Writer) shareFile(path string, f File) error {
	object := w.objectPath(f.SHA256)
	link := filepath.Join(filepath.Dir(path), linkName)
	if w.isObject(object, f) && w.disk.Link(object, link) == nil {
		err := w.disk.Rename(link, path)
		if exists(link) { // also where it is the same file already
			err = errors.Join(err, w.disk.Remove(link))
		}
		return err
	}
	// Damaged, of too many names, or not there: from now on it is this one. Whatever fails
	// leaves the draft its own copy.
	if exists(object) && w.disk.Remove(object) != nil {
		return nil
	}
	for _, dir := range []string{filepath.Dir(filepath.Dir(object)), filepath.Dir(object)} {
		if err := w.disk.Mkdir(dir); err != nil && !errors.Is(err, fs.ErrExist) {
			return nil
		}
	}
	if w.disk.Link(path, object) == nil && runtime.GOOS != "windows" { // where it could not be removed then
		_ = w.disk.Freeze(path)
	}
	return nil
}

// isObject tells whether an object is there, with every byte.
func (w *Writer) isObject(object string, f File) bool {
	in, err := w.open(object)
	if err != nil {
		return false
	}
	defer in.Close() // only read: nothing to lose
	if info, err := in.Stat(); err != nil || info.Size() != f.Size {
		return false
	}
	h := sha256.New()
	_, err = io.Copy(h, in)
	return err == nil && Digest(h.Sum(nil)) == f.SHA256
}

// unshared gives the objects that no snapshot has.
func (s *Store) unshared() iter.Seq2[string, fs.FileInfo] {
	return func(yield func(string, fs.FileInfo) bool) {
		top := filepath.Join(s.dir, objectsName)
		folders, _ := s.entries(top) // none is nothing shared
		for _, folder := range folders {
			entries, _ := s.entries(filepath.Join(top, folder.Name()))
			for _, e := range entries {
				path := filepath.Join(top, folder.Name(), e.Name())
				if info, names := s.namesOf(path); names == 1 && !yield(path, info) {
					return
				}
			}
		}
	}
}

// namesOf tells how many names a file has; 0: that cannot be told.
func (s *Store) namesOf(path string) (info fs.FileInfo, names int) {
	f, err := s.open(path)
	if err != nil {
		return nil, 0
	}
	defer f.Close() // only read: nothing to lose
	if info, err = f.Stat(); err != nil {
		return nil, 0
	}
	return info, regular.Names(f)
}

// removeUnshared removes the objects that no snapshot has.
func (w *Writer) removeUnshared(ctx context.Context) (n int, bytes int64, err error) {
	for path, info := range w.unshared() {
		if ctx.Err() != nil {
			return n, bytes, context.Cause(ctx)
		}
		if err := w.disk.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
			return n, bytes, writeError("remove what nobody shares", path, err)
		}
		n, bytes = n+1, bytes+info.Size()
	}
	return n, bytes, nil
}

// sharedSize is how many bytes of a snapshot others have too.
func (s *Store) sharedSize(snap Snapshot) (bytes int64) {
	if s.remote != nil {
		return 0
	}
	for _, f := range snap.Files {
		own := 1
		if exists(s.objectPath(f.SHA256)) {
			own = 2
		}
		if _, names := s.namesOf(filepath.Join(snap.Dir, f.Name)); names > own {
			bytes += f.Size
		}
	}
	return bytes
}

// reportUnshared tells of objects that no snapshot has.
func (s *Store) reportUnshared(r *Report) {
	for path := range s.unshared() {
		name, err := filepath.Rel(s.dir, path)
		if err == nil {
			r.add(filepath.ToSlash(name), Leftover, "no snapshot shares it any more: gc removes it")
		}
	}
}
