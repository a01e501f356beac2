package retention

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tearsheet/tearsheet/snapshots"
)

const story = "https://example.com/2026/11/story"

func newArchive(t *testing.T) *snapshots.Writer {
	t.Helper()
	w, err := snapshots.OpenWriter(filepath.Join(t.TempDir(), "archive"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.Close() })
	return w
}

// take takes a snapshot of a page that says something.
func take(t *testing.T, w *snapshots.Writer, url, name, text string, at time.Time) snapshots.Snapshot {
	t.Helper()
	draft, err := w.Begin()
	if err != nil {
		t.Fatal(err)
	}
	defer draft.Abort()
	article, err := json.Marshal(map[string]string{"text": text})
	if err != nil {
		t.Fatal(err)
	}
	capture, err := json.Marshal(map[string]string{"name": name})
	if err == nil {
		err = draft.WriteFile("article", "article.json", article)
	}
	if err != nil {
		t.Fatal(err)
	}
	snap, err := draft.Commit(context.Background(), snapshots.Manifest{
		URL: url, FinalURL: url, Status: 200, CapturedAt: at, Capture: capture, Article: &snapshots.Article{WordCount: len(strings.Fields(text))},
	})
	if err != nil {
		t.Fatal(err)
	}
	return snap
}

// plan gives the decisions of a policy.
func plan(t *testing.T, w *snapshots.Writer, p Policy, q snapshots.Query) (list []Decision) {
	t.Helper()
	ledger := w.Ledger()
	if err := ledger.Read(t.Context()); err != nil {
		t.Fatal(err)
	}
	for d, err := range p.Plan(t.Context(), w.Store, ledger, q) {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, d)
	}
	return list
}

// TestSixtyCaptures holds the rules against a table that was made by hand: three captures a
// day, at 6, 12 and 18 o'clock, from Wednesday, 4 November 2026, to Monday, the 23rd. The text
// changes every third day, with the capture at 12.
func TestSixtyCaptures(t *testing.T) {
	t.Parallel()
	w := newArchive(t)
	text := 0
	for day := 4; day <= 23; day++ {
		for _, hour := range []int{6, 12, 18} {
			if day%3 == 0 && hour == 12 {
				text++
			}
			take(t, w, story, "", fmt.Sprint("The harbour, report ", text), time.Date(2026, 11, day, hour, 0, 0, 0, time.UTC))
		}
	}
	for _, test := range []struct {
		policy Policy
		kept   string // day/hour
	}{
		{Policy{Last: 5}, "23/18 23/12 23/06 22/18 22/12"},
		{Policy{Hourly: 4}, "23/18 23/12 23/06 22/18"},
		{Policy{Daily: 7}, "23/18 22/18 21/18 20/18 19/18 18/18 17/18"},
		{Policy{Weekly: 3}, "23/18 22/18 15/18"},
		{Policy{Weekly: 4}, "23/18 22/18 15/18 08/18"},
		{Policy{Weekly: 5}, "23/18 22/18 15/18 08/18 04/06"}, // the oldest makes up the fifth
		{Policy{Monthly: 1}, "23/18"},
		{Policy{Monthly: 12}, "23/18 04/06"},
		{Policy{Yearly: 3}, "23/18 04/06"},
		{Policy{Changed: 3}, "23/18 21/12 18/12 15/12"}, // the newest whole one stays besides
		{Policy{Changed: Unlimited}, "23/18 21/12 18/12 15/12 12/12 09/12 06/12 04/06"},
		{Policy{Last: 2, Daily: 3, Weekly: 2, Monthly: 6}, "23/18 23/12 22/18 21/18 04/06"},
		{Policy{Last: 1, Changed: 2}, "23/18 21/12 18/12"},
	} {
		var kept []string
		for _, d := range plan(t, w, test.policy, snapshots.Query{}) {
			if d.Keep {
				kept = append(kept, d.CapturedAt.Format("02/15"))
			}
		}
		if got := strings.Join(kept, " "); got != test.kept {
			t.Errorf("%+v keeps\n%s, not\n%s", test.policy, got, test.kept)
		}
	}
}

