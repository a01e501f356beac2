package snapshots

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync/atomic"

	"github.com/gofrs/flock"

	"github.com/tearsheet/tearsheet/snapshots/regular"
	"github.com/tearsheet/tearsheet/snapshots/storage"
)

// Writer adds snapshots to an archive. Any number of them, in any number of
// processes, can write at the same time; each is safe for concurrent use.
type Writer struct {
	*Store
	root    *os.Root // the archive's folder
	disk    disk
	session string       // folder of this writer's drafts
	lock    *flock.Flock // held while the writer lives, so that no other sweeps the session
	drafts  atomic.Int64 // number of the last draft
	ledger  *Ledger      // as it was when something was last removed
	swept   int
	shares  atomic.Bool // see Share
}

// OpenWriter opens an archive for writing and makes it if there is none. It
// refuses a folder that holds something else, and removes the drafts that dead
// processes left. Close the writer when done.
//
// The archive may be in a bucket, as with Open.
func OpenWriter(dir string) (*Writer, error) {
	if storage.IsURL(dir) {
		s, err := openBucket(dir, true)
		if err != nil {
			return nil, err
		}
		return beginWriting(s, s.remote.disk(s))
	}
	return openWriter(dir, newOSDisk)
}

func openWriter(dir string, disk func(*os.Root) disk) (*Writer, error) {
	s, err := newStore(dir)
	if err != nil {
		return nil, err
	}
	if _, err := s.inspect(); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(s.dir, 0o755); err != nil {
		return nil, writeError("open archive for writing", s.dir, err)
	}
	return beginWriting(s, disk)
}

func beginWriting(s *Store, disk func(*os.Root) disk) (*Writer, error) {
	root, err := regular.Root(s.dir)
	if err != nil {
		return nil, writeError("open archive for writing", s.dir, err)
	}
	w := &Writer{Store: s, root: root, disk: disk(root), ledger: s.Ledger()}
	if err := w.begin(); err != nil {
		return nil, writeError("open archive for writing", s.dir, errors.Join(err, root.Close()))
	}
	return w, nil
}

// Close ends the session and drops drafts that were not committed.
func (w *Writer) Close() error {
	err := errors.Join(w.disk.RemoveAll(w.session), w.lock.Close(), w.root.Close())
	if err != nil {
		return writeError("close archive", w.dir, err)
	}
	return nil
}

// Swept says how many drafts of dead processes were removed at the start.
func (w *Writer) Swept() int { return w.swept }

// begin makes the archive and this writer's session. The temp folder's lock
// keeps other processes from sweeping a session that is not locked yet.
func (w *Writer) begin() (err error) {
	if err := w.root.Mkdir(tempName, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	// The locks in it are opened by their path.
	if info, err := w.root.Lstat(tempName); err != nil || !info.IsDir() {
		return errors.Join(err, fmt.Errorf("%s is no folder: remove it", tempName))
	}
	gate := newLock(w.tempDir())
	if err := gate.Lock(); err != nil {
		return fmt.Errorf("lock the archive: %w", err)
	}
	defer func() { err = errors.Join(err, gate.Close()) }()

	w.swept = w.sweep()
	if err := w.mark(); err != nil {
		return err
	}
	if m, err := w.readMarker(); err == nil && w.remote == nil {
		w.shares.Store(m.Share)
	}
	w.session = filepath.Join(w.tempDir(), fmt.Sprintf("writer-%d-%s", os.Getpid(), rand.Text()))
	if err := w.root.Mkdir(filepath.Join(tempName, filepath.Base(w.session)), 0o700); err != nil {
		return err
	}
	w.lock = newLock(w.session)
	if err := w.lock.Lock(); err != nil {
		return errors.Join(fmt.Errorf("lock the session: %w", err), w.disk.RemoveAll(w.session))
	}
	return nil
}

// newLock is the lock of a folder. Users who share an archive share its locks.
func newLock(dir string) *flock.Flock {
	return flock.New(filepath.Join(dir, lockName), flock.SetFlag(os.O_CREATE|os.O_RDONLY|regular.LockFlags), flock.SetPermissions(0o644))
}

// mark writes the marker of a new archive, whole or not at all.
func (w *Writer) mark() error {
	if _, err := w.root.Stat(markerName); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	data, err := marker{Format: FormatVersion, Log: true}.text()
	if err != nil {
		return err
	}
	if _, err := w.root.Lstat(logName); errors.Is(err, fs.ErrNotExist) {
		if err := writeFile(w.disk, w.logPath(), nil); err != nil {
			return err
		}
	}
	return w.replaceMarker(data)
}

// replaceMarker writes the marker, whole or not at all. The temp folder's lock is held.
func (w *Writer) replaceMarker(data []byte) error {
	temp := filepath.Join(w.tempDir(), markerName)
	if err := w.root.RemoveAll(filepath.Join(tempName, markerName)); err != nil { // of a process that died just here
		return err
	}
	if err := writeFile(w.disk, temp, data); err != nil {
		return err
	}
	if err := w.disk.Rename(temp, w.markerPath()); err != nil {
		return err
	}
	return w.disk.SyncDir(w.dir)
}

// writeFile writes a new file that is on disk when it returns.
func writeFile(d disk, path string, data []byte) error {
	f, err := d.Create(path)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, finish(f, int64(len(data))))
}

// finish makes sure that a file of so many bytes is on disk, and closes it.
func finish(f diskFile, size int64) error {
	err := f.Sync()
	if err == nil {
		var info fs.FileInfo
		if info, err = f.Stat(); err == nil && info.Size() != size {
			err = fmt.Errorf("%d bytes written, %d on disk", size, info.Size())
		}
	}
	return errors.Join(err, f.Close())
}

// Scratch makes a folder for what is needed while a snapshot is made and not after. It
// goes with the writer's session, if nobody removes it before.
func (w *Writer) Scratch() (dir string, err error) {
	dir = filepath.Join(w.session, "scratch-"+rand.Text())
	if err := w.disk.Mkdir(dir); err != nil {
		return "", writeError("make a scratch folder", w.session, err)
	}
	return dir, nil
}
