package gallery

import (
	"context"
	"errors"
	"iter"
	"time"

	"github.com/tearsheet/tearsheet/snapshots"
)

// Jobs captures pages. Its methods may be called by many at the same time.
type Jobs interface {
	// Submit accepts addresses to be captured: a run for each, in order. An error of kind
	// invalid_url, or any other of the user's making, is told to the user as it is.
	Submit(ctx context.Context, ask Ask) ([]Run, error)
	// Run gives one run. The error is [ErrNoRun] where there is none.
	Run(ctx context.Context, id string) (Run, error)
	// Runs lists runs, the newest first, at most limit of them: those in a state, where
	// one is given, and after the cursor that the call before has given.
	Runs(ctx context.Context, state State, cursor string, limit int) (list []Run, next string, err error)
	// Retry captures again what a run has captured or has not: as a new run.
	Retry(ctx context.Context, id string) (Run, error)
	// Cancel gives up a run that has not ended.
	Cancel(ctx context.Context, id string) error
	// Watch gives a run as it is, and again each time that something of it is new, until
	// it has ended or ctx has.
	Watch(ctx context.Context, id string) iter.Seq2[Run, error]
}

// ErrNoRun says that there is no such run.
var ErrNoRun = errors.New("there is no such run")

// Ask is what the form asks for.
type Ask struct {
	URLs []string
	Save []string // further formats: html, mhtml, pdf, wacz
	Dark bool     // the page's dark colours
	// Mobile captures the page as a phone shows it.
	Mobile bool
}

// State is how far a run is.
type State string

// The states of a run.
const (
	Queued   State = "queued"
	Running  State = "running"
	Done     State = "done"
	Failed   State = "failed"
	Canceled State = "canceled"
)

// States are all of them.
var States = []State{Queued, Running, Done, Failed, Canceled}

// Ended says that nothing more comes of it.
func (s State) Ended() bool { return s == Done || s == Failed || s == Canceled }

// Run is the capture of one address.
type Run struct {
	ID    string
	URL   string
	State State
	Step  string // what is being done, in a few words; empty where nothing is known
	// Progress is from 0 to 1, as far as it is known.
	Progress float64

	Created, Started, Ended time.Time

	Snapshot snapshots.ID // what was stored; empty: nothing, or not yet
	Kind     string       // of the failure: dns, timeout ...
	Message  string       // why it failed
}
