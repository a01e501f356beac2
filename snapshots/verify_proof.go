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
		facts, err = proof.Check(data, sum, s.Trust)
		r.Signed, r.Stamped = facts.Keys, facts.Stamps
	}
	if err != nil {
		r.add(path, Changed, "%v", err)
	}
	r.Files++
	r.Bytes += int64(len(data))
	return true
}

// RequireKey adds a problem unless a key, in base64, has signed the snapshot, or every line
// of the log where the report is of that.
func (r *Report) RequireKey(key string) {
	if r.ID == "" && r.File == "" {
		if missing := r.log.lines - r.log.signed[key]; missing > 0 {
			r.add(logName, Missing, "%d of its %d lines are not signed by the key that is asked for", missing, r.log.lines)
		}
		return
	}
	if !slices.Contains(r.Signed, key) {
		r.add(r.proofPath(), Missing, "the key that is asked for has not signed this")
	}
}

// RequireTimestamp adds a problem unless an authority that is trusted has stamped the time
// on the snapshot.
func (r *Report) RequireTimestamp() {
	if len(r.Stamped) == 0 {
		r.add(r.proofPath(), Missing, "there is no time stamp of somebody trusted on this")
	}
}

// proofPath is where a proof is, or would be.
func (r *Report) proofPath() string {
	if r.File != "" {
		return r.File
	}
	return string(r.ID) + "/" + ProofName
}
