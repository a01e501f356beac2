package cli

import (
	"crypto/ed25519"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"

	"github.com/tearsheet/tearsheet/snapshots"
)

const daily = "https://example.com/news/harbour"

// stories makes an archive of one page, a capture a day, each with its paragraphs.
func stories(t *testing.T, texts ...string) (dir string, snaps []snapshots.Snapshot) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "archive")
	w, err := snapshots.OpenWriter(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	for i, text := range texts {
		article, err := json.Marshal(map[string]any{"title": "Harbour reopens", "text": text})
		if err != nil {
			t.Fatal(err)
		}
		draft, err := w.Begin()
		if err != nil {
			t.Fatal(err)
		}
		if err := draft.WriteFile("article", "article.json", article); err != nil {
			t.Fatal(err)
		}
		snap, err := draft.Commit(t.Context(), snapshots.Manifest{
			URL: daily, FinalURL: daily, Status: 200, Title: "Harbour reopens", CapturedAt: time.Date(2026, 11, 1+i, 8, 0, 0, 0, time.UTC),
			Article: &snapshots.Article{Title: "Harbour reopens", WordCount: len(strings.Fields(text))},
		})
		if err != nil {
			t.Fatal(err)
		}
		snaps = append(snaps, snap)
	}
	return dir, snaps
}

// What --dry-run prints is what is done; then the archive is as it should be, and the list
// knows.
func TestGC(t *testing.T) {
	dir, snaps := stories(t, "One.", "One.", "Two.", "Two.", "Two.", "Three.")
	if code, out, _ := run(t, "list", "--ids", "--archive", dir); code != 0 || strings.Count(out, "\n") != 6 {
		t.Fatalf("%d: %s", code, out)
	}
	if code, _, errs := run(t, "pin", "--archive", dir, string(snaps[1].ID)); code != 0 || errs != "" {
		t.Fatalf("pin exits %d: %s", code, errs)
	}
	args := []string{"gc", "--archive", dir, "--keep-last", "1", "--keep-changed", "1"}
	want := ""
	for i, word := range []string{"keep    %s  last, changed\n", "remove  %s\n", "remove  %s\n", "remove  %s\n", "keep    %s  pinned\n", "remove  %s\n"} {
		want += fmt.Sprintf(word, snaps[5-i].ID)
	}
	_, dry, _ := run(t, append(args, "--dry-run", "--json")...)
	code, out, errs := run(t, append(args, "--dry-run")...)
	if code != 0 || !strings.HasPrefix(out, want+"2 kept, 4 would be removed, ") || errs != "" {
		t.Errorf("the dry run exits %d and says\n%s%s, want\n%s", code, out, errs, want)
	}
	if code, _, errs := run(t, "verify", "--archive", dir); code != 0 {
		t.Errorf("after the dry run: %s", errs)
	}
	code, done, errs := run(t, append(args, "--json")...)
	if code != 0 || done != dry || errs != "" {
		t.Errorf("exits %d and says\n%s%s, the dry run said\n%s", code, done, errs, dry)
	}
	if code, out, _ := run(t, "verify", "--archive", dir); code != 0 || !strings.Contains(out, "2 snapshots") {
		t.Errorf("verify exits %d: %s", code, out)
	}
	if _, out, _ := run(t, "list", "--ids", "--archive", dir); out != fmt.Sprintf("%s\n%s\n", snaps[5].ID, snaps[1].ID) {
		t.Errorf("listed are\n%s", out)
	}
	if _, out, _ := run(t, "pin", "--archive", dir); out != string(snaps[1].ID)+"\n" {
		t.Errorf("pinned are\n%s", out)
	}
	if code, _, errs := run(t, "unpin", "--archive", dir, snaps[1].Dir); code != 0 {
		t.Errorf("unpin exits %d: %s", code, errs)
	}
	if _, out, _ := run(t, "gc", "--archive", dir, "--keep-last", "1", "other.example"); !strings.HasPrefix(out, "0 kept, 0 removed") {
		t.Errorf("of another host: %s", out)
	}
	if _, out, _ := run(t, "gc", "--archive", dir, "--keep-last", "1", daily, "example.com"); !strings.Contains(out, "1 kept, 1 removed") {
		t.Errorf("once more: %s", out)
	}
	if code, out, errs := run(t, "log", "--archive", dir, daily); code != 0 || strings.Count(out, "\n") != 3 || !strings.Contains(out, "5 snapshots were removed") {
		t.Errorf("log exits %d: %s%s", code, out, errs)
	}
}

// A rule that may stand without a number takes one all the same.
func TestKeepChangedWithoutNumber(t *testing.T) {
	dir, _ := stories(t, "One.", "Two.", "Three.", "Three.")
	for _, c := range []struct {
		args string
		want string
	}{
		{"--keep-changed", "4 kept, 0"}, {"--keep-changed 2", "3 kept, 1"}, {"--keep-changed=2", "3 kept, 1"}, {"--keep-changed unlimited", "4 kept, 0"},
		{"--keep-changed example.com", "4 kept, 0"}, {"--keep-last 1 --keep-changed 1", "2 kept, 2"},
	} {
		code, out, errs := run(t, append([]string{"gc", "--dry-run", "--archive", dir}, strings.Fields(c.args)...)...)
		if code != 0 || !strings.Contains(out, c.want) {
			t.Errorf("%s exits %d: %s%s, want %s", c.args, code, out, errs, c.want)
		}
	}
}

