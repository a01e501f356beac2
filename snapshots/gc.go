package snapshots

import (
	"path/filepath"
	"strings"
)

// sweep removes the sessions of processes that died and counts the drafts in
// them. Whether a process lives is asked of its lock, which the system drops
// with the process; a process number could belong to another by now.
//
// What cannot be removed (another user's) is left: it harms nobody, and Verify
// tells of it.
func (w *Writer) sweep() (drafts int) {
	for _, session := range w.sessions() {
		n := w.countDrafts(session)
		lock := newLock(session)
		if free, err := lock.TryLock(); err != nil || !free {
			continue
		}
		// Closed first: Windows does not remove an open file. The temp folder's
		// lock keeps others away meanwhile.
		if lock.Close() == nil && w.disk.RemoveAll(session) == nil {
			drafts += n
		}
	}
	return drafts
}

// sessions are the folders of writers, living or dead.
func (s *Store) sessions() (dirs []string) {
	entries, _ := s.entries(s.tempDir()) // none is no session
	for _, e := range entries {
		if e.IsDir() && strings.HasPrefix(e.Name(), "writer-") {
			dirs = append(dirs, filepath.Join(s.tempDir(), e.Name()))
		}
	}
	return dirs
}

// countDrafts counts the drafts of a session: the folders in it.
func (s *Store) countDrafts(session string) (n int) {
	entries, _ := s.entries(session)
	for _, e := range entries {
		if e.IsDir() {
			n++
		}
	}
	return n
}
