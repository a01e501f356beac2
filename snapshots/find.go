package snapshots

import (
	"context"
	"path/filepath"
	"strings"
)

// Find gives the snapshot that a person means by ref: an ID, the path of its
// folder or of a file in it, or a URL (of whose snapshots the newest is meant).
func (s *Store) Find(ctx context.Context, ref string) (Snapshot, error) {
	if id, err := ParseID(strings.Trim(filepath.ToSlash(ref), "/")); err == nil {
		return s.getFresh(ctx, id)
	}
	if s.remote != nil {
		if id, ok := s.idOfAddress(ref); ok {
			return s.getFresh(ctx, id)
		}
	}
	if strings.Contains(ref, "://") {
		return s.Latest(ctx, ref)
	}
	if id, ok := s.idOfPath(ref); ok {
		return s.Get(id)
	}
	return Snapshot{}, newError(KindNotFound, "find snapshot", ref,
		"this is no snapshot of the archive: give an id as list prints it, a snapshot's folder or a URL with its https://")
}

// idOfPath reads the ID off a path of the file system.
func (s *Store) idOfPath(path string) (ID, bool) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return "", false
	}
	rel, err := filepath.Rel(s.dir, abs)
	if err != nil {
		return "", false
	}
	parts := strings.Split(filepath.ToSlash(rel), "/")
	if len(parts) == 4 { // a file in the folder
		parts = parts[:3]
	}
	id, err := ParseID(strings.Join(parts, "/"))
	return id, err == nil
}
