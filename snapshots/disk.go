package snapshots

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"runtime"
	"syscall"
)

// disk is all that a Writer does to the file system. Tests put one in its place
// that fails, or is killed, at the n-th call.
type disk interface {
	Create(path string) (diskFile, error) // a new file; fails if it is there
	Mkdir(path string) error
	Rename(from, to string) error
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

type osDisk struct{}

func (osDisk) Create(path string) (diskFile, error) {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return nil, err // not f: a nil *os.File is not a nil diskFile
	}
	return f, nil
}

func (osDisk) Mkdir(path string) error      { return os.Mkdir(path, 0o755) }
func (osDisk) Rename(from, to string) error { return os.Rename(from, to) }
func (osDisk) Remove(path string) error     { return os.Remove(path) }
func (osDisk) RemoveAll(path string) error  { return os.RemoveAll(path) }

func (osDisk) SyncDir(path string) error {
	if runtime.GOOS == "windows" {
		return nil // folders cannot be synced there, and renames are journaled
	}
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	err = d.Sync()
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, syscall.ENOTSUP) {
		err = nil // some network and virtual file systems have no such thing
	}
	if cerr := d.Close(); err == nil {
		err = cerr
	}
	return err
}
