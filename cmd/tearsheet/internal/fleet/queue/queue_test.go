package queue

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/fleet/frontier"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/fleet/politeness"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func open(t *testing.T, dir string) *Queue {
	t.Helper()
	q, err := Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(q.Close)
	return q
}

// add puts jobs of a host into the queue and gives them as they were accepted.
func add(t *testing.T, q *Queue, run string, p Priority, urls ...string) (list []Job) {
	t.Helper()
	var jobs []Job
	for _, url := range urls {
		jobs = append(jobs, Job{ID: NewID(), URL: url, Run: run, Host: "a.test", Priority: p, Options: map[string][]string{"headers": {"X-Key: hush"}}})
	}
	err := q.Add(t.Context(), slices.Values(jobs), func(j Job) error {
		list = append(list, j)
		return nil
	})
	if err != nil || len(list) != len(urls) {
		t.Fatalf("%d accepted: %v", len(list), err)
	}
	return list
}

func entries(t *testing.T, q *Queue, f Filter) (list []Entry) {
	t.Helper()
	if err := q.List(t.Context(), f, func(e Entry) bool { list = append(list, e); return true }); err != nil {
		t.Fatal(err)
	}
	return list
}

// claim takes up the next job of a.test.
func claim(t *testing.T, q *Queue, worker string) *frontier.Claim {
	t.Helper()
	f := frontier.Frontier{Board: q, Worker: worker, Lease: time.Minute}
	lanes, err := q.Lanes(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	for _, lane := range lanes {
		f.Roster.Seen(lane.Key, lane.Name, true, q.Now())
	}
	c, _, err := f.Claim(t.Context(), q.Now())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// What was accepted is there when the folder is opened again, for its owner alone; several
// can have it open, and the others go on when the one ends that has the server.
func TestFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "queue")
	first, err := Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	add(t, first, "one", Normal, "https://a.test/1")
	second := open(t, dir)
	add(t, second, "one", Normal, "https://a.test/2")
	first.Close()
	add(t, second, "one", Normal, "https://a.test/3")
	if list := entries(t, second, Filter{}); len(list) != 3 {
		t.Errorf("%+v", list)
	}
	if runtime.GOOS == "windows" { // which knows no such modes
		return
	}
	for name, mode := range map[string]os.FileMode{dir: 0o700, filepath.Join(dir, "token"): 0o600} {
		if info, err := os.Stat(name); err != nil || info.Mode().Perm() != mode {
			t.Errorf("%s: %v %v", name, info.Mode(), err)
		}
	}
}

// Urgent jobs come first, then those that were there first; each once.
func TestOrder(t *testing.T) {
	q := open(t, t.TempDir())
	add(t, q, "one", Low, "https://a.test/3")
	add(t, q, "", Normal, "https://a.test/1")
	add(t, q, "two", Normal, "https://a.test/2")
	add(t, q, "one", High, "https://a.test/0")
	for i := range 4 {
		c := claim(t, q, "w")
		if c == nil || urlOf(t, c) != fmt.Sprintf("https://a.test/%d", i) {
			t.Fatalf("%d: %+v", i, c)
		}
	}
	if c := claim(t, q, "other"); c != nil {
		t.Errorf("%+v is had twice", c)
	}
	if list := entries(t, q, Filter{States: []State{Running}}); len(list) != 4 || list[0].Worker != "w" {
		t.Errorf("%+v", list)
	}
}

func urlOf(t *testing.T, c *frontier.Claim) string {
	t.Helper()
	var j Job
	if err := json.Unmarshal(c.Job.Body, &j); err != nil {
		t.Fatal(err)
	}
	return j.URL
}

// What came of a job is kept once, whoever says it last.
func TestSettle(t *testing.T) {
	q := open(t, t.TempDir())
	job := add(t, q, "one", Normal, "https://a.test/1")[0]
	c := claim(t, q, "w")
	for _, line := range []string{`{"n":1}`, `{"n":2}`} {
		if err := q.Settle(t.Context(), c.Slot, Ended{Job: job, Result: []byte(line)}); err != nil {
			t.Fatal(err)
		}
	}
	list := entries(t, q, Filter{})
	if len(list) != 1 || list[0].State != Done || string(list[0].Result) != `{"n":1}` || list[0].job.Options["headers"] != nil {
		t.Errorf("%+v", list)
	}
	if _, found, gone, err := q.At(t.Context(), c.Slot); found || !gone || err != nil {
		t.Errorf("%t %t %v", found, gone, err)
	}
	if jobs, _, err := q.Size(t.Context()); jobs != 0 || err != nil {
		t.Errorf("%d jobs are left, %v", jobs, err)
	}
}

