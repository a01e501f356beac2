package launcher

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/gofrs/flock"
)

// profilePrefix starts the name of every profile folder in the temp folder.
const profilePrefix = "tearsheet-profile-"

// lockEnding ends the name of the lock file beside a profile folder.
const lockEnding = ".lock"

// Profile is the folder in which one Chrome keeps its files. A lock beside it says
// that its owner lives, so that the next start can sweep what a killed one left.
type Profile struct {
	Dir  string
	lock *flock.Flock
	UID  int // of who runs Chrome; -1: we ourselves
}

// NewProfile makes a profile folder that only the user with that id may enter
// (-1: this one). It holds the lock before there is a folder, so that nobody sweeps it.
func NewProfile(uid int) (*Profile, error) {
	lock, err := newLock()
	if err != nil {
		return nil, wrap(err, "no folder could be made for Chrome's profile")
	}
	p := &Profile{strings.TrimSuffix(lock.Path(), lockEnding), lock, uid}
	if err = p.mkdir(p.Dir); err == nil {
		err = p.prefer()
	}
	if err != nil {
		return nil, errors.Join(wrap(err, "the folder for Chrome's profile cannot be used"), p.Remove())
	}
	return p, nil
}

// mkdir makes a folder for who runs Chrome.
func (p *Profile) mkdir(dir string) error {
	if err := os.Mkdir(dir, 0o700); err != nil {
		return err
	}
	return p.own(dir)
}

// own gives a file to who runs Chrome.
func (p *Profile) own(path string) error {
	if p.UID < 0 {
		return nil
	}
	return os.Chown(path, p.UID, -1)
}

// preferences are Chrome's own, for what no flag says: a page that asks whether it may send
// notifications is told no at once, not only after some seconds of doubt.
const preferences = `{"profile":{"default_content_setting_values":{"notifications":2}}}`

// prefer writes them where Chrome reads them.
func (p *Profile) prefer() error {
	dir := filepath.Join(p.Dir, "Default")
	if err := p.mkdir(dir); err != nil {
		return err
	}
	file := filepath.Join(dir, "Preferences")
	if err := os.WriteFile(file, []byte(preferences), 0o600); err != nil {
		return err
	}
	return p.own(file)
}

// newLock makes a lock file of a new name and takes the lock.
func newLock() (*flock.Flock, error) {
	for {
		f, err := os.CreateTemp("", profilePrefix+"*"+lockEnding)
		if err != nil {
			return nil, err
		}
		if err := f.Close(); err != nil {
			return nil, err
		}
		lock := flock.New(f.Name())
		if got, err := lock.TryLock(); err != nil || got {
			return lock, err
		}
		// Another start sweeps it just now: the next name is ours.
	}
}

// Remove deletes the folder. Chrome's last processes may still write for a moment
// after they were stopped, so it tries again while the folder is not empty.
func (p *Profile) Remove() error {
	var err error
	for range 50 {
		if err = os.RemoveAll(p.Dir); err == nil {
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
	// Gone before it is free, so that nobody can take a lock that is about to vanish;
	// Windows only removes it once it is free.
	early := os.Remove(p.lock.Path())
	err = errors.Join(err, p.lock.Unlock())
	if early != nil {
		err = errors.Join(err, os.Remove(p.lock.Path()))
	}
	return err
}

// SweepProfiles removes the folders whose owner is gone.
func SweepProfiles() {
	locks, _ := filepath.Glob(filepath.Join(os.TempDir(), profilePrefix+"*"+lockEnding))
	for _, name := range locks {
		lock := flock.New(name, flock.SetFlag(os.O_CREATE|os.O_RDONLY|lockFlags)) // others may put a pipe there
		if got, err := lock.TryLock(); err == nil && got {
			_ = (&Profile{strings.TrimSuffix(name, lockEnding), lock, -1}).Remove()
		}
	}
}
