package browser

import (
	"errors"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"
)

// profilePrefix starts the name of every profile folder in the temp folder.
const profilePrefix = "tearsheet-profile-"

// profile is the folder in which one Chrome keeps its files. A lock beside it says
// that its owner lives, so that the next start can sweep what a killed one left.
type profile struct {
	dir  string
	lock *flock.Flock
}

// newProfile makes a profile folder that only the user with that id may enter
// (-1: this one).
func newProfile(uid int) (*profile, error) {
	dir, err := os.MkdirTemp("", profilePrefix)
	if err != nil {
		return nil, fail(KindBrowser, err, "no folder could be made for Chrome's profile")
	}
	lock := flock.New(dir + ".lock")
	if _, err = lock.TryLock(); err == nil && uid >= 0 {
		err = os.Chown(dir, uid, -1)
	}
	p := &profile{dir, lock}
	if err != nil {
		return nil, errors.Join(fail(KindBrowser, err, "the folder for Chrome's profile cannot be used"), p.remove())
	}
	return p, nil
}

// remove deletes the folder. Chrome's last processes may still write for a moment
// after they were stopped, so it tries again while the folder is not empty.
func (p *profile) remove() error {
	var err error
	for range 50 {
		if err = os.RemoveAll(p.dir); err == nil {
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
	return errors.Join(err, p.lock.Unlock(), os.Remove(p.dir+".lock"))
}

// sweepProfiles removes the folders whose owner is gone.
func sweepProfiles() {
	locks, _ := filepath.Glob(filepath.Join(os.TempDir(), profilePrefix+"*.lock"))
	for _, name := range locks {
		lock := flock.New(name)
		if got, err := lock.TryLock(); err == nil && got {
			_ = (&profile{name[:len(name)-len(".lock")], lock}).remove()
		}
	}
}