// Of two that change a record at the same time one is told.
func TestSetHost(t *testing.T) {
	q := open(t, t.TempDir())
	key := KeyOf("a.test")
	h := politeness.Host{Down: 1}
	if err := q.SetHost(t.Context(), key, h, 0); err != nil {
		t.Fatal(err)
	}
	if err := q.SetHost(t.Context(), key, h, 0); !errors.Is(err, frontier.ErrChanged) {
		t.Errorf("%v", err)
	}
	got, revision, err := q.Host(t.Context(), key)
	if err != nil || got.Down != 1 {
		t.Fatalf("%+v %v", got, err)
	}
	if err := q.SetHost(t.Context(), key, h, revision); err != nil {
		t.Error(err)
	}
	if err := q.SetHost(t.Context(), key, h, revision); !errors.Is(err, frontier.ErrChanged) {
		t.Errorf("%v", err)
	}
}

// A run is paused, its dead jobs are requeued under their names, and what is left of it is canceled.
func TestRuns(t *testing.T) {
	q := open(t, t.TempDir())
	job := add(t, q, "one", Normal, "https://a.test/1")[0]
	add(t, q, "one", Normal, "https://a.test/2")
	add(t, q, "", Normal, "https://a.test/3")
	if err := q.Pause(t.Context(), "one", true); err != nil {
		t.Fatal(err)
	}
	paused, err := q.Paused(t.Context())
	if err != nil || !Skips(paused, "one") || Skips(paused, "") {
		t.Errorf("%v %v", paused, err)
	}
	c := claim(t, q, "w")
	if err := q.Settle(t.Context(), c.Slot, Ended{Job: job, Kind: "tls", Says: "it has expired"}); err != nil {
		t.Fatal(err)
	}
	h, revision, err := q.Host(t.Context(), c.Host)
	if err != nil || !h.Settle(q.Now(), job.ID, "w") || q.SetHost(t.Context(), c.Host, h, revision) != nil {
		t.Fatalf("%+v %v", h, err)
	}
	runs, err := q.Runs(t.Context())
	if err != nil || *runs["one"] != (Progress{Run: "one", Queued: 1, Dead: 1, Paused: true}) || *runs[""] != (Progress{Queued: 1}) {
		t.Errorf("%+v %+v %v", runs["one"], runs[""], err)
	}
	if list, err := q.Requeue(t.Context(), Filter{Run: "one"}, nil); err != nil || len(list) != 1 || list[0].ID != job.ID || list[0].Error.Kind != "tls" {
		t.Errorf("%+v %v", list, err)
	}
	if list := entries(t, q, Filter{Run: "one"}); len(list) != 2 || list[1].ID != job.ID || list[1].job.Options["headers"] == nil {
		t.Errorf("%+v", list)
	}
	if _, err := q.Cancel(t.Context(), []string{"nothing"}); !errors.Is(err, ErrNotFound) {
		t.Errorf("%v", err)
	}
	if n, err := q.CancelRun(t.Context(), "one"); err != nil || n != 2 {
		t.Errorf("%d canceled: %v", n, err)
	}
	if list := entries(t, q, Filter{}); len(list) != 1 || list[0].Run != "" {
		t.Errorf("%+v", list)
	}
}

// What came of the jobs of a run comes until it has ended.
func TestFollow(t *testing.T) {
	q := open(t, t.TempDir())
	jobs := add(t, q, "one", Normal, "https://a.test/1", "https://a.test/2")
	for i, kind := range []string{"", "dns"} {
		c := claim(t, q, "w")
		if err := q.Settle(t.Context(), c.Slot, Ended{Job: jobs[i], Kind: kind}); err != nil {
			t.Fatal(err)
		}
	}
	states := map[State]int{}
	if err := q.Follow(t.Context(), "one", func(e Entry) bool { states[e.State]++; return true }); err != nil || states[Done] != 1 || states[Dead] != 1 {
		t.Errorf("%v %v", states, err)
	}
}

func TestAddresses(t *testing.T) {
	for where, want := range map[string]string{
		"nats://a:4222": "tearsheet", "nats://a:4222,nats://b:4222/news": "news", "tls://user:pass@a/x?replicas=1": "x", "nats://a/b/c": "", "nats://a?replicas=9": "",
	} {
		q := &Queue{prefix: "tearsheet"}
		servers, _, err := q.address(where)
		if want == "" != (err != nil) || err == nil && (q.prefix != want || servers == "") {
			t.Errorf("%s: %s of %s, %v", where, q.prefix, servers, err)
		}
	}
	if got := shown("nats://user:pass@a:4222,nats://b"); got != "nats://a:4222,nats://b" {
		t.Error(got)
	}
}

