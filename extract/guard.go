package extract

import (
	"errors"
	"fmt"
	"runtime"
	"sync/atomic"
	"time"
)

// Error is a fault of this package in one page. No page is meant to bring one about,
// and none does harm to the others: nothing panics across the package's border.
type Error struct {
	stage string
	cause error
}

// Error names the stage that the page was at, and what went wrong there.
func (e *Error) Error() string {
	return fmt.Sprintf("the page could not be read (%s): %v", e.stage, e.cause)
}

// Unwrap gives what went wrong.
func (e *Error) Unwrap() error { return e.cause }

// Kind is the sort of failure, as other packages ask for it.
func (e *Error) Kind() string { return "internal" }

// longest is how long one page may take: far more than any does.
const longest = time.Minute

var errTooLong = errors.New("it takes too long")

// task is the reading of one page.
type task struct {
	stage     atomic.Pointer[string]
	abandoned atomic.Bool // nobody waits for it any more
}

// at says what is done next, and ends a task that was given up.
func (t *task) at(stage string) {
	if t.abandoned.Load() {
		runtime.Goexit()
	}
	t.stage.Store(&stage)
}

// guarded reads a page: whatever it runs into comes back as an Error, and what takes
// longer than most is given up. It works beside the caller, who cannot be held up so.
func guarded[T any](most time.Duration, read func(*task) (T, error)) (T, error) {
	type answer struct {
		value T
		err   error
	}
	t := &task{}
	t.at("start")
	fault := func(cause error) error { return &Error{*t.stage.Load(), cause} }
	answers := make(chan answer, 1)
	go func() {
		var a answer
		defer func() {
			if p := recover(); p != nil {
				a.err = fault(fmt.Errorf("%v", p))
			}
			answers <- a
		}()
		a.value, a.err = read(t)
	}()
	timer := time.NewTimer(most)
	defer timer.Stop()
	select {
	case a := <-answers:
		return a.value, a.err
	case <-timer.C:
		t.abandoned.Store(true)
		var none T
		return none, fault(errTooLong)
	}
}
