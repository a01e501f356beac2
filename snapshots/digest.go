package snapshots

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
)

// Digest is a SHA-256 sum. It compares with ==, and its text is the 64
// lower-case hex digits that sha256sum prints.
type Digest [sha256.Size]byte

// DigestOf sums data.
func DigestOf(data []byte) Digest { return sha256.Sum256(data) }

// ParseDigest reads what String wrote, and nothing else.
func ParseDigest(s string) (Digest, error) {
	var d Digest
	if len(s) != hex.EncodedLen(len(d)) {
		return d, fmt.Errorf("a SHA-256 has %d hex digits, not %d", hex.EncodedLen(len(d)), len(s))
	}
	if _, err := hex.Decode(d[:], []byte(s)); err != nil {
		return Digest{}, fmt.Errorf("not a SHA-256: %w", err)
	}
	if d.String() != s {
		return Digest{}, fmt.Errorf("a SHA-256 is written in lower case: %s", s)
	}
	return d, nil
}

// String is the sum in lower-case hex.
func (d Digest) String() string { return hex.EncodeToString(d[:]) }

// MarshalText makes a digest a JSON string.
func (d Digest) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (d *Digest) UnmarshalText(text []byte) (err error) {
	*d, err = ParseDigest(string(text))
	return err
}