// What a job costs the queue: accepted, taken up, settled, each change synced.
func BenchmarkJob(b *testing.B) {
	where := os.Getenv("TEARSHEET_QUEUE") // of a cluster, say
	if where == "" {
		where = b.TempDir()
	}
	q, err := Open(b.Context(), where)
	if err != nil {
		b.Fatal(err)
	}
	defer q.Close()
	job := Job{ID: NewID(), URL: "https://a.test/", Host: "a.test"}
	b.Run("add", func(b *testing.B) {
		jobs := func(yield func(Job) bool) {
			for range b.N {
				job.ID = NewID()
				if !yield(job) {
					return
				}
			}
		}
		if err := q.Add(b.Context(), jobs, func(Job) error { return nil }); err != nil {
			b.Fatal(err)
		}
	})
	b.Run("claim-settle", func(b *testing.B) {
		jobs := func(yield func(Job) bool) {
			for range b.N {
				job.ID = NewID()
				if !yield(job) {
					return
				}
			}
		}
		if err := q.Add(b.Context(), jobs, func(Job) error { return nil }); err != nil {
			b.Fatal(err)
		}
		f := frontier.Frontier{Board: q, Worker: "w", Lease: time.Minute}
		key := KeyOf(job.Host)
		f.Roster.Seen(key, frontier.Lane("0", noRun), true, q.Now())
		for b.Loop() {
			c, _, err := f.Claim(b.Context(), q.Now())
			if err != nil || c == nil {
				b.Fatal(c, err)
			}
			j := job
			j.ID = c.Job.ID
			if err := q.Settle(b.Context(), c.Slot, Ended{Job: j}); err != nil {
				b.Fatal(err)
			}
			h, revision, err := q.Host(b.Context(), key)
			if err != nil || !h.Settle(q.Now(), c.Job.ID, "w") || q.SetHost(b.Context(), key, h, revision) != nil {
				b.Fatal(err)
			}
		}
	})
}

// What is put in again while it waits, or is being done, is known by what it asks for; what was
// done is known where that is asked.
func TestKnown(t *testing.T) {
	q := open(t, t.TempDir())
	var urls []string
	for i := range 3 {
		urls = append(urls, fmt.Sprintf("https://a.test/%d", i))
	}
	list := add(t, q, "one", Normal, urls...)
	c := claim(t, q, "w")
	if err := q.Settle(t.Context(), c.Slot, Ended{Job: list[0], Tries: 1}); err != nil {
		t.Fatal(err)
	}
	if claim(t, q, "w") == nil { // the second runs
		t.Fatal("nothing to do")
	}
	again := func(i int, change func(*Job)) Job {
		j := list[i]
		j.ID, j.Added = NewID(), time.Now()
		change(&j)
		return j
	}
	same := func(*Job) {}
	for name, c := range map[string]struct {
		job  Job
		done bool // asked for what was done, too
		want string
	}{
		"done":             {job: again(0, same)},
		"done, and asked":  {job: again(0, same), done: true, want: list[0].ID},
		"running":          {job: again(1, same), want: list[1].ID},
		"waiting":          {job: again(2, same), want: list[2].ID},
		"another run":      {job: again(2, func(j *Job) { j.Run = "two" })},
		"of no run":        {job: again(2, func(j *Job) { j.Run = "" })},
		"another priority": {job: again(2, func(j *Job) { j.Priority = High })},
		"other options":    {job: again(2, func(j *Job) { j.Options = nil })},
		"of another host":  {job: again(2, func(j *Job) { j.Host = "b.test" })},
	} {
		k := q.Known(c.job.Run)
		if c.done {
			if err := k.WithDone(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		if id, err := k.ID(t.Context(), c.job); err != nil || id != c.want {
			t.Errorf("%s: %q, not %q: %v", name, id, c.want, err)
		}
	}
	// Of many hosts the whole run is read.
	k := q.Known("one")
	for i := range 2 * fewLanes {
		if id, err := k.ID(t.Context(), again(2, func(j *Job) { j.Host = fmt.Sprintf("%d.test", i) })); err != nil || id != "" {
			t.Errorf("%q: %v", id, err)
		}
	}
	if id, err := k.ID(t.Context(), again(2, same)); err != nil || id != list[2].ID || len(k.lanes) != fewLanes+1 {
		t.Errorf("%q, %d read: %v", id, len(k.lanes), err)
	}
}
