package worker

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"
	"go.uber.org/zap"
	"go.uber.org/zap/zaptest/observer"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/fleet/politeness"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/fleet/queue"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func open(t *testing.T, dir string) *queue.Queue {
	t.Helper()
	q, err := queue.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(q.Close)
	return q
}

// add puts n jobs into the queue, of each of so many hosts.
func add(t *testing.T, q *queue.Queue, hosts, n int, like queue.Job) {
	t.Helper()
	var jobs []queue.Job
	for i := range hosts * n {
		j := like
		j.ID, j.Host = queue.NewID(), fmt.Sprintf("host%d.test", i%hosts)
		j.URL = fmt.Sprintf("https://%s/%d", j.Host, i)
		jobs = append(jobs, j)
	}
	if err := q.Add(t.Context(), slices.Values(jobs), func(queue.Job) error { return nil }); err != nil {
		t.Fatal(err)
	}
}

func list(t *testing.T, q *queue.Queue, states ...queue.State) (list []queue.Entry) {
	t.Helper()
	if err := q.List(t.Context(), queue.Filter{States: states}, func(e queue.Entry) bool { list = append(list, e); return true }); err != nil {
		t.Fatal(err)
	}
	return list
}

// run lets a worker work until the queue is empty.
func run(t *testing.T, q *queue.Queue, slots int, do func(context.Context, Task) Outcome) {
	t.Helper()
	if err := New(q, Options{Do: do, Slots: slots, Once: true}).Run(t.Context(), t.Context()); err != nil {
		t.Error(err)
	}
}

// log is what hosts see.
type log struct {
	mu     sync.Mutex
	open   map[string]int
	starts map[string][]time.Time
	most   int
	done   map[string]int
}

func (l *log) visit(t Task, during func()) Outcome {
	l.mu.Lock()
	if l.open == nil {
		l.open, l.starts, l.done = map[string]int{}, map[string][]time.Time{}, map[string]int{}
	}
	l.open[t.Job.Host]++
	l.most = max(l.most, l.open[t.Job.Host])
	l.starts[t.Job.Host] = append(l.starts[t.Job.Host], time.Now())
	l.done[t.Job.ID]++
	l.mu.Unlock()
	during()
	l.mu.Lock()
	defer l.mu.Unlock()
	l.open[t.Job.Host]--
	return Outcome{Line: []byte(`{}`)}
}

// Several workers, each with a connection of its own, do each job once and keep to what was
// asked for of each host.
func TestTogether(t *testing.T) {
	dir := t.TempDir()
	q := open(t, dir)
	const apart = 50 * time.Millisecond
	add(t, q, 5, 6, queue.Job{PerHost: 1, Delay: politeness.SpanOf(apart)})
	var l log
	var all sync.WaitGroup
	for range 3 {
		own := open(t, dir)
		all.Go(func() {
			run(t, own, 4, func(_ context.Context, task Task) Outcome {
				return l.visit(task, task.Answered)
			})
		})
	}
	all.Wait()
	if len(l.done) != 30 || l.most != 1 {
		t.Errorf("%d jobs were done, %d of a host at the same time", len(l.done), l.most)
	}
	for id, n := range l.done {
		if n != 1 {
			t.Errorf("%s was done %d times", id, n)
		}
	}
	for host, starts := range l.starts {
		for i := range starts[1:] {
			if between := starts[i+1].Sub(starts[i]); between < apart {
				t.Errorf("%s: %s between two starts", host, between)
			}
		}
	}
	if done := list(t, q); len(done) != 30 || done[0].State != queue.Done {
		t.Errorf("%+v", done)
	}
}

// What may pass is tried again; what does not is given up, with the reason.
func TestFailures(t *testing.T) {
	q := open(t, t.TempDir())
	add(t, q, 2, 1, queue.Job{Retries: 1})
	var mu sync.Mutex
	tries, last := map[string]int{}, map[bool]int{}
	run(t, q, 2, func(_ context.Context, task Task) Outcome {
		mu.Lock()
		defer mu.Unlock()
		tries[task.Job.Host]++
		last[task.Last]++
		switch {
		case task.Job.Host == "host0.test":
			return Outcome{Line: []byte(`{"error":"bad"}`), Failure: &politeness.Failure{Kind: "tls", Says: "it has expired"}}
		case tries[task.Job.Host] == 1:
			return Outcome{Failure: &politeness.Failure{Kind: "browser", Says: "it has ended"}}
		}
		return Outcome{}
	})
	if tries["host0.test"] != 1 || tries["host1.test"] != 2 || last[true] != 1 {
		t.Errorf("%v %v", tries, last)
	}
	dead, done := list(t, q, queue.Dead), list(t, q, queue.Done)
	if len(dead) != 1 || dead[0].Error.Kind != "tls" || string(dead[0].Result) != `{"error":"bad"}` || len(done) != 1 || done[0].Tries != 2 {
		t.Errorf("%+v %+v", dead, done)
	}
}

