package snapshots

import (
	"errors"
	"io/fs"
	"strings"
	"syscall"
)

// The kinds of error that this package gives; see [Error].
const (
	KindStorage    = "storage"     // the archive could not be read or written
	KindNotFound   = "not_found"   // no such archive, snapshot or file
	KindInvalidURL = "invalid_url" // a URL that no snapshot can have
	KindBroken     = "broken"      // a snapshot or archive whose contents are not what they should be
	KindPinned     = "pinned"      // a snapshot that is not to be removed
	KindNoArchive  = "no_archive"  // the address of an archive that none can have
	KindMisuse     = "misuse"      // the caller asked for something that makes no sense
)

// Error is the type of every error of this package: what was tried, on what,
// why it failed and, where that is known, what to do about it.
type Error struct {
	kind string
	Op   string // what was tried: "open archive", "commit"
	Path string // file, folder or URL; may be empty
	Err  error  // the cause
	Hint string // what to do; may be empty
}

// Kind sorts the error for programs: one of the Kind constants.
func (e *Error) Kind() string { return e.kind }

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// Error is one line: operation, path, cause and hint.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.Op)
	if e.Path != "" {
		b.WriteString(" " + e.Path)
	}
	b.WriteString(": " + strings.ReplaceAll(cause(e.Err).Error(), "\n", "; ")) // errors.Join writes lines
	if e.Hint != "" {
		b.WriteString(" (" + e.Hint + ")")
	}
	return b.String()
}

// cause strips the wrapping that would repeat the path.
func cause(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}

// hints say what to do about what the operating system reports.
var hints = []struct {
	err  error
	hint string
}{
	{syscall.ENOSPC, "free some space or use an archive on another disk"},
	{syscall.EDQUOT, "free some space or use an archive on another disk"},
	{syscall.EROFS, "use an archive on a disk that can be written"},
	{fs.ErrPermission, "check who owns the folder (of a bucket: what your credentials may do there), or use another one"},
	{syscall.ENOTDIR, "an archive is a folder; use another path"},
	{syscall.ENAMETOOLONG, "use an archive with a shorter path"},
}

// storageError wraps what the file system said.
func storageError(op, path string, err error) *Error {
	kind := KindStorage
	if errors.Is(err, fs.ErrNotExist) {
		kind = KindNotFound
	}
	e := &Error{kind: kind, Op: op, Path: path, Err: err}
	for _, h := range hints {
		if errors.Is(err, h.err) {
			e.Hint = h.hint
			break
		}
	}
	return e
}

// writeError is a storageError that stays one when something vanished: to a
// writer a missing folder is a failing store, not a wrong question.
func writeError(op, path string, err error) *Error {
	e := storageError(op, path, err)
	e.kind = KindStorage
	return e
}

func newError(kind, op, path, problem string) *Error {
	return &Error{kind: kind, Op: op, Path: path, Err: errors.New(problem)}
}
