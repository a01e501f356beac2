package snapshots

import (
	"errors"
	"io/fs"
	"path/filepath"
	"slices"

	"github.com/tearsheet/tearsheet/snapshots/proof"
)

// verifyProof checks the signatures and time stamps of a snapshot. ok is false where it
// has none.
func (s *Store) verifyProof(r *Report, snap Snapshot) (ok bool) {
	path := string(r.ID) + "/" + ProofName
	data, err := s.read(filepath.Join(r.Dir, ProofName), proof.MaxSize)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false
	case err != nil:
		r.add(path, Unreadable, "%v", cause(err))
		return true
	}
	sum, err := ParseDigest(snap.Digest)
	if err == nil {
		var facts proof.Facts
		facts, err = proof.Check(data, sum)
		r.Signed, r.Stamped = facts.Keys, facts.Times
	}
	if err != nil {
		r.add(path, Changed, "%v", err)
	}
	r.Files++
	r.Bytes += int64(len(data))
	return true
}

// RequireKey adds a problem unless a key, in base64, has signed the snapshot.
func (r *Report) RequireKey(key string) {
	if !slices.Contains(r.Signed, key) {
		r.add(string(r.ID)+"/"+ProofName, Missing, "the key that is asked for has not signed this snapshot")
	}
}
