package snapshots

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// takeDays takes a snapshot of a story on each of so many days.
func takeDays(t testing.TB, w *Writer, days int) (taken []Snapshot) {
	t.Helper()
	for day := range days {
		taken = append(taken, mustTake(t, w, storyURL, moment.AddDate(0, 0, day)))
	}
	return taken
}

// What is removed is gone, its bytes are told, and the archive knows that it was there.
func TestRemove(t *testing.T) {
	t.Parallel()
	w, signer := newWriter(t), newSigner(t)
	taken := takeDays(t, w, 3)
	var size int64
	for _, f := range taken[1].Files {
		size += f.Size
	}
	freed, err := w.Remove(taken[1].ID, signer.Sign)
	if err != nil || freed <= size {
		t.Errorf("%d bytes of %d and a manifest were freed, error %v", freed, size, err)
	}
	if exists(taken[1].Dir) {
		t.Error("it is still there")
	}
	if _, err := w.Remove(taken[1].ID, nil); kindOf(err) != KindNotFound {
		t.Errorf("removed again: %v", err)
	}
	if problems, n := verify(t, w.Store); len(problems) > 0 || n != 2 {
		t.Errorf("%d snapshots, problems %v", n, problems)
	}
	l := w.Ledger()
	if err := l.Read(t.Context()); err != nil {
		t.Fatal(err)
	}
	gone := l.Removed(taken[1].ID.Host(), taken[1].ID.Page())
	if len(gone) != 1 || gone[0].Snapshot != taken[1].ID || !gone[0].Signed || !l.Signed() {
		t.Errorf("the log says %v", gone)
	}

	// Without its line, what is gone is missing.
	os.RemoveAll(taken[2].Dir)
	if report := w.VerifyLog(t.Context(), taken[2].ID); len(report.Problems) != 1 || report.Problems[0].What != Missing {
		t.Errorf("found %v", report.Problems)
	}
	// What comes back is no fault, and what is stored anew at that place is as any other.
	again := mustTake(t, w, storyURL, moment.AddDate(0, 0, 1))
	if again.ID != taken[1].ID {
		t.Fatalf("it is %s now", again.ID)
	}
	if report := w.VerifyLog(t.Context(), again.ID); len(report.Problems) > 0 {
		t.Errorf("stored anew: %v", report.Problems)
	}
	os.RemoveAll(again.Dir)
	if report := w.VerifyLog(t.Context(), again.ID); report.OK() {
		t.Error("what was stored anew is gone, and nobody says so")
	}
}

// TestRemoveFails lets each step of a removal fail: the snapshot is then there whole, or gone
// whole with its line, and the next try finds the archive in order.
func TestRemoveFails(t *testing.T) {
	t.Parallel()
	for n := int64(1); ; n++ {
		dir := filepath.Join(t.TempDir(), "archive")
		taken := takeDays(t, reopen(t, dir, newOSDisk), 2)
		disk, failed := failAt(n)
		w, err := openWriter(dir, disk.on)
		if err != nil {
			t.Fatal(err)
		}
		_, err = w.Remove(taken[0].ID, nil)
		if *failed == "" {
			if n < 7 {
				t.Errorf("only %d steps were tried", n)
			}
			return
		}
		var e *Error
		if !errors.As(err, &e) || e.Kind() != KindStorage || !errors.Is(err, syscall.ENOSPC) {
			t.Errorf("step %d (%s) failed and the error is %v", n, *failed, err)
		}
		w.Close()
		next := reopen(t, dir, newOSDisk)
		if problems, got := verify(t, next.Store); len(problems) > 0 || got != 2 && exists(taken[0].Dir) {
			t.Errorf("step %d (%s) failed: %d snapshots, problems %v", n, *failed, got, problems)
		}
		if exists(taken[0].Dir) {
			if _, err := next.Remove(taken[0].ID, nil); err != nil {
				t.Errorf("step %d (%s) failed, then: %v", n, *failed, err)
			}
		}
	}
}

// removeArchive is set, to a number of steps and an archive, in the processes that
// TestKilledRemoving kills.
const removeArchive = "TEARSHEET_TEST_REMOVE_ARCHIVE"

// removeUntilKilled removes all but the newest snapshot, and kills itself before a step.
func removeUntilKilled(arg string) {
	steps := 0
	at, dir, _ := strings.Cut(arg, " ")
	last, err := strconv.Atoi(at)
	if err != nil {
		panic(err)
	}
	disk := stepDisk{step: func(string) error {
		if steps++; steps == last {
			self, err := os.FindProcess(os.Getpid())
			if err == nil {
				err = self.Kill()
			}
			if err != nil {
				panic(err)
			}
			select {} // until it comes
		}
		return nil
	}}
	w, err := openWriter(dir, disk.on)
	if err != nil {
		panic(err)
	}
	ids, err := w.IDs("example.com", "2026_11_story")
	for _, id := range ids[:max(0, len(ids)-1)] {
		if err == nil {
			_, err = w.Remove(id, nil)
		}
	}
	if err = errors.Join(err, w.Close()); err != nil {
		panic(err)
	}
	os.Exit(0)
}

