package gallery

import (
	"net/http"

	"github.com/tearsheet/tearsheet/snapshots"
)

// verifiedView is what came of verifying a capture.
type verifiedView struct {
	snapshots.Report
	At string
}

// verify reads every byte of a capture and says whether it is what was stored.
func (g *Gallery) verify(w http.ResponseWriter, r *http.Request) error {
	id, err := idOf(r)
	if err != nil {
		return err
	}
	if _, err := g.store.Find(r.Context(), string(id)); err != nil && problemOf(err) == errGone {
		return err
	}
	report := g.store.VerifySnapshot(r.Context(), id)
	if err := r.Context().Err(); err != nil {
		return err
	}
	verified := &verifiedView{Report: report}
	if r.URL.Query().Has("part") {
		return g.show(w, http.StatusOK, "verified", verified)
	}
	v, err := g.snapshotView(r.Context(), id, false)
	if err != nil {
		return err
	}
	v.Verified = verified
	return g.show(w, http.StatusOK, "snapshot", v)
}