// What a worker has when it is ended is done by another, as the same job that began then.
func TestHandedOn(t *testing.T) {
	q := open(t, t.TempDir())
	add(t, q, 1, 1, queue.Job{})
	ctx, end := context.WithCancel(t.Context())
	var first Task
	w := New(q, Options{Do: func(ctx context.Context, task Task) Outcome {
		first = task
		end()
		<-ctx.Done()
		return Outcome{Stopped: true}
	}})
	if err := w.Run(ctx, t.Context()); err != nil {
		t.Fatal(err)
	}
	run(t, q, 1, func(_ context.Context, task Task) Outcome {
		if !task.Begun.Equal(first.Begun) || !task.Again || first.Again || task.Job.ID != first.Job.ID {
			t.Errorf("%+v, and before %+v", task, first)
		}
		return Outcome{}
	})
	if done := list(t, q); len(done) != 1 || done[0].Tries != 1 {
		t.Errorf("%+v", done)
	}
}

// A worker that does not end, and is not heard of, loses its job to another; what it says of
// it later changes nothing.
func TestLost(t *testing.T) {
	dir := t.TempDir()
	q, other := open(t, dir), open(t, dir)
	add(t, q, 1, 1, queue.Job{PerHost: 1})
	w := New(q, Options{Lease: 3 * time.Second})
	began, stopped := make(chan struct{}), make(chan struct{})
	drain, end := context.WithCancel(t.Context())
	defer end()
	w.opts.Do = func(ctx context.Context, _ Task) Outcome {
		// It hangs: no sign of life is given.
		for _, h := range w.active {
			h.mu.Lock()
			defer h.mu.Unlock()
		}
		end() // or it would take the job up again itself
		close(began)
		<-ctx.Done()
		close(stopped)
		return Outcome{Stopped: true}
	}
	ended := make(chan error)
	go func() { ended <- w.Run(t.Context(), drain) }()
	<-began
	run(t, other, 1, func(context.Context, Task) Outcome {
		select {
		case <-stopped: // before another began
		default:
			t.Error("both had the page at the same time")
		}
		return Outcome{Line: []byte(`{"by":"other"}`)}
	})
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if done := list(t, q); len(done) != 1 || string(done[0].Result) != `{"by":"other"}` {
		t.Errorf("%+v", done)
	}
}

// A site that asks for more time between two pages gets it.
func TestWants(t *testing.T) {
	q := open(t, t.TempDir())
	add(t, q, 1, 2, queue.Job{Robots: true})
	const wants = 300 * time.Millisecond
	var l log
	run(t, q, 2, func(_ context.Context, task Task) Outcome {
		if task.Apart < wants {
			return Outcome{Wants: wants}
		}
		return l.visit(task, task.Answered)
	})
	if starts := l.starts["host0.test"]; len(starts) != 2 || starts[1].Sub(starts[0]) < wants {
		t.Errorf("%v", starts)
	}
}

// Jobs of a run that is paused wait, and those that run are stopped when it is canceled.
func TestPausedAndCanceled(t *testing.T) {
	q := open(t, t.TempDir())
	add(t, q, 1, 1, queue.Job{Run: "one"})
	add(t, q, 1, 1, queue.Job{Run: "two"})
	if err := q.Pause(t.Context(), "one", true); err != nil {
		t.Fatal(err)
	}
	core, logged := observer.New(zap.WarnLevel)
	do := func(ctx context.Context, task Task) Outcome {
		if task.Job.Run != "two" {
			t.Error("a job of a run that is paused begins")
		}
		if _, err := q.Cancel(t.Context(), []string{task.Job.ID}); err != nil {
			t.Error(err)
		}
		<-ctx.Done()
		return Outcome{Failure: &politeness.Failure{Kind: "canceled"}}
	}
	if err := New(q, Options{Do: do, Slots: 1, Once: true, Log: zap.New(core)}).Run(t.Context(), t.Context()); err != nil {
		t.Error(err)
	}
	if told := logged.FilterField(zap.Uint64("jobs", 1)).All(); len(told) != 1 {
		t.Errorf("of the job that is left it says %v", logged.All())
	}
	if dead := list(t, q, queue.Dead); len(dead) != 1 || dead[0].Run != "two" || dead[0].Error.Kind != "canceled" {
		t.Errorf("%+v", dead)
	}
	if left := list(t, q, queue.Queued); len(left) != 1 || left[0].Run != "one" {
		t.Errorf("%+v", left)
	}
}
