package cli

import (
	"errors"
	"fmt"
	"os"
	"sync"

	"golang.org/x/term"

	"github.com/tearsheet/tearsheet/browser/identity"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/profile"
	"github.com/tearsheet/tearsheet/snapshots/regular"
)

// The environment variables that say with what profiles are encrypted.
const (
	envPassphrase = "TEARSHEET_PASSPHRASE" //nolint:gosec // G101: a passphrase is in the variable of that name
	envKeyFile    = "TEARSHEET_KEY_FILE"   // the path of a key that age-keygen has made
)

// profileKey gives what profiles are encrypted with: a key or passphrase by the environment,
// else a passphrase that is asked for.
func profileKey(name string) (profile.Key, error) {
	if file := os.Getenv(envKeyFile); file != "" {
		data, err := regular.ReadFile(file, 1<<20)
		if err != nil {
			return profile.Key{}, fmt.Errorf("%s: %w", envKeyFile, err)
		}
		key, err := profile.KeyFile(data)
		if err != nil {
			err = fmt.Errorf("%s: %w", envKeyFile, err)
		}
		return key, err
	}
	if text := os.Getenv(envPassphrase); text != "" {
		return profile.Passphrase(text)
	}
	if !term.IsTerminal(int(os.Stdin.Fd())) {
		return profile.Key{}, fmt.Errorf("nothing says how it is encrypted: set %s or %s", envPassphrase, envKeyFile)
	}
	text, err := askPassword("the profile " + name)
	if err != nil {
		return profile.Key{}, err
	}
	return profile.Passphrase(text)
}

// openProfiles are the profiles of a run, which no other has meanwhile, and the passwords that
// it has asked for.
type openProfiles struct {
	mu    sync.Mutex
	held  map[string]*profile.Profile
	asked map[string]string
}

// password asks for a password, once.
func (o *openProfiles) password(of string) (string, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if known, ok := o.asked[of]; ok {
		return known, nil
	}
	text, err := askPassword(of)
	if err == nil {
		if o.asked == nil {
			o.asked = map[string]string{}
		}
		o.asked[of] = text
	}
	return text, err
}

// open opens a profile, once.
func (o *openProfiles) open(name string) (*profile.Profile, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if p := o.held[name]; p != nil {
		return p, nil
	}
	if err := profile.CheckName(name); err != nil {
		return nil, err
	}
	dir, err := profile.Dir()
	if err != nil {
		return nil, err
	}
	known, err := profile.List(dir)
	if err != nil {
		return nil, err
	}
	there := false
	for _, one := range known {
		there = there || one.Name == name
	}
	if !there {
		return nil, errors.New("there is none of that name; `tearsheet profiles import` makes one")
	}
	key, err := profileKey(name)
	if err != nil {
		return nil, err
	}
	p, err := profile.Open(dir, name, key)
	if err != nil {
		return nil, err
	}
	if o.held == nil {
		o.held = map[string]*profile.Profile{}
	}
	o.held[name] = p
	return p, nil
}

// keep adds what a browser kept to a profile.
func (o *openProfiles) keep(name string, state *identity.State) error {
	if name == "" || state == nil {
		return nil
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	p := o.held[name]
	if p == nil {
		return nil
	}
	p.State.Merge(*state)
	if err := p.Save(); err != nil {
		return fmt.Errorf("the profile %s could not be saved: %w", name, err)
	}
	return nil
}

// close lets go of the profiles.
func (o *openProfiles) close() {
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, p := range o.held {
		_ = p.Close() // the lock goes with the process
	}
}
