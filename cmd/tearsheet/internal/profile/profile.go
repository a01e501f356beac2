package profile

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/gofrs/flock"

	"github.com/tearsheet/tearsheet/browser/identity"
	"github.com/tearsheet/tearsheet/snapshots/regular"
)

// EnvDir is the environment variable that names the folder of the profiles.
const EnvDir = "TEARSHEET_PROFILES"

// Dir is the folder of the profiles: that of the environment, or one of the user's own.
func Dir() (string, error) {
	if dir := os.Getenv(EnvDir); dir != "" {
		return dir, nil
	}
	config, err := os.UserConfigDir()
	if err != nil {
		return "", err
	}
	return filepath.Join(config, "tearsheet", "profiles"), nil
}

// nameOf is what profiles can be called: they become files on every system.
var nameOf = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$`)

// CheckName says what is wrong with a name; nil: nothing.
func CheckName(name string) error {
	if nameOf.MatchString(name) {
		return nil
	}
	return fmt.Errorf("%q cannot be the name of a profile: use up to 64 letters, digits, - and _", name)
}

const ending = ".age"

// Profile is one that is open, and locked until Close.
type Profile struct {
	Name     string
	State    identity.State
	LoggedIn string // what a page shows as long as the session lasts; empty: nobody said

	path string
	key  Key
	lock *flock.Flock
}

// content is what is encrypted: a storage state as other programs read it, and what is known
// of it besides.
type content struct {
	State    json.RawMessage `json:"state"`
	LoggedIn string          `json:"logged_in,omitempty"`
}

// ErrUsed says that another run has the profile.
var ErrUsed = errors.New("another run is using it")

// Open opens a profile of a folder and locks it. One that there is not has an error that is
// os.ErrNotExist.
func Open(dir, name string, key Key) (*Profile, error) {
	p, err := take(dir, name, key)
	if err != nil {
		return nil, err
	}
	if err := p.read(); err != nil {
		return nil, errors.Join(err, p.Close())
	}
	return p, nil
}

// New opens a profile, anew and empty where there is none or whatever there is.
func New(dir, name string, key Key) (*Profile, error) { return take(dir, name, key) }

// take locks a name.
func take(dir, name string, key Key) (*Profile, error) {
	if err := CheckName(name); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	p := &Profile{Name: name, key: key, path: filepath.Join(dir, name+ending), lock: flock.New(filepath.Join(dir, name+".lock"), flock.SetPermissions(0o600))}
	got, err := p.lock.TryLock()
	if err == nil && !got {
		err = ErrUsed
	}
	if err != nil {
		return nil, err
	}
	return p, nil
}

func (p *Profile) read() error {
	sealed, err := os.ReadFile(p.path)
	if err != nil {
		return err
	}
	data, err := p.key.decrypt(sealed)
	if err != nil {
		return err
	}
	var c content
	if err := json.Unmarshal(data, &c); err != nil {
		return errors.New("it is broken")
	}
	p.LoggedIn = c.LoggedIn
	p.State, err = identity.Read(c.State)
	return err
}

// Save writes the profile, whole at every moment, for nobody but its owner to read.
func (p *Profile) Save() error {
	state, err := p.State.Write()
	if err != nil {
		return err
	}
	data, err := json.Marshal(content{state, p.LoggedIn})
	if err != nil {
		return err
	}
	sealed, err := p.key.encrypt(data)
	if err != nil {
		return err
	}
	return regular.Replace(p.path, sealed, 0o600)
}

// Close lets go of the profile.
func (p *Profile) Close() error { return p.lock.Unlock() }

// Entry is a profile in a list: what can be told of it without its key.
type Entry struct {
	Name  string    `json:"name"`
	Saved time.Time `json:"saved"`
	Used  bool      `json:"used"` // by a run, now
}

// List lists the profiles of a folder by name.
func List(dir string) ([]Entry, error) {
	files, err := os.ReadDir(dir)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var list []Entry
	for _, f := range files {
		name, ok := strings.CutSuffix(f.Name(), ending)
		if !ok || CheckName(name) != nil {
			continue
		}
		info, err := f.Info()
		if err != nil {
			continue // it has just gone
		}
		one := Entry{Name: name, Saved: info.ModTime().UTC().Truncate(time.Second)}
		p, err := take(dir, name, Key{})
		one.Used = errors.Is(err, ErrUsed)
		if err == nil {
			_ = p.Close() // it was only asked for
		}
		list = append(list, one)
	}
	slices.SortFunc(list, func(a, b Entry) int { return strings.Compare(a.Name, b.Name) })
	return list, nil
}

// Remove deletes a profile that nobody uses.
func Remove(dir, name string) error {
	p, err := take(dir, name, Key{})
	if err != nil {
		return err
	}
	defer p.Close()
	return os.Remove(p.path)
}
