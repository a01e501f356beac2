package profile

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"filippo.io/age"
)

// Key is what profiles are encrypted with and opened by.
type Key struct {
	to   age.Recipient
	with []age.Identity
}

// Passphrase is a key that a person remembers.
func Passphrase(text string) (Key, error) {
	if text == "" {
		return Key{}, errors.New("the passphrase is empty")
	}
	to, err := age.NewScryptRecipient(text)
	if err != nil {
		return Key{}, err
	}
	with, err := age.NewScryptIdentity(text)
	return Key{to, []age.Identity{with}}, err
}

// KeyFile is a key as age-keygen writes it, for machines that nobody sits at.
func KeyFile(data []byte) (Key, error) {
	ids, err := age.ParseIdentities(bytes.NewReader(data))
	if err != nil {
		return Key{}, errors.New("it holds no key such as age-keygen writes") // the error may hold a part of it
	}
	for _, id := range ids {
		if x, ok := id.(*age.X25519Identity); ok {
			return Key{x.Recipient(), ids}, nil
		}
	}
	return Key{}, errors.New("it holds no key such as age-keygen writes")
}

func (k Key) encrypt(data []byte) ([]byte, error) {
	var out bytes.Buffer
	w, err := age.Encrypt(&out, k.to)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(data); err != nil {
		return nil, err
	}
	err = w.Close()
	return out.Bytes(), err
}

func (k Key) decrypt(data []byte) ([]byte, error) {
	r, err := age.Decrypt(bytes.NewReader(data), k.with...)
	if err != nil {
		if _, ok := errors.AsType[*age.NoIdentityMatchError](err); ok {
			return nil, errors.New("the passphrase or key is another one")
		}
		return nil, fmt.Errorf("it cannot be opened: %w", err)
	}
	return io.ReadAll(r)
}
