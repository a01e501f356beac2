package regular

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// Replace writes a file in the place of another, if there is one. Whoever reads it finds the
// one or the other, whole, whatever becomes of the process or the machine meanwhile.
func Replace(file string, data []byte, mode fs.FileMode) error {
	draft, err := os.CreateTemp(filepath.Dir(file), "."+filepath.Base(file)+"-*")
	if err != nil {
		return err
	}
	defer os.Remove(draft.Name()) // where it has not got its name
	_, err = draft.Write(data)
	if err = errors.Join(err, draft.Chmod(mode), draft.Sync(), draft.Close()); err != nil {
		return err
	}
	return os.Rename(draft.Name(), file)
}
