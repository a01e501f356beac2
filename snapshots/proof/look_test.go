package proof_test

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/tearsheet/tearsheet/snapshots"
	"github.com/tearsheet/tearsheet/snapshots/proof"
)

// A look at a page that is not stored can have the time stamped on what was seen.
func TestStampedLook(t *testing.T) {
	c := newClock(t, honest)
	signer, err := proof.NewSigner("", c.serve(t).URL)
	if err != nil {
		t.Fatal(err)
	}
	w, err := snapshots.OpenWriter(filepath.Join(t.TempDir(), "archive"))
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	draft, err := w.Begin()
	if err != nil {
		t.Fatal(err)
	}
	snap, err := draft.Commit(t.Context(), snapshots.Manifest{URL: "https://example.com/"})
	if err != nil {
		t.Fatal(err)
	}
	look := snapshots.Look{CapturedAt: time.Now(), FinalURL: "https://example.com/?a=<b>&c", Status: 200, Files: map[string]snapshots.Digest{"dom": snapshots.DigestOf([]byte("x"))}}
	stamped := 0
	err = w.Unchanged(snap, look, nil, func(d snapshots.Digest) *proof.Stamp {
		stamp, err := signer.Stamp(t.Context(), d)
		if err != nil || stamp == nil {
			t.Fatal(stamp, err)
		}
		stamped++
		return stamp
	})
	if err != nil || stamped != 1 {
		t.Fatal(stamped, err)
	}
	w.Trust = c.trust()
	if report := w.VerifyLog(t.Context(), snap.ID); !report.OK() {
		t.Errorf("problems %v", report.Problems)
	}
	w.Trust = newClock(t, honest).trust()
	report := w.VerifyLog(t.Context(), snap.ID)
	if report.OK() || !strings.Contains(report.Problems[0].Detail, "the time stamp of line 2") {
		t.Errorf("a stranger's stamp: %v", report.Problems)
	}
	var nobody *proof.Signer
	if stamp, err := nobody.Stamp(t.Context(), snapshots.Digest{}); stamp != nil || err != nil {
		t.Error(stamp, err)
	}
}
