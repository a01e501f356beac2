package install

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// maxUnpacked bounds what an archive may unpack to.
const maxUnpacked = 4 << 30

// unzip unpacks an archive into a new folder, and nothing outside of it.
func unzip(archive, dir string) error {
	r, err := zip.OpenReader(archive)
	if err != nil {
		return fmt.Errorf("the download is no ZIP archive: %w", err)
	}
	defer r.Close() // only read: nothing to lose
	left := int64(maxUnpacked)
	for _, f := range r.File {
		if !filepath.IsLocal(filepath.FromSlash(f.Name)) || strings.Contains(f.Name, `\`) {
			return fmt.Errorf("the archive has a file %q outside of itself", f.Name)
		}
		path := filepath.Join(dir, filepath.FromSlash(f.Name))
		if f.FileInfo().IsDir() {
			if err := os.MkdirAll(path, 0o755); err != nil {
				return err
			}
			continue
		}
		if !f.Mode().IsRegular() {
			return fmt.Errorf("the archive has a file %q that is not a regular one", f.Name)
		}
		n, err := unzipFile(f, path, left)
		if err != nil {
			return fmt.Errorf("unpack %s: %w", f.Name, err)
		}
		left -= n
	}
	return nil
}

// unzipFile unpacks one file; the reader checks its CRC at the end.
func unzipFile(f *zip.File, path string, limit int64) (n int64, err error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return 0, err
	}
	in, err := f.Open()
	if err != nil {
		return 0, err
	}
	defer in.Close() // only read: nothing to lose
	mode := os.FileMode(0o644)
	if f.Mode()&0o111 != 0 {
		mode = 0o755
	}
	out, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	n, err = io.Copy(out, io.LimitReader(in, limit+1))
	if n > limit {
		err = errors.New("the archive is too large")
	}
	return n, err
}

// findBinary gives the path of the browser below dir.
func findBinary(dir, goos string) (string, error) {
	name := product
	if goos == "windows" {
		name += ".exe"
	}
	found, err := filepath.Glob(filepath.Join(dir, product+"*", name))
	if err != nil || len(found) != 1 {
		return "", fmt.Errorf("the archive has no %s in it", name)
	}
	return filepath.Rel(dir, found[0])
}
