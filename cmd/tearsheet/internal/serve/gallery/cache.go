package gallery

import (
	"cmp"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/tearsheet/tearsheet/snapshots/regular"
)

// cache keeps files that can be made again: thumbnails, strips of pictures, pictures of
// differences. Each is named by what it is made of, so that none is ever out of date.
type cache struct {
	dir string
	max int64 // bytes

	mu      sync.Mutex
	written int64 // since it was last looked through
}

// newCache opens a cache in the first of the folders that can be written.
func newCache(most int64, dirs ...string) (*cache, error) {
	var errs error
	for _, dir := range dirs {
		err := os.MkdirAll(dir, 0o755)
		if err == nil {
			var info fs.FileInfo
			if info, err = os.Lstat(dir); err == nil && !info.IsDir() {
				err = errors.New(dir + " is no folder")
			}
		}
		if err == nil {
			var f *os.File
			if f, err = os.CreateTemp(dir, ".try-*"); err == nil {
				err = errors.Join(f.Close(), os.Remove(f.Name()))
			}
		}
		if err == nil {
			c := &cache{dir: dir, max: most}
			c.prune()
			return c, nil
		}
		errs = errors.Join(errs, err)
	}
	return nil, errs
}

// path is where the file of a name is. Names are made by this package, of letters, digits
// and hyphens.
func (c *cache) path(name string) string { return filepath.Join(c.dir, name[:2], name) }

// open opens a file that is there.
func (c *cache) open(name string) (*os.File, error) {
	path := c.path(name)
	if info, err := os.Lstat(path); err != nil || !info.Mode().IsRegular() {
		return nil, fs.ErrNotExist
	}
	f, err := os.Open(path)
	if err == nil {
		now := time.Now()
		_ = os.Chtimes(path, now, now) // it stays longer; if not, it is made again
	}
	return f, err
}

// put writes a file, whole or not at all.
func (c *cache) put(name string, data []byte) error {
	path := c.path(name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	if err := regular.Replace(path, data, 0o644); err != nil {
		return err
	}
	c.mu.Lock()
	c.written += int64(len(data))
	full := c.written > c.max/8
	if full {
		c.written = 0
	}
	c.mu.Unlock()
	if full {
		c.prune()
	}
	return nil
}

// prune deletes what has not been looked at for the longest time, until the rest has
// room. What cannot be deleted stays.
func (c *cache) prune() {
	type file struct {
		path string
		size int64
		at   time.Time
	}
	var files []file
	var total int64
	_ = filepath.WalkDir(c.dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return nil //nolint:nilerr // what cannot be read is passed over
		}
		if info, err := d.Info(); err == nil {
			files = append(files, file{path, info.Size(), info.ModTime()})
			total += info.Size()
		}
		return nil
	})
	slices.SortFunc(files, func(a, b file) int { return cmp.Compare(a.at.UnixNano(), b.at.UnixNano()) })
	for _, f := range files {
		if total <= c.max*3/4 {
			return
		}
		if os.Remove(f.path) == nil {
			total -= f.size
		}
	}
}
