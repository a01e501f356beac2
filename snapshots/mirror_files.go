package snapshots

import (
	"cmp"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"
)

const (
	filesName = ".files"  // of a mirror: files that were fetched, by their digest
	filesMost = 1 << 30   // bytes that are kept of them
	filesStep = 128 << 20 // bytes after which it is looked whether there are more
)

// fileCache keeps files by their digest, so that one that is in many snapshots is fetched
// once. What was asked for longest ago goes first.
type fileCache struct {
	dir string

	mu    sync.Mutex
	added int64
	swept bool
}

func (c *fileCache) path(sum Digest) string {
	name := sum.String()
	return filepath.Join(c.dir, name[:2], name)
}

// open gives a file that is there.
func (c *fileCache) open(f File) (*os.File, error) {
	file, err := os.Open(c.path(f.SHA256))
	if err != nil {
		return nil, err
	}
	if info, err := file.Stat(); err != nil || info.Size() != f.Size {
		return nil, errors.Join(fs.ErrNotExist, err, file.Close())
	}
	now := time.Now()
	_ = os.Chtimes(file.Name(), now, now) // says only which to keep
	return file, nil
}

// temp makes a file that is to be added.
func (c *fileCache) temp() (*os.File, error) {
	if err := os.MkdirAll(c.dir, 0o700); err != nil {
		return nil, err
	}
	return os.CreateTemp(c.dir, "new-*")
}

// add moves a file into the cache.
func (c *fileCache) add(path string, f File) error {
	to := c.path(f.SHA256)
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		return err
	}
	if err := os.Rename(path, to); err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.added += f.Size; !c.swept || c.added > filesStep {
		c.swept, c.added = true, 0
		return c.sweep(filesMost, time.Now())
	}
	return nil
}

// sweep removes what is more than so many bytes, and what a process that died left.
func (c *fileCache) sweep(most int64, now time.Time) error {
	type kept struct {
		path string
		fs.FileInfo
	}
	var list []kept
	err := filepath.WalkDir(c.dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return nil // whatever cannot be read is not removed
		}
		if info, err := e.Info(); err == nil {
			list = append(list, kept{path, info})
		}
		return nil
	})
	slices.SortFunc(list, func(a, b kept) int { return cmp.Compare(b.ModTime().UnixNano(), a.ModTime().UnixNano()) })
	for _, f := range list {
		isDraft := filepath.Dir(f.path) == c.dir
		if isDraft && now.Sub(f.ModTime()) < 24*time.Hour {
			continue
		}
		if most -= f.Size(); most < 0 || isDraft {
			err = errors.Join(err, absentIsNone(os.Remove(f.path)))
		}
	}
	return err
}

// fetch gives a file of a snapshot: from the cache, or from the bucket and into the cache.
// Bytes that are not those that were stored are not given.
func (m *mirror) fetch(ctx context.Context, id ID, f File) (*os.File, error) {
	if file, err := m.files.open(f); err == nil {
		return file, nil
	}
	temp, err := m.files.temp()
	if err != nil {
		return nil, err
	}
	h := sha256.New()
	size, err := m.download(ctx, string(id)+"/"+f.Name, io.MultiWriter(temp, h))
	if sum := Digest(h.Sum(nil)); err == nil && (sum != f.SHA256 || size != f.Size) {
		err = fmt.Errorf("has %d bytes with SHA-256 %s, stored were %d with %s", size, sum, f.Size, f.SHA256)
	}
	if err = errors.Join(err, temp.Close()); err == nil {
		err = m.files.add(temp.Name(), f)
	}
	if err != nil {
		return nil, errors.Join(err, absentIsNone(os.Remove(temp.Name())))
	}
	return m.files.open(f)
}

// download reads an object to its end.
func (m *mirror) download(ctx context.Context, key string, to io.Writer) (int64, error) {
	body, err := m.bucket.Open(ctx, key)
	if err != nil {
		return 0, err
	}
	defer body.Close() // only read: nothing to lose
	return io.Copy(to, body)
}
