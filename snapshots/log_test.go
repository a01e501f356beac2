package snapshots

import (
	"bytes"
	"crypto/ed25519"
	"encoding/pem"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"

	"github.com/tearsheet/tearsheet/snapshots/proof"
)

// newSigner makes a signer with a key of its own.
func newSigner(t *testing.T) *proof.Signer {
	t.Helper()
	_, key, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	block, err := ssh.MarshalPrivateKey(key, "clerk")
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "key")
	if err := os.WriteFile(name, pem.EncodeToMemory(block), 0o600); err != nil {
		t.Fatal(err)
	}
	signer, err := proof.NewSigner(name, "")
	if err != nil {
		t.Fatal(err)
	}
	return signer
}

// outsideReport is what Verify says of all that is no snapshot.
func outsideReport(t *testing.T, s *Store) (outside Report) {
	t.Helper()
	for report, err := range s.Verify(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		outside = report
	}
	return outside
}

// What is gone, or another than was stored, is found though nothing beside it says so.
func TestLogFinds(t *testing.T) {
	t.Parallel()
	lines := func(change func(lines [][]byte) [][]byte) func(*testing.T, *Writer, []Snapshot) {
		return func(t *testing.T, w *Writer, _ []Snapshot) {
			data, err := os.ReadFile(w.logPath())
			if err != nil {
				t.Fatal(err)
			}
			list := bytes.SplitAfter(data, []byte("\n"))
			writeTestFile(t, w.logPath(), string(bytes.Join(change(list[:len(list)-1]), nil)))
		}
	}
	for _, test := range []struct {
		name  string
		spoil func(t *testing.T, w *Writer, taken []Snapshot)
		path  string // of the problem; %d stands for the first snapshot
		what  Fault
	}{
		{"nothing", func(*testing.T, *Writer, []Snapshot) {}, "", ""},
		{"a snapshot is gone", func(_ *testing.T, _ *Writer, taken []Snapshot) { os.RemoveAll(taken[0].Dir) }, "%d", Missing},
		{"a host is gone", func(_ *testing.T, w *Writer, _ []Snapshot) { os.RemoveAll(w.Folder("example.com", "")) }, "%d", Missing},
		{"a proof is gone", func(_ *testing.T, _ *Writer, taken []Snapshot) { os.Remove(filepath.Join(taken[0].Dir, ProofName)) }, "%d/" + ProofName, Missing},
		{"a proof has another authority", func(t *testing.T, _ *Writer, taken []Snapshot) {
			name := filepath.Join(taken[0].Dir, ProofName)
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			writeTestFile(t, name, strings.Replace(string(data), `"timestamps": []`, `"timestamps": [ ]`, 1))
		}, "%d/" + ProofName, Changed},
		{"a snapshot was made anew", func(t *testing.T, w *Writer, taken []Snapshot) {
			m := taken[0].Manifest
			m.Title = "The harbour is closed"
			data, _, err := m.encode()
			if err != nil {
				t.Fatal(err)
			}
			writeTestFile(t, filepath.Join(taken[0].Dir, ManifestName), string(data))
		}, "%d/" + ManifestName, Changed},
		{"the log is gone", func(_ *testing.T, w *Writer, _ []Snapshot) { os.Remove(w.logPath()) }, logName, Missing},
		{"the first line is gone", lines(func(l [][]byte) [][]byte { return l[1:] }), logName, Changed},
		{"a line in the middle is gone", lines(func(l [][]byte) [][]byte { return slices.Delete(l, 1, 2) }), logName, Changed},
		{"two lines changed places", lines(func(l [][]byte) [][]byte { l[0], l[1] = l[1], l[0]; return l }), logName, Changed},
		{"a byte of a line", lines(func(l [][]byte) [][]byte { l[1][30] ^= 1; return l }), logName, Changed},
		{"a byte of the last line's time", lines(func(l [][]byte) [][]byte { l[2][bytes.Index(l[2], []byte(`Z"`))-1] ^= 1; return l }), logName, Changed},
		{"a key of the last line", lines(func(l [][]byte) [][]byte {
			return append(l[:2], bytes.Replace(l[2], []byte("manifest"), []byte("manifesT"), 1))
		}), logName, Changed},
		{"the last line names no manifest", lines(func(l [][]byte) [][]byte {
			return append(l[:2], bytes.Replace(l[2][:bytes.LastIndex(l[2], []byte(sumKey))], []byte("manifest_"), []byte("manifest-"), 1), []byte("}\n"))
		}), logName, Changed},
		{"a line is no line", lines(func(l [][]byte) [][]byte { return append(l, []byte("hello\n")) }), logName, Changed},
		{"a line too long", lines(func(l [][]byte) [][]byte { return append(l, bytes.Repeat([]byte("a"), 1<<20)) }), logName, Changed},
		{"half a line", lines(func(l [][]byte) [][]byte { return append(l, []byte(`{"n":4,`)) }), logName, Leftover},
	} {
		t.Run(test.name, func(t *testing.T) {
			w, signer := newWriter(t), newSigner(t)
			var taken []Snapshot
			for i := range 3 {
				taken = append(taken, commitAt(t, w, signer, fmt.Sprint("https://example.com/", i)))
			}
			test.spoil(t, w, taken)
			report := outsideReport(t, w.Store)
			path := strings.Replace(test.path, "%d", string(taken[0].ID), 1)
			found := slices.ContainsFunc(report.Problems, func(p Problem) bool { return p.Path == path && p.What == test.what })
			if found != (test.what != "") || test.what == "" && len(report.Problems) > 0 {
				t.Errorf("found %v, want %s %s", report.Problems, path, test.what)
			}
			// Whatever it was, the next line can be written, and the log goes on.
			if test.what == Leftover || test.what == "" {
				commitAt(t, w, signer, "https://example.com/next")
				if report := outsideReport(t, w.Store); len(report.Problems) > 0 {
					t.Errorf("after another snapshot: %v", report.Problems)
				}
			}
		})
	}
}

