package pipeline

import (
	"context"

	"github.com/tearsheet/tearsheet/snapshots"
	"github.com/tearsheet/tearsheet/snapshots/proof"
)

// seal makes the proof of one snapshot.
type seal struct {
	ctx     context.Context
	signer  *proof.Signer
	missing error // why there is no time stamp
}

// on has the proof made when a draft is committed.
func (s *seal) on(draft *snapshots.Draft) {
	if s.signer != nil {
		draft.Seal, draft.Sign = s.prove, s.signer.Sign
	}
}

// prove makes the proof. A snapshot without a time stamp is better than none: it is
// stored, and the result says what is missing.
func (s *seal) prove(digest snapshots.Digest) ([]byte, error) {
	data, err := s.signer.Prove(s.ctx, digest)
	s.missing = err
	if data == nil {
		return nil, err
	}
	return data, nil
}

// stamp has the time stamped on what was seen of a page that is not stored.
func (s *seal) stamp(digest snapshots.Digest) (stamp *proof.Stamp) {
	stamp, s.missing = s.signer.Stamp(s.ctx, digest)
	return stamp
}

// notes say what the proof lacks.
func (s *seal) notes() []string {
	if s.missing == nil {
		return nil
	}
	return []string{s.missing.Error()}
}
