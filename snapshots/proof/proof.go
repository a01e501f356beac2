// Package proof says of a digest who vouches for it and since when it exists: signatures
// with the user's own key (ed25519) and time stamps of an authority (RFC 3161).
//
//	signer, err := proof.NewSigner("~/.ssh/id_ed25519", "https://tsa.example/")
//	data, err := signer.Prove(ctx, digest)
//	facts, err := proof.Check(data, digest, proof.Trust{})
package proof

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"time"
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
	Keys   []string   // public keys that have signed, in base64
	Stamps []Attested // who has seen it, and when it existed already
}

// message is what a signature is made of: no other program's signature can pass for it.
func message(digest [sha256.Size]byte) string {
	return "tearsheet snapshot " + hex.EncodeToString(digest[:]) + "\n"
}

// MaxSize is more than any proof has.
const MaxSize = 1 << 20

// Check compares a proof with the digest that it is for. The error says what does not hold.
// It does not know whose the keys are.
func Check(data []byte, digest [sha256.Size]byte, trust Trust) (facts Facts, err error) {
	var p Proof
	if err := json.Unmarshal(data, &p); err != nil {
		return facts, fmt.Errorf("is no proof: %w", err)
	}
	if p.Digest != hex.EncodeToString(digest[:]) {
		return facts, fmt.Errorf("is for the digest %.64s and not for that of the manifest", p.Digest)
	}
	for i, s := range p.Signatures {
		if e := s.Check(message(digest)); e != nil {
			err = errors.Join(err, fmt.Errorf("signature %d %w", i+1, e))
			continue
		}
		facts.Keys = append(facts.Keys, s.Key)
	}
	for i, s := range p.Stamps {
		got, e := s.Check(trust, digest)
		if e != nil {
			err = errors.Join(err, fmt.Errorf("time stamp %d %w", i+1, e))
			continue
		}
		facts.Stamps = append(facts.Stamps, got)
	}
	return facts, err
}

// Check compares a signature with the text that it is for.
func (s Signature) Check(text string) error {
	if s.Algorithm != "ed25519" {
		return fmt.Errorf("is of a kind that is not known: %.20q", s.Algorithm)
	}
	key, err := base64.StdEncoding.DecodeString(s.Key)
	if err != nil || len(key) != ed25519.PublicKeySize {
		return errors.New("names no key")
	}
	signature, err := base64.StdEncoding.DecodeString(s.Signature)
	if err != nil || !ed25519.Verify(key, []byte(text), signature) {
		return errors.New("is not that of its key")
	}
	return nil
}

// Check compares a time stamp with the digest that it is for, and tells who made it and when.
func (s Stamp) Check(trust Trust, digest [sha256.Size]byte) (Attested, error) {
	token, err := base64.StdEncoding.DecodeString(s.Token)
	if err != nil {
		return Attested{}, errors.New("cannot be read")
	}
	got, err := trust.checkToken(token, digest)
	if err == nil && !got.Time.Equal(s.Time) {
		err = fmt.Errorf("is said to be of %s, and its token of %s", s.Time.UTC().Format(time.RFC3339), got.Time.Format(time.RFC3339))
	}
	return got, err
}
