package cli

import (
	"strings"
	"testing"
	"time"

	"github.com/tearsheet/tearsheet/snapshots"
)

// A page that was looked at and had not changed is as fresh as the look.
func TestMaxAgeCountsLooks(t *testing.T) {
	dir, snaps := stories(t, "One.")
	w, err := snapshots.OpenWriter(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	o := againFlags{maxAge: time.Hour, looks: w.Ledger()}
	page := task{}
	page.URL = daily
	if _, why := o.enough(t.Context(), w.Store, page); why != "" {
		t.Errorf("an old one is enough: %s", why)
	}
	if err := w.Unchanged(snaps[0], snapshots.Look{CapturedAt: time.Now().Add(-time.Minute)}, nil, nil); err != nil {
		t.Fatal(err)
	}
	if snap, why := o.enough(t.Context(), w.Store, page); why != "max-age" || snap.ID != snaps[0].ID {
		t.Errorf("%q, %s", why, snap.ID)
	}
	if _, out, _ := run(t, "list", "--archive", dir); !strings.Contains(out, "\n                  unchanged, seen again 1 time, the last on ") {
		t.Errorf("listed is\n%s", out)
	}
	if _, out, _ := run(t, "show", "--archive", dir, daily); !strings.Contains(out, "  unchanged  seen again 1 time") {
		t.Errorf("shown is\n%s", out)
	}
}
