package jobs

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/order"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// runner does jobs as a test wants.
type runner struct {
	run    func(ctx context.Context, j Job) Outcome
	stored map[string]bool // jobs that had come to a snapshot

	mu   sync.Mutex
	runs map[string]int
}

func (r *runner) Run(ctx context.Context, j Job, tell func(string)) Outcome {
	r.mu.Lock()
	if r.runs == nil {
		r.runs = map[string]int{}
	}
	r.runs[j.ID]++
	r.mu.Unlock()
	tell("storing")
	if r.run != nil {
		return r.run(ctx, j)
	}
	return Outcome{Line: json.RawMessage(`{"done":true}`)}
}

// times is how often a job was run.
func (r *runner) times(id string) int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.runs[id]
}

func (r *runner) Recover(_ context.Context, j Job) (Outcome, bool) {
	return Outcome{Line: json.RawMessage(`{"recovered":true}`)}, r.stored[j.ID]
}

func (r *runner) Fail(_ string, err error) Outcome {
	text, _ := json.Marshal(map[string]string{"error": err.Error()})
	return Outcome{Line: text, Failed: true}
}

func (r *runner) Public(o order.Order) string { return strings.ReplaceAll(o.URL, "secret", "REDACTED") }

func open(t *testing.T, dir string, o Options) *Queue {
	t.Helper()
	q, err := Open(t.Context(), dir, o)
	if err != nil {
		t.Fatal(err)
	}
	return q
}

// work has a queue's jobs done until stop is called, which closes it too.
func work(t *testing.T, q *Queue) (stop func()) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		q.Work(context.WithoutCancel(t.Context()))
	}()
	return sync.OnceFunc(func() {
		q.Stop()
		<-done
		if err := q.Close(); err != nil {
			t.Error(err)
		}
	})
}

func add(t *testing.T, q *Queue, address string) Job {
	t.Helper()
	j, err := q.Add(t.Context(), New{Order: order.Order{URL: address}})
	if err != nil {
		t.Fatal(err)
	}
	return j
}