// What was done in one place is told once, and not of every line behind it.
func TestLogTellsOfABreakOnce(t *testing.T) {
	t.Parallel()
	w, signer := newWriter(t), newSigner(t)
	for i := range 5 {
		commitAt(t, w, signer, fmt.Sprint("https://example.com/", i))
	}
	data, err := os.ReadFile(w.logPath())
	if err != nil {
		t.Fatal(err)
	}
	writeTestFile(t, w.logPath(), string(bytes.Join(slices.Delete(bytes.SplitAfter(data, []byte("\n")), 1, 2), nil)))
	report := outsideReport(t, w.Store)
	if len(report.Problems) != 1 || !strings.HasPrefix(report.Problems[0].Detail, "line 2 does not follow") {
		t.Errorf("found %v", report.Problems)
	}
}

// commitAt makes a snapshot of a URL, signed.
func commitAt(t *testing.T, w *Writer, signer *proof.Signer, url string) Snapshot {
	t.Helper()
	draft, err := w.Begin()
	if err != nil {
		t.Fatal(err)
	}
	defer draft.Abort()
	draft.Seal = func(d Digest) ([]byte, error) { return signer.Prove(t.Context(), d) }
	draft.Sign = signer.Sign
	snap, err := draft.Commit(t.Context(), testManifest(url, moment))
	if err != nil {
		t.Fatal(err)
	}
	return snap
}

// Each line says who signed it; whoever noted the end of the log can tell that it was cut.
func TestLogRequires(t *testing.T) {
	t.Parallel()
	w, signer := newWriter(t), newSigner(t)
	snap := commitAt(t, w, signer, "https://example.com/1")
	report := outsideReport(t, w.Store)
	key := w.VerifySnapshot(t.Context(), snap.ID).Signed[0]
	report.RequireKey(key)
	head, lines := report.LogHead()
	report.RequireLogHead(head)
	if !report.OK() || lines != 1 {
		t.Errorf("%d lines, problems %v", lines, report.Problems)
	}
	mustTake(t, w, "https://example.com/2", moment) // not signed
	report = outsideReport(t, w.Store)
	report.RequireLogHead(head)
	if head, _ = report.LogHead(); !report.OK() {
		t.Error(report.Problems)
	}
	report.RequireKey(key)
	if report.OK() {
		t.Error("a line without a signature is signed")
	}
	data, err := os.ReadFile(w.logPath())
	if err != nil {
		t.Fatal(err)
	}
	writeTestFile(t, w.logPath(), strings.SplitAfter(string(data), "\n")[0])
	report = outsideReport(t, w.Store)
	if !report.OK() {
		t.Errorf("a shorter log shows by itself: %v", report.Problems)
	}
	if report.RequireLogHead(head); report.OK() {
		t.Error("a log that was cut holds what was cut off")
	}
}

// Several writers write one log.
func TestLogOfSeveralWriters(t *testing.T) {
	t.Parallel()
	w := newWriter(t)
	var writers sync.WaitGroup
	for i := range 4 {
		other := reopen(t, w.Dir(), newOSDisk)
		writers.Go(func() {
			for j := range 5 {
				if _, err := take(other, fmt.Sprintf("https://example.com/%d/%d", i, j), time.Now()); err != nil {
					t.Error(err)
				}
			}
		})
	}
	writers.Wait()
	report := outsideReport(t, w.Store)
	if _, lines := report.LogHead(); lines != 20 || !report.OK() {
		t.Errorf("%d lines, problems %v", lines, report.Problems)
	}
}
