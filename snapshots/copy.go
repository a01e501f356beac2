package snapshots

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/tearsheet/tearsheet/snapshots/regular"
)

// CopyTo writes a snapshot into a folder that is not there or empty, as it lies in an archive
// on disk: its files, its proof and, last, its manifest. Bytes that are not those that were
// stored are an error.
func (s *Store) CopyTo(ctx context.Context, snap Snapshot, dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return writeError("write snapshot", dir, err)
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) > 0 {
		return &Error{kind: KindMisuse, Op: "write snapshot", Path: dir, Err: errors.Join(err, errors.New("the folder is not empty: use another one"))}
	}
	root, err := regular.Root(dir)
	if err != nil {
		return writeError("write snapshot", dir, err)
	}
	defer root.Close() // nothing was written through it itself
	for _, f := range snap.Files {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		in, err := s.Open(snap, f.Kind)
		if err != nil {
			return err
		}
		if err := copyFile(root, f, in); err != nil {
			return writeError("write snapshot", filepath.Join(dir, f.Name), err)
		}
	}
	for _, name := range []string{ProofName, ManifestName} {
		data, err := s.read(filepath.Join(s.snapshotDir(snap.ID), name), maxManifest)
		if errors.Is(err, fs.ErrNotExist) && name == ProofName {
			continue
		}
		if err == nil {
			err = root.WriteFile(name, data, 0o644)
		}
		if err != nil {
			return writeError("write snapshot", filepath.Join(dir, name), err)
		}
	}
	return nil
}

// copyFile writes a file that has what was stored, and closes the one that it is read from.
func copyFile(root *os.Root, f File, in *os.File) error {
	defer in.Close() // only read: nothing to lose
	out, err := root.OpenFile(f.Name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	h := sha256.New()
	size, err := io.Copy(io.MultiWriter(out, h), in)
	if err = errors.Join(err, out.Close()); err != nil {
		return err
	}
	if sum := Digest(h.Sum(nil)); sum != f.SHA256 || size != f.Size {
		return fmt.Errorf("has %d bytes with SHA-256 %s, stored were %d with %s", size, sum, f.Size, f.SHA256)
	}
	return nil
}