// What a process began that died is looked for, and begun anew only if it came to nothing.
func TestProcessDies(t *testing.T) {
	dir := t.TempDir()
	r := &runner{stored: map[string]bool{}}
	q := open(t, dir, Options{Runner: r})
	var jobs []Job
	for i := range 6 {
		jobs = append(jobs, add(t, q, fmt.Sprintf("https://a.test/%d", i)))
	}
	for range 4 { // begun, and never ended
		if _, err := q.claim(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	r.stored[jobs[0].ID], r.stored[jobs[2].ID] = true, true
	if err := q.Close(); err != nil {
		t.Fatal(err)
	}
	q = open(t, dir, Options{Runner: r, Workers: 3})
	stop := work(t, q)
	defer stop()
	for i, j := range jobs {
		got, err := q.Wait(t.Context(), "", j.ID)
		if err != nil || got.State != Done {
			t.Fatalf("%+v %v", got, err)
		}
		want, runs := `{"done":true}`, 1
		if r.stored[j.ID] {
			want, runs = `{"recovered":true}`, 0
		}
		if string(got.Result) != want || r.times(j.ID) != runs {
			t.Errorf("job %d: %s after %d runs", i, got.Result, r.times(j.ID))
		}
	}
}

// A job that ends the process each time is not begun for ever.
func TestProcessDiesOfAJob(t *testing.T) {
	dir := t.TempDir()
	r := &runner{}
	var j Job
	for try := range mostTries + 1 {
		q := open(t, dir, Options{Runner: r})
		if try == 0 {
			j = add(t, q, "https://a.test/")
		}
		_, err := q.claim(t.Context())
		if gone := errors.Is(err, ErrNotFound); gone != (try == mostTries) {
			t.Fatalf("try %d: %v", try, err)
		}
		if try == mostTries {
			if j, err = q.Get(t.Context(), "", j.ID); err != nil || j.State != Failed || !strings.Contains(string(j.Result), "each time") {
				t.Errorf("%+v %v", j, err)
			}
		}
		if err := q.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// What runs when the server is stopped, and is not through in time, is done after the next
// start.
func TestStop(t *testing.T) {
	dir := t.TempDir()
	began := make(chan struct{})
	r := &runner{run: func(ctx context.Context, _ Job) Outcome {
		close(began)
		<-ctx.Done()
		return Outcome{Failed: true, Again: true}
	}}
	q := open(t, dir, Options{Runner: r})
	ctx, kill := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() {
		defer close(done)
		q.Work(ctx)
	}()
	running, waiting := add(t, q, "https://a.test/"), add(t, q, "https://b.test/")
	<-began
	q.Stop()
	if _, err := q.Add(t.Context(), New{}); !errors.Is(err, ErrStopping) {
		t.Errorf("a job is taken while the server is being stopped: %v", err)
	}
	if j, err := q.Wait(t.Context(), "", waiting.ID); err != nil || j.State != Queued {
		t.Errorf("who waits is told %+v %v", j, err)
	}
	kill()
	<-done
	if err := q.Close(); err != nil {
		t.Fatal(err)
	}
	q = open(t, dir, Options{Runner: &runner{}})
	defer work(t, q)()
	for _, j := range []Job{running, waiting} {
		if j, err := q.Wait(t.Context(), "", j.ID); err != nil || j.State != Done {
			t.Errorf("%+v %v", j, err)
		}
	}
}

func TestInUse(t *testing.T) {
	dir := t.TempDir()
	q := open(t, dir, Options{Runner: &runner{}})
	if _, err := Open(t.Context(), dir, Options{Runner: &runner{}}); !errors.Is(err, ErrInUse) {
		t.Errorf("two servers work on one archive: %v", err)
	}
	if err := q.Close(); err != nil {
		t.Fatal(err)
	}
	open(t, dir, Options{Runner: &runner{}}).Close()
}

// Jobs that cannot be opened are an error, and not in use afterwards.
func TestBroken(t *testing.T) {
	dir := t.TempDir()
	inTheWay := filepath.Join(dir, fileName)
	if err := os.Mkdir(inTheWay, 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), dir, Options{Runner: &runner{}}); err == nil {
		t.Error("a folder is taken for a database")
	}
	if err := os.Remove(inTheWay); err != nil {
		t.Fatal(err)
	}
	open(t, dir, Options{Runner: &runner{}}).Close()
}

// What is secret in an order goes when its job has ended; what is not can be done again.
func TestSecretsGo(t *testing.T) {
	dir := t.TempDir()
	q := open(t, dir, Options{Runner: &runner{}})
	stop := work(t, q)
	defer stop()
	secret, err := q.Add(t.Context(), New{Order: order.Order{URL: "https://a.test/?secret", Options: map[string][]string{"headers": {"Cookie: hushhush"}}}})
	if err != nil {
		t.Fatal(err)
	}
	plain := add(t, q, "https://a.test/")
	for _, id := range []string{secret.ID, plain.ID} {
		if _, err := q.Wait(t.Context(), "", id); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := q.Retry(t.Context(), "", secret.ID); !errors.Is(err, ErrSecret) {
		t.Errorf("a secret was kept: %v", err)
	}
	again, err := q.Retry(t.Context(), "", plain.ID)
	if err != nil || again.ID == plain.ID || again.Order.URL != plain.Order.URL {
		t.Errorf("%+v %v", again, err)
	}
	if _, err := q.Wait(t.Context(), "", again.ID); err != nil {
		t.Fatal(err)
	}
	list, next, err := q.List(t.Context(), "", "", "", 2)
	if err != nil || len(list) != 2 || next == "" || list[0].ID != again.ID {
		t.Errorf("%+v %q %v", list, next, err)
	}
	if list, next, err = q.List(t.Context(), "", Done, next, 2); err != nil || len(list) != 1 || next != "" || list[0].URL != "https://a.test/?REDACTED" {
		t.Errorf("%+v %q %v", list, next, err)
	}
	stop()
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(data), "hushhush") {
			t.Errorf("%s holds a secret", file)
		}
		if info, err := os.Stat(file); err != nil || info.Mode().Perm()&0o077 != 0 {
			t.Errorf("others may read %s: %v %v", file, info.Mode(), err)
		}
	}
}

// A disk that is full refuses jobs and loses none.
func TestDiskFull(t *testing.T) {
	q := open(t, t.TempDir(), Options{Runner: &runner{}, Most: 100})
	if _, err := q.db.Exec("PRAGMA max_page_count = 12"); err != nil {
		t.Fatal(err)
	}
	var accepted []string
	full := 0
	for i := range 200 {
		j, err := q.Add(t.Context(), New{Order: order.Order{URL: fmt.Sprintf("https://a.test/%d/%s", i, strings.Repeat("x", 500))}})
		var k kinded
		switch {
		case err == nil:
			accepted = append(accepted, j.ID)
		case errors.As(err, &k) && k.kind == "storage":
			full++
		default:
			t.Fatal(err)
		}
	}
	if waiting, _ := q.Counts(); full == 0 || len(accepted) == 0 || waiting != len(accepted) {
		t.Errorf("%d accepted, %d refused, %d wait", len(accepted), full, waiting)
	}
	if _, err := q.db.Exec("PRAGMA max_page_count = 100000"); err != nil { // there is room again
		t.Fatal(err)
	}
	defer work(t, q)()
	for _, id := range accepted {
		if j, err := q.Wait(t.Context(), "", id); err != nil || j.State != Done {
			t.Errorf("%+v %v", j, err)
		}
	}
}

// Who is content with what is under way gets that.
func TestJoin(t *testing.T) {
	q := open(t, t.TempDir(), Options{Runner: &runner{}})
	defer q.Close()
	first := add(t, q, "https://a.test/")
	second, err := q.Add(t.Context(), New{Order: order.Order{URL: "https://a.test/"}, Join: true})
	if err != nil || second.ID != first.ID || !second.Again {
		t.Errorf("%+v %v", second, err)
	}
	if other := add(t, q, "https://a.test/"); other.ID == first.ID {
		t.Error("who does not ask for it gets another's")
	}
	if _, err := q.Add(t.Context(), New{Owner: "one", Order: order.Order{URL: "https://c.test/"}, Most: 1}); err != nil {
		t.Fatal(err)
	}
	if _, err := q.Add(t.Context(), New{Owner: "one", Order: order.Order{URL: "https://d.test/"}, Most: 1}); !errors.Is(err, ErrFull) {
		t.Errorf("an owner has more jobs that wait than may: %v", err)
	}
}

// Jobs that ended long ago are forgotten, those whose hook is still to be told are not.
func TestForget(t *testing.T) {
	q := open(t, t.TempDir(), Options{Runner: &runner{}, Keep: -time.Hour}) // all is old
	j := add(t, q, "https://a.test/")
	hooked, err := q.Add(t.Context(), New{Order: order.Order{URL: "https://b.test/"}, Hook: "https://hook.test/"})
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		claimed, err := q.claim(t.Context())
		if err == nil {
			err = q.finish(claimed, Outcome{Line: json.RawMessage("{}")})
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	q.Stop()
	q.prune(t.Context())
	if _, err := q.Get(t.Context(), "", j.ID); !errors.Is(err, ErrNotFound) {
		t.Errorf("it is remembered: %v", err)
	}
	due, tries, _, err := q.Due(t.Context(), time.Now())
	if err != nil || due.ID != hooked.ID || tries != 0 {
		t.Errorf("due is %+v after %d tries, %v", due, tries, err)
	}
	if err := q.Told(due, time.Now().Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	due, _, next, err := q.Due(t.Context(), time.Now())
	if err != nil || due.ID != "" || time.Until(next) < 50*time.Minute {
		t.Errorf("due is %+v, next at %s, %v", due, next, err)
	}
	if err := q.Close(); err != nil {
		t.Fatal(err)
	}
}