// Pages, and captures of one page under two names, do not stand for each other.
func TestPlanOfSeveralPages(t *testing.T) {
	t.Parallel()
	w := newArchive(t)
	day := time.Date(2026, 11, 4, 6, 0, 0, 0, time.UTC)
	for i := range 3 {
		at := day.Add(time.Duration(i) * time.Minute)
		take(t, w, story, "wide", "one", at)
		take(t, w, story, "narrow", "one", at.Add(time.Second))
		take(t, w, "https://example.org/", "", "one", at)
	}
	count := func(q snapshots.Query) (kept, all int) {
		for _, d := range plan(t, w, Policy{Last: 1}, q) {
			if all++; d.Keep {
				kept++
			}
		}
		return kept, all
	}
	for _, test := range []struct {
		query     snapshots.Query
		kept, all int
	}{{snapshots.Query{}, 3, 9}, {snapshots.Query{Host: "example.com"}, 2, 6}, {snapshots.Query{URLPrefix: "https://example.org/"}, 1, 3}, {snapshots.Query{Host: "nowhere.example"}, 0, 0}} {
		if kept, all := count(test.query); kept != test.kept || all != test.all {
			t.Errorf("%+v: %d of %d are kept, want %d of %d", test.query, kept, all, test.kept, test.all)
		}
	}
}

// Whatever the archive and the rules: what the plan says is what is there after it, nothing that is held
// goes, and the archive is in order.
func TestPlanIsWhatComes(t *testing.T) {
	t.Parallel()
	rounds := 12
	if testing.Short() {
		rounds = 3
	}
	random := rand.New(rand.NewPCG(2026, 11))
	some := func() int { return max(Unlimited, random.IntN(12)-6) } // often none, rarely all
	for range rounds {
		w := newArchive(t)
		at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
		for range 5 + random.IntN(25) {
			at = at.Add(time.Duration(random.IntN(60*60*24*20)) * time.Second)
			snap := take(t, w, story+fmt.Sprint(random.IntN(2)), "", fmt.Sprint(random.IntN(3)), at)
			if random.IntN(6) == 0 {
				if err := w.Pin(snap.ID, true, nil); err != nil {
					t.Fatal(err)
				}
			}
		}
		p := Policy{Last: max(0, some()), Hourly: some(), Daily: some(), Weekly: some(), Monthly: some(), Yearly: some(), Changed: some()}
		if p.Empty() {
			p.Last = 1
		}
		var want []snapshots.ID
		dry, freed := plan(t, w, p, snapshots.Query{}), int64(0)
		for _, d := range dry {
			if d.Keep {
				want = append(want, d.ID)
				continue
			}
			n, err := w.Remove(d.ID, nil)
			if err != nil || n != d.Bytes {
				t.Fatalf("%d bytes freed, %d planned, error %v", n, d.Bytes, err)
			}
			freed += n
		}
		var got []snapshots.ID
		for report, err := range w.Verify(t.Context()) {
			if err != nil || len(report.Problems) > 0 {
				t.Fatal(err, report.Problems)
			}
			if report.ID != "" {
				got = append(got, report.ID)
			}
		}
		slices.SortFunc(got, snapshots.CompareIDs)
		slices.SortFunc(want, snapshots.CompareIDs)
		if !slices.Equal(got, want) || len(got) == 0 {
			t.Errorf("%+v: %d of %d were to be kept, %d are there", p, len(want), len(dry), len(got))
		}
		if p.Changed == 0 { // after a removal, what changed is held against another one
			for _, d := range plan(t, w, p, snapshots.Query{}) {
				if !d.Keep && !strings.Contains(fmt.Sprint(dry), "oldest") {
					t.Errorf("%+v: %s goes when the same rules are held against what they kept", p, d.ID)
				}
			}
		}
	}
}
