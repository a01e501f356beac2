package snapshots

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"syscall"

	"github.com/tearsheet/tearsheet/snapshots/regular"
)

// disk is all that a Writer does to the file system. Tests put one in its place
// that fails, or is killed, at the n-th call.
type disk interface {
	Create(path string) (diskFile, error) // a new file; fails if it is there
	// Extend opens a file, new or old, to be written behind so many bytes; what was there is gone.
	Extend(path string, size int64) (diskFile, error)
	Mkdir(path string) error
	Rename(from, to string) error
	Link(from, to string) error  // a second name of a file
	Freeze(path string) error    // has it refuse to be written
	Remove(path string) error    // of a file
	RemoveAll(path string) error // of a folder
	SyncDir(path string) error   // makes the folder's entries durable
}

// diskFile is an open file being written.
type diskFile interface {
	io.Writer
	Stat() (fs.FileInfo, error)
	Sync() error
	Close() error
}

// osDisk is the file system below the archive's folder: no link leads out of it.
type osDisk struct{ root *os.Root }

func newOSDisk(root *os.Root) disk { return osDisk{root} }

// name is a path as the archive's folder has it.
func (d osDisk) name(path string) string {
	if name, err := filepath.Rel(d.root.Name(), path); err == nil {
		return name
	}
	return path // which the root refuses
}

func (d osDisk) Create(path string) (diskFile, error) {
	f, err := d.root.OpenFile(d.name(path), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return nil, err // not f: a nil *os.File is not a nil diskFile
	}
	return f, nil
}

func (d osDisk) Extend(path string, size int64) (diskFile, error) {
	f, err := d.root.OpenFile(d.name(path), os.O_WRONLY|os.O_CREATE|regular.LockFlags, 0o644)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = regular.ErrNotRegular
	}
	if err == nil && info.Size() != size {
		err = f.Truncate(size)
	}
	if err == nil {
		_, err = f.Seek(size, io.SeekStart)
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

func (d osDisk) Mkdir(path string) error      { return d.root.Mkdir(d.name(path), 0o755) }
func (d osDisk) Rename(from, to string) error { return d.root.Rename(d.name(from), d.name(to)) }
func (d osDisk) Link(from, to string) error   { return d.root.Link(d.name(from), d.name(to)) }
func (d osDisk) Freeze(path string) error     { return d.root.Chmod(d.name(path), 0o444) }
func (d osDisk) Remove(path string) error     { return d.root.Remove(d.name(path)) }
func (d osDisk) RemoveAll(path string) error  { return d.root.RemoveAll(d.name(path)) }

func (d osDisk) SyncDir(path string) error {
	if runtime.GOOS == "windows" {
		return nil // folders cannot be synced there, and renames are journaled
	}
	folder, err := d.root.Open(d.name(path))
	if err != nil {
		return err
	}
	err = folder.Sync()
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, syscall.ENOTSUP) {
		err = nil // some network and virtual file systems have no such thing
	}
	if cerr := folder.Close(); err == nil {
		err = cerr
	}
	return err
}
