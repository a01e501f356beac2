package snapshots

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"strconv"
)

// Remove takes a snapshot out of the archive and tells how many bytes its files had. One that is
// pinned stays, with an error of [KindPinned].
//
// The line in the log comes first, so that nothing is ever gone of which the log does not say
// that it was removed. A process that dies behind it leaves the snapshot whole where it was,
// or out of the way among its drafts, which the next writer sweeps: never a part of it.
func (w *Writer) Remove(id ID, sign Sign) (freed int64, err error) {
	snap, err := w.Get(id)
	if err != nil {
		return 0, err // what cannot be read is evidence of something
	}
	if err := w.Refresh(context.Background()); err != nil {
		return 0, err
	}
	freed = w.Size(snap) - w.sharedSize(snap)
	away := filepath.Join(w.session, "removed-"+strconv.FormatInt(w.drafts.Add(1), 10))
	if err := w.gated(func() error { return w.moveAway(snap, away, sign) }); err != nil {
		if errors.Is(err, fs.ErrNotExist) && !exists(snap.Dir) {
			return 0, newError(KindNotFound, "remove snapshot", string(id), "somebody else removed it just now")
		}
		if pinned, ok := errors.AsType[*Error](err); ok {
			return 0, pinned
		}
		return 0, writeError("remove snapshot", snap.Dir, err)
	}
	if err := w.disk.RemoveAll(away); err != nil {
		return 0, writeError("remove snapshot", away, err)
	}
	return freed, nil
}

// moveAway says in the log that a snapshot is removed, and moves it to this writer's drafts.
// What cannot be done is not said.
func (w *Writer) moveAway(snap Snapshot, away string, sign Sign) error {
	if !exists(snap.Dir) {
		return fs.ErrNotExist
	}
	if err := w.unpinned(snap.ID); err != nil {
		return err
	}
	before, err := w.addLine(logLine{Event: Removed, Snapshot: snap.ID, Manifest: snap.Digest}, sign)
	if err != nil {
		return err
	}
	if err := w.disk.Rename(snap.Dir, away); err != nil {
		return errors.Join(err, w.extendLog(before, nil))
	}
	if err := w.disk.SyncDir(filepath.Dir(snap.Dir)); err != nil {
		// It might come back with a power cut, so its files must stay.
		if back := w.disk.Rename(away, snap.Dir); back != nil {
			return errors.Join(err, back)
		}
		return errors.Join(err, w.extendLog(before, nil))
	}
	return nil
}

// unpinned fails where a snapshot is pinned. If another machine has pinned it since, the line
// of its removal is refused until that is read, and this is asked again.
func (w *Writer) unpinned(id ID) error {
	if err := w.ledger.Read(context.Background()); err != nil || !w.ledger.Pinned(id) {
		return err
	}
	return newError(KindPinned, "remove snapshot", string(id), "it is pinned")
}

// Size is how many bytes the files of a snapshot have.
func (s *Store) Size(snap Snapshot) (bytes int64) {
	if s.remote != nil {
		for _, f := range snap.Files {
			bytes += f.Size
		}
		return bytes
	}
	entries, _ := s.entries(snap.Dir) // what cannot be read does not count
	for _, e := range entries {
		if info, err := e.Info(); err == nil && info.Mode().IsRegular() {
			bytes += info.Size()
		}
	}
	return bytes
}

// Proven tells whether there is a proof beside a snapshot: somebody signed it, or had the time
// stamped on it.
func (s *Store) Proven(snap Snapshot) bool { return exists(filepath.Join(snap.Dir, ProofName)) }