// TestKilledRemoving kills a process that removes, with kill -9, before each of its steps.
func TestKilledRemoving(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "archive")
	kills, unfinished := 0, 0
	for n := 1; ; n++ {
		if n%3 != 1 && testing.Short() {
			continue
		}
		w := reopen(t, dir, newOSDisk)
		for day := range 3 { // those that are there stay
			if id := ID("example.com/2026_11_story/" + stamp(moment.AddDate(0, 0, day), 1)); !exists(w.snapshotDir(id)) {
				mustTake(t, w, storyURL, moment.AddDate(0, 0, day))
			}
		}
		w.Close()
		cmd := exec.CommandContext(t.Context(), os.Args[0])
		cmd.Env = append(os.Environ(), removeArchive+"="+strconv.Itoa(n)+" "+dir)
		cmd.Stderr = os.Stderr
		err := cmd.Run()
		problems, got := verify(t, reopen(t, dir, newOSDisk).Store) // opened, it has swept
		for _, p := range problems {
			if p.Broken() {
				t.Errorf("killed before step %d: %v", n, p)
			}
			unfinished++
		}
		if err == nil { // there was no such step
			if got != 1 || len(problems) > 0 {
				t.Errorf("%d snapshots are left, problems %v", got, problems)
			}
			break
		}
		kills++
	}
	t.Logf("%d kills, %d of them behind the line and before the end", kills, unfinished)
	if unfinished == 0 || kills < 5 {
		t.Errorf("%d kills, %d of them in the middle of a removal", kills, unfinished)
	}
}

// A log may be anybody's: what its lines name does not lead out of the archive.
func TestLedgerOfAStranger(t *testing.T) {
	t.Parallel()
	for _, id := range []string{"../../etc/passwd", "example.com/2026_11_story/../../..", "a\\u001b[31m/b/20200101T000000.000Z", ""} {
		w := newWriter(t)
		mustTake(t, w, storyURL, moment)
		f, err := os.OpenFile(w.logPath(), os.O_APPEND|os.O_WRONLY, 0)
		if err != nil {
			t.Fatal(err)
		}
		f.WriteString(`{"n":2,"at":"2026-11-28T10:00:00Z","event":"pinned","snapshot":"` + id + `"}` + "\n")
		f.Close()
		l := w.Ledger()
		if err := l.Read(t.Context()); kindOf(err) != KindBroken || len(l.AllPinned()) > 0 {
			t.Errorf("%q: %v, pinned %v", id, err, l.AllPinned())
		}
		if report := w.VerifyLog(t.Context()); report.OK() {
			t.Errorf("%q passes", id)
		}
	}
}

// Pins and looks are in the ledger; it can be read on, and half a line at the end is none.
// What somebody pins while another decides what goes is not removed.
func TestRemovePinned(t *testing.T) {
	t.Parallel()
	w := newWriter(t)
	taken := takeDays(t, w, 2)
	if err := w.Pin(taken[0].ID, true, nil); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Remove(taken[0].ID, nil); kindOf(err) != KindPinned {
		t.Errorf("pinned: %v", err)
	}
	if _, err := w.Get(taken[0].ID); err != nil {
		t.Error(err)
	}
	if err := w.Pin(taken[0].ID, false, nil); err != nil {
		t.Fatal(err)
	}
	for _, snap := range taken {
		if _, err := w.Remove(snap.ID, nil); err != nil {
			t.Error(err)
		}
	}
}

func TestLedger(t *testing.T) {
	t.Parallel()
	w := newWriter(t)
	l := w.Ledger()
	read := func() {
		t.Helper()
		if err := l.Read(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	read()
	taken := takeDays(t, w, 2)
	for _, err := range []error{
		w.Pin(taken[0].ID, true, nil),
		w.Pin(taken[1].ID, true, nil),
		w.Pin(taken[1].ID, false, nil),
		w.Unchanged(taken[1], Look{CapturedAt: moment.Add(100 * time.Hour), FinalURL: storyURL, Status: 200, Files: map[string]Digest{"dom": DigestOf([]byte("x"))}}, nil, nil),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	read()
	looks := l.Looks(taken[1].ID.Host(), taken[1].ID.Page())
	if !l.Pinned(taken[0].ID) || l.Pinned(taken[1].ID) || len(looks) != 1 || looks[0].Look.Files["dom"] != DigestOf([]byte("x")) {
		t.Errorf("pinned %v, %v; looks %v", l.Pinned(taken[0].ID), l.Pinned(taken[1].ID), looks)
	}
	if seen := l.LooksAt(taken[1].ID); len(seen) != 1 || len(l.LooksAt(taken[0].ID)) > 0 || !seen[0].Look.CapturedAt.Equal(moment.Add(100*time.Hour)) {
		t.Errorf("seen %v", seen)
	}
	if err := w.Pin(ID("example.com/2026_11_story/20200101T000000.000Z"), true, nil); kindOf(err) != KindNotFound {
		t.Errorf("pinned what is not there: %v", err)
	}
	f, err := os.OpenFile(w.logPath(), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	f.WriteString(`{"n":7,`)
	f.Close()
	read()
	if err := w.Pin(taken[0].ID, false, nil); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Remove(taken[0].ID, nil); err != nil {
		t.Fatal(err)
	}
	read()
	if l.Pinned(taken[0].ID) || len(l.Removed(taken[0].ID.Host(), taken[0].ID.Page())) != 1 {
		t.Error("what was removed is pinned, or not known to be removed")
	}
	if problems, _ := verify(t, w.Store); len(problems) > 0 {
		t.Error(problems)
	}
}
