package snapshots

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// crashArchive is set in the processes that TestKilledAtAnyMoment kills.
const crashArchive = "TEARSHEET_TEST_CRASH_ARCHIVE"

func TestMain(m *testing.M) {
	if dir := os.Getenv(crashArchive); dir != "" {
		writeUntilKilled(dir)
	}
	if dir := os.Getenv(removeArchive); dir != "" {
		removeUntilKilled(dir)
	}
	os.Exit(m.Run())
}

// writeUntilKilled takes snapshots for ever and announces each step before it.
func writeUntilKilled(dir string) {
	disk := stepDisk{step: func(what string) error {
		_, err := fmt.Println(what)
		return err
	}}
	w, err := openWriter(dir, disk.on)
	if err == nil && filepath.Base(dir) == sharedArchive {
		err = w.Share(true)
	}
	for i := 0; err == nil; i++ {
		if i%5 == 4 {
			if _, _, err := w.RemoveGarbage(context.Background()); err != nil {
				break
			}
		}
		var snap Snapshot
		snap, err = take(w, fmt.Sprint("https://example.com/", i%3), time.Now())
		if err == nil {
			fmt.Println(stored, snap.ID)
		}
	}
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

// stored begins the line that says that Commit has returned.
const stored = "stored"

// TestKilledAtAnyMoment kills a writing process outright, again and again: what
// it called stored must be there and whole, and nothing else may show.
func TestKilledAtAnyMoment(t *testing.T) {
	for _, name := range []string{"archive", sharedArchive} {
		t.Run(name, func(t *testing.T) { killedAtAnyMoment(t, name) })
	}
}

// sharedArchive is the name of an archive whose snapshots share files.
const sharedArchive = "shared"

func killedAtAnyMoment(t *testing.T, name string) {
	t.Parallel()
	kills := 25
	if testing.Short() {
		kills = 8
	}
	dir := filepath.Join(t.TempDir(), name)
	random := rand.New(rand.NewPCG(2018, 7))
	var ids []ID
	for range kills {
		steps := 1 + random.IntN(150)
		ids = append(ids, killAfter(t, dir, steps)...)

		s, err := newStore(dir) // without Open: the marker may not be there yet
		if err != nil {
			t.Fatal(err)
		}
		for r := range s.Verify(t.Context()) {
			for _, p := range r.Problems {
				if p.Broken() && p.Path != markerName {
					t.Errorf("killed after %d steps: %v", steps, p)
				}
			}
		}
		for _, id := range ids {
			if r := s.VerifySnapshot(t.Context(), id); !r.OK() {
				t.Errorf("killed after %d steps: a stored snapshot is broken: %v", steps, r.Problems)
			}
		}
		w := reopen(t, dir, newOSDisk)
		w.Close()
		checkTempIsEmpty(t, dir)
	}
	t.Logf("%d kills, %d snapshots stored", kills, len(ids))
	if len(ids) == 0 {
		t.Error("no snapshot was ever stored")
	}
}

// killAfter starts a writing process and kills it after so many announcements.
// It gives the snapshots that the process called stored.
func killAfter(t *testing.T, dir string, steps int) (ids []ID) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), crashArchive+"="+dir)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewReader(out)
	for n := 0; ; n++ {
		if n == steps {
			if err := cmd.Process.Kill(); err != nil {
				t.Fatal(err)
			}
		}
		line, err := lines.ReadString('\n') // after the kill, what was still in the pipe
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		var id ID
		if n, _ := fmt.Sscanf(line, stored+" %s", &id); n == 1 {
			ids = append(ids, id)
		}
	}
	if err := cmd.Wait(); err == nil {
		t.Fatal("the process ended by itself")
	}
	return ids
}
