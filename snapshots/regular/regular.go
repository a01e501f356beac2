// Package regular opens files that are files. A pipe, a socket or a device in the place
// of one is refused at once, where opening it could wait for ever, and no link leads out
// of the folder that a name is looked up in.
//
//	f, err := regular.Open(name)            // a file that the user names: links count
//	f, err := regular.OpenUnder(dir, name)  // a file of a folder that others may have made
package regular

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// ErrNotRegular says that there is something, and that it is no file.
var ErrNotRegular = errors.New("is not a regular file")

// Open opens a file by its name, through links.
func Open(name string) (*os.File, error) {
	f, err := os.OpenFile(name, os.O_RDONLY|noWait, 0)
	return checked(f, name, err)
}

// OpenUnder opens a file of a folder. A link may lead to another file of the folder, but
// not out of it.
func OpenUnder(dir, name string) (*os.File, error) {
	root, err := Root(dir)
	if err != nil {
		return nil, err
	}
	defer root.Close() // only read: nothing to lose
	return OpenIn(root, name)
}

// Root opens a folder, and nothing else.
func Root(dir string) (*os.Root, error) {
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return nil, &fs.PathError{Op: "open", Path: dir, Err: syscall.ENOTDIR}
	}
	return os.OpenRoot(dir)
}

// OpenIn is OpenUnder for a folder that is open.
func OpenIn(root *os.Root, name string) (*os.File, error) {
	f, err := root.OpenFile(name, os.O_RDONLY|noWait, 0)
	return checked(f, filepath.Join(root.Name(), name), err)
}

// OpenInput opens what a user gives to be read from: a file, or what the shell puts in
// the place of one (`<(command)`, /dev/stdin).
func OpenInput(name string) (*os.File, error) {
	for _, folder := range []string{"/dev/fd/", "/dev/stdin", "/proc/self/fd/"} {
		if strings.HasPrefix(name, folder) {
			return os.Open(name)
		}
	}
	return Open(name)
}

// ReadFile reads a file of at most so many bytes by its name.
func ReadFile(name string, most int64) ([]byte, error) {
	f, err := Open(name)
	if err != nil {
		return nil, err
	}
	return readAll(f, most)
}

// ReadFileUnder reads a file of a folder, of at most so many bytes; see OpenUnder.
func ReadFileUnder(dir, name string, most int64) ([]byte, error) {
	f, err := OpenUnder(dir, name)
	if err != nil {
		return nil, err
	}
	return readAll(f, most)
}

func readAll(f *os.File, most int64) ([]byte, error) {
	defer f.Close() // only read: nothing to lose
	data, err := io.ReadAll(io.LimitReader(f, most+1))
	if err == nil && int64(len(data)) > most {
		err = fmt.Errorf("is larger than %d MB", most>>20)
	}
	return data, err
}

// checked closes what was opened and is no file.
func checked(f *os.File, name string, err error) (*os.File, error) {
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = &fs.PathError{Op: "open", Path: name, Err: ErrNotRegular}
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}
