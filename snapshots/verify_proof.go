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
	if r.ID == "" {
		if missing := r.log.lines - r.log.signed[key]; missing > 0 {
			r.add(logName, Missing, "%d of its %d lines are not signed by the key that is asked for", missing, r.log.lines)
		}
		return
	}
	if !slices.Contains(r.Signed, key) {
		r.add(string(r.ID)+"/"+ProofName, Missing, "the key that is asked for has not signed this snapshot")
	}
}

// RequireTimestamp adds a problem unless an authority that is trusted has stamped the time
// on the snapshot.
func (r *Report) RequireTimestamp() {
	if len(r.Stamped) == 0 {
		r.add(string(r.ID)+"/"+ProofName, Missing, "there is no time stamp of somebody trusted on this snapshot")
	}
}