func TestLogAndBlame(t *testing.T) {
	dir, snaps := stories(t, "The ferry left at nine.\n\nNobody was on board.", "The ferry left at nine.\n\nNobody was on board.",
		"The ferry left at ten.\n\nNobody was on board.\n\nThe harbour master saw it.")
	at := func(i int) string { return when(snaps[i].ID.Time()) }
	want := at(2) + "  " + string(snaps[2].ID) + "\n    paragraphs: 1 added (5 words), 1 edited (1 word added, 1 word removed)\n"
	folded := at(1) + "  unchanged: 1 snapshot\n"
	first := at(0) + "  " + string(snaps[0].ID) + "\n    first capture: Harbour reopens\n"
	if code, out, errs := run(t, "log", "--archive", dir, daily); code != 0 || out != want+folded+first {
		t.Errorf("log exits %d and says\n%s%s, want\n%s", code, out, errs, want+folded+first)
	}
	words := "      - The ferry left at nine.\n      + The ferry left at ten.\n      + The harbour master saw it.\n"
	if _, out, _ := run(t, "log", "-p", "--limit", "1", "--archive", dir, string(snaps[0].ID)); out != want+words {
		t.Errorf("log -p says\n%s", out)
	}
	_, out, _ := run(t, "log", "--json", "--archive", dir, daily)
	lines := strings.Split(strings.TrimSpace(out), "\n")
	var l logged
	if err := json.Unmarshal([]byte(lines[0]), &l); err != nil || len(lines) != 3 || len(l.Words) != 1 || *l.Before != snaps[1].ID || len(l.Changes.Paragraphs) != 2 {
		t.Errorf("log --json says\n%s%v", out, err)
	}

	stamp := func(i int) string { return string(snaps[i].ID[strings.LastIndex(string(snaps[i].ID), "/")+1:]) }
	blame := fmt.Sprintf("%s  %s  %22s    1  The ferry left at ten.\n%s  %s  %22s    2  Nobody was on board.\n%s  %s  %22s    3  The harbour master saw it.\n",
		at(2), stamp(2), "first "+at(0), at(0), stamp(0), "", at(2), stamp(2), "")
	if code, out, errs := run(t, "blame", "--first", "--archive", dir, daily); code != 0 || out != blame {
		t.Errorf("blame exits %d and says\n%s%s, want\n%s", code, out, errs, blame)
	}
	_, out, _ = run(t, "blame", "--json", "--archive", dir, string(snaps[1].ID))
	var b blamed
	if err := json.Unmarshal([]byte(strings.Split(out, "\n")[0]), &b); err != nil || b.ID != snaps[0].ID || b.Text != "The ferry left at nine." || strings.Count(out, "\n") != 2 {
		t.Errorf("blame of the second says\n%s%v", out, err)
	}
	if code, _, errs := run(t, "blame", "--archive", dir, "https://example.com/other"); code != 1 || !strings.Contains(errs, "no snapshot of") {
		t.Errorf("of another page it exits %d: %s", code, errs)
	}
}

// What is noted in a signed log is signed, unless the user says otherwise.
func TestSignedLogWantsAKey(t *testing.T) {
	dir, snaps := stories(t, "One.", "Two.")
	key := filepath.Join(t.TempDir(), "key")
	_, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	block, err := ssh.MarshalPrivateKey(private, "clerk")
	if err == nil {
		err = os.WriteFile(key, pem.EncodeToMemory(block), 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	if code, _, errs := run(t, "pin", "--archive", dir, "--sign", key, string(snaps[1].ID)); code != 0 {
		t.Fatal(errs)
	}
	gc := []string{"gc", "--archive", dir, "--keep-last", "1"}
	for _, args := range [][]string{gc, {"unpin", "--archive", dir, string(snaps[1].ID)}} {
		if code, out, errs := run(t, args...); code != exitUsage || out != "" || !strings.Contains(errs, "give the key with --sign") {
			t.Errorf("%s exits %d: %s%s", args[0], code, out, errs)
		}
	}
	if code, out, errs := run(t, append(gc, "--dry-run")...); code != 0 || !strings.Contains(out, "1 would be removed") {
		t.Errorf("the dry run exits %d: %s%s", code, out, errs)
	}
	if code, _, errs := run(t, append(gc, "--sign", key)...); code != 0 {
		t.Errorf("with the key it exits %d: %s", code, errs)
	}
	if code, _, errs := run(t, "unpin", "--archive", dir, "--unsigned", string(snaps[1].ID)); code != 0 {
		t.Errorf("unsigned it exits %d: %s", code, errs)
	}
}
