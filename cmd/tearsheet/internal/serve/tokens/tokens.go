// Package tokens keeps who may use a server: names, what they may do, and the digest of a
// secret that only its holder has.
//
// The file is JSON, is written whole or not at all, and is readable by its owner alone. A
// secret is 256 random bits, so that a plain SHA-256 of it gives nothing away.
package tokens

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/gofrs/flock"

	"github.com/tearsheet/tearsheet/snapshots/regular"
)

// Scopes are what a token may be for: capture is asking for captures and looking at what
// becomes of them, read is all that is in the archive.
var Scopes = []string{"capture", "read"}

// Token is one holder of a secret.
type Token struct {
	Name      string    `json:"name"`
	SHA256    string    `json:"sha256"` // of the secret
	Scopes    []string  `json:"scopes"`
	Created   time.Time `json:"created"`
	PerMinute int       `json:"per_minute,omitempty"` // requests; 0: any number
	Waiting   int       `json:"waiting,omitempty"`    // jobs that may wait at the same time; 0: as many as of all
}

// May tells whether the token is for something.
func (t Token) May(scope string) bool { return slices.Contains(t.Scopes, scope) }

// prefix tells people, and those who look for secrets that got out, what it is.
const prefix = "tearsheet_"

// New makes a token and its secret.
func New(name string, scopes []string) (t Token, secret string, err error) {
	t = Token{Name: name, Scopes: scopes, Created: time.Now().UTC().Truncate(time.Second)}
	if err := t.check(); err != nil {
		return t, "", err
	}
	var random [32]byte
	_, _ = rand.Read(random[:]) // it never fails
	secret = prefix + base64.RawURLEncoding.EncodeToString(random[:])
	t.SHA256 = digest(secret)
	return t, secret, nil
}

func digest(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

var names = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$`)

func (t Token) check() error {
	if !names.MatchString(t.Name) {
		return fmt.Errorf("%q cannot be the name of a token: use letters, digits, '.', '-' and '_'", t.Name)
	}
	if len(t.Scopes) == 0 {
		return fmt.Errorf("a token without a scope is of no use: use %s", strings.Join(Scopes, ", "))
	}
	for _, scope := range t.Scopes {
		if !slices.Contains(Scopes, scope) {
			return fmt.Errorf("there is no scope %q: use %s", scope, strings.Join(Scopes, ", "))
		}
	}
	return nil
}

// content is what the file holds.
type content struct {
	Tokens []Token `json:"tokens"`
}

// most is the most of a file that is read, in bytes.
const most = 16 << 20

// Read reads a file; one that is not there holds no tokens.
func Read(file string) ([]Token, error) {
	data, err := regular.ReadFile(file, most)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	var c content
	if err == nil {
		err = json.Unmarshal(data, &c)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	for _, t := range c.Tokens {
		if err := t.check(); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
	}
	return c.Tokens, nil
}

// Change changes the tokens of a file, one process after the other.
func Change(file string, change func([]Token) ([]Token, error)) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return err
	}
	lock := flock.New(file+".lock", flock.SetPermissions(0o600))
	if err := lock.Lock(); err != nil {
		return err
	}
	defer func() { _ = lock.Unlock() }() // it goes with the process
	list, err := Read(file)
	if err != nil {
		return err
	}
	if list, err = change(list); err != nil {
		return err
	}
	data, err := json.MarshalIndent(content{list}, "", "  ")
	if err != nil {
		return err
	}
	return regular.Replace(file, append(data, '\n'), 0o600) // for its owner alone
}
