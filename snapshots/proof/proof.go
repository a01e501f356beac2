// Package proof says of a digest who vouches for it and since when it exists: signatures
// with the user's own key (ed25519) and time stamps of an authority (RFC 3161).
//
//	signer, err := proof.NewSigner("~/.ssh/id_ed25519", "https://tsa.example/")
//	data, err := signer.Prove(ctx, digest)
//	facts, err := proof.Check(data, digest)
package proof

import (
	"crypto"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/digitorus/timestamp"
)

// Proof is the content of the file.
type Proof struct {
	Digest     string      `json:"manifest_sha256"`
	Signatures []Signature `json:"signatures"`
	Stamps     []Stamp     `json:"timestamps"`
}

// Signature is that of a key for a digest.
type Signature struct {
	Algorithm string `json:"algorithm"` // ed25519
	Key       string `json:"public_key"`
	Signature string `json:"signature"`
}

// Stamp is an authority's word that a digest existed at a time.
type Stamp struct {
	Authority string    `json:"authority"`
	Time      time.Time `json:"time"`
	Token     string    `json:"token"`
}

// Facts are what a proof proves.
type Facts struct {
	Keys  []string    // public keys that have signed, in base64
	Times []time.Time // at which it existed already
}

// message is what a signature is made of: no other program's signature can pass for it.
func message(digest [sha256.Size]byte) []byte {
	return []byte("tearsheet snapshot " + hex.EncodeToString(digest[:]) + "\n")
}

// MaxSize is more than any proof has.
const MaxSize = 1 << 20

// Check compares a proof with the digest that it is for. The error says what does not hold.
// It does not know whose the keys and the authorities are.
func Check(data []byte, digest [sha256.Size]byte) (facts Facts, err error) {
	var p Proof
	if err := json.Unmarshal(data, &p); err != nil {
		return facts, fmt.Errorf("is no proof: %w", err)
	}
	if p.Digest != hex.EncodeToString(digest[:]) {
		return facts, fmt.Errorf("is for the digest %.64s and not for that of the manifest", p.Digest)
	}
	for i, s := range p.Signatures {
		if e := s.check(digest); e != nil {
			err = errors.Join(err, fmt.Errorf("signature %d %w", i+1, e))
			continue
		}
		facts.Keys = append(facts.Keys, s.Key)
	}
	for i, s := range p.Stamps {
		at, e := s.check(digest)
		if e != nil {
			err = errors.Join(err, fmt.Errorf("time stamp %d %w", i+1, e))
			continue
		}
		facts.Times = append(facts.Times, at)
	}
	return facts, err
}

func (s Signature) check(digest [sha256.Size]byte) error {
	if s.Algorithm != "ed25519" {
		return fmt.Errorf("is of a kind that is not known: %.20q", s.Algorithm)
	}
	key, err := base64.StdEncoding.DecodeString(s.Key)
	if err != nil || len(key) != ed25519.PublicKeySize {
		return errors.New("names no key")
	}
	signature, err := base64.StdEncoding.DecodeString(s.Signature)
	if err != nil || !ed25519.Verify(key, message(digest), signature) {
		return errors.New("is not that of its key")
	}
	return nil
}

func (s Stamp) check(digest [sha256.Size]byte) (time.Time, error) {
	token, err := base64.StdEncoding.DecodeString(s.Token)
	if err != nil {
		return time.Time{}, errors.New("cannot be read")
	}
	return checkToken(token, digest)
}

// checkToken checks an authority's signature, and that it is for the digest.
func checkToken(token []byte, digest [sha256.Size]byte) (time.Time, error) {
	t, err := timestamp.Parse(token)
	switch {
	case err != nil:
		return time.Time{}, fmt.Errorf("does not hold: %w", err)
	case t.HashAlgorithm != crypto.SHA256 || string(t.HashedMessage) != string(digest[:]):
		return time.Time{}, errors.New("is for another digest")
	}
	return t.Time.UTC(), nil
}
