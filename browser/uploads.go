package browser

import (
	"errors"
	"io"
	"os"
	"path/filepath"
)

// lend gives Chrome a file of the user's to read. Where Chrome runs as somebody else, who may
// not reach it, it is a copy of that name in Chrome's own folder, which goes with the tab.
func (t *tab) lend(file string) (string, error) {
	p := t.chrome.profile
	if p == nil || p.UID < 0 {
		return file, nil
	}
	dir, err := os.MkdirTemp(p.Dir, "lent-")
	if err != nil {
		return "", err
	}
	t.lent = append(t.lent, dir)
	name := filepath.Join(dir, filepath.Base(file))
	return name, errors.Join(copyFile(file, name), os.Chown(name, p.UID, -1), os.Chown(dir, p.UID, -1))
}

// takeBack removes the copies of what was lent.
func (t *tab) takeBack() {
	for _, dir := range t.lent {
		_ = os.RemoveAll(dir) // what stays goes with Chrome's folder
	}
}

// copyFile writes a file that is new and nobody else's.
func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}
