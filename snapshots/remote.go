package snapshots

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Address is where a snapshot is, as people call it: its folder, or its address in a bucket.
func (s *Store) Address(id ID) string {
	if s.remote != nil {
		return s.remote.bucket.URL() + "/" + string(id)
	}
	return s.snapshotDir(id)
}

// Address is where the snapshot is; see Store.Address.
func (s Snapshot) Address() string {
	if s.store != nil && s.store.remote != nil {
		return s.store.Address(s.ID)
	}
	return s.Dir
}

// Where is where the archive is: its folder, or its address in a bucket.
func (s *Store) Where() string {
	if s.remote != nil {
		return s.remote.bucket.URL()
	}
	return s.dir
}

// idOfAddress reads the ID off what Address gave, or off the address of a file there.
func (s *Store) idOfAddress(ref string) (ID, bool) {
	rest, ok := strings.CutPrefix(ref, s.remote.bucket.URL()+"/")
	if !ok {
		return "", false
	}
	parts := strings.Split(strings.Trim(rest, "/"), "/")
	id, err := ParseID(strings.Join(parts[:min(3, len(parts))], "/"))
	return id, err == nil && len(parts) <= 4
}

// getFresh is Get of what somebody else may just have stored.
func (s *Store) getFresh(ctx context.Context, id ID) (Snapshot, error) {
	if s.remote != nil && !exists(s.snapshotDir(id)) {
		if err := s.Refresh(ctx); err != nil {
			return Snapshot{}, err
		}
	}
	return s.Get(id)
}

// has tells whether anything is in the place of a snapshot.
func (s *Store) has(id ID) bool {
	if !s.direct {
		return exists(s.snapshotDir(id))
	}
	for _, err := range s.remote.bucket.List(context.Background(), string(id)+"/", "", true) {
		return err == nil // where it cannot be known, another error tells of it
	}
	return false
}

// openRemote opens a file of a snapshot in a bucket.
func (s *Store) openRemote(snap Snapshot, kind string) (*os.File, error) {
	for _, f := range snap.Files {
		if f.Kind != kind {
			continue
		}
		file, err := s.remote.fetch(context.Background(), snap.ID, f)
		if err != nil {
			return nil, storageError("open file", s.Address(snap.ID)+"/"+f.Name, err)
		}
		return file, nil
	}
	return nil, newError(KindNotFound, "open file", string(snap.ID), fmt.Sprintf("the snapshot has no %q", kind))
}

// asStored is the archive as Verify reads it: in a bucket, nothing from the mirror.
func (s *Store) asStored(ctx context.Context) (*Store, error) {
	if s.remote == nil || s.direct {
		return s, nil
	}
	return s.inBucket(), s.Refresh(ctx)
}

func (s *Store) inBucket() *Store {
	in := *s
	in.direct = true
	return &in
}

// direct opens an object as a file, without a look at whether it is what was stored.
func (m *mirror) direct(name string) (*os.File, error) {
	temp, err := m.files.temp()
	if err != nil {
		return nil, err
	}
	// A file that is open needs no name; where the system wants one it is swept later.
	defer os.Remove(temp.Name())
	ctx := context.Background()
	if name == logName {
		err = m.wholeLog(ctx, temp)
	} else {
		_, err = m.download(ctx, name, temp)
	}
	if err == nil {
		_, err = temp.Seek(0, io.SeekStart)
	}
	if err != nil {
		return nil, errors.Join(err, temp.Close())
	}
	return temp, nil
}

// wholeLog writes all lines of the log, as they are in the bucket.
func (m *mirror) wholeLog(ctx context.Context, to io.Writer) error {
	var keys []string
	write := func() error {
		texts := make([][]byte, len(keys))
		err := m.each(ctx, len(keys), func(ctx context.Context, i int) (err error) {
			texts[i], err = readObject(ctx, m.bucket, keys[i], maxLogLine)
			return err
		})
		for _, text := range texts {
			if err == nil {
				_, err = to.Write(text)
			}
		}
		keys = keys[:0]
		return err
	}
	isEmpty := true
	for o, err := range m.bucket.List(ctx, logFolder, "", false) {
		if err != nil {
			return err
		}
		isEmpty = false
		if keys = append(keys, o.Key); len(keys) == 1000 {
			if err := write(); err != nil {
				return err
			}
		}
	}
	if isEmpty {
		if _, err := os.Stat(filepath.Join(m.dir, logName)); err == nil {
			return fs.ErrNotExist // there was one
		}
	}
	return write()
}

// remoteEntries lists what is in a folder of the bucket.
func (s *Store) remoteEntries(dir string) (list []fs.DirEntry, err error) {
	name, err := filepath.Rel(s.dir, dir)
	if err != nil {
		return nil, err
	}
	prefix := ""
	if name != "." {
		prefix = filepath.ToSlash(name) + "/"
	}
	for o, err := range s.remote.bucket.List(context.Background(), prefix, "", true) {
		if err != nil {
			return list, err
		}
		list = append(list, remoteEntry{strings.Trim(strings.TrimPrefix(o.Key, prefix), "/"), o.Folder(), o.Size, o.Changed})
	}
	return list, nil
}

// remoteEntry is an object, or what stands for those in a folder.
type remoteEntry struct {
	name    string
	folder  bool
	size    int64
	changed time.Time
}

// Name is the last part of the key.
func (e remoteEntry) Name() string { return e.name }

// IsDir tells whether it is a folder.
func (e remoteEntry) IsDir() bool { return e.folder }

// Type is that of a folder or a file.
func (e remoteEntry) Type() fs.FileMode { return e.Mode().Type() }

// Info is the entry itself.
func (e remoteEntry) Info() (fs.FileInfo, error) { return e, nil }

// Size is that of the object.
func (e remoteEntry) Size() int64 { return e.size }

// Mode is that of a folder or a file.
func (e remoteEntry) Mode() fs.FileMode {
	if e.folder {
		return fs.ModeDir | 0o755
	}
	return 0o644
}

// ModTime is when the object was written.
func (e remoteEntry) ModTime() time.Time { return e.changed }

// Sys is nothing.
func (e remoteEntry) Sys() any { return nil }
