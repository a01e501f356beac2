package jobs

import (
	"database/sql"
	"encoding/json"
	"errors"
	"time"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/order"
)

// State is how far a job is.
type State string

// The states. A job that has failed has a result as well: it says why.
const (
	Queued  State = "queued"
	Running State = "running"
	Done    State = "done"
	Failed  State = "failed"
)

// Ended tells whether nothing more will become of a job.
func (s State) Ended() bool { return s == Done || s == Failed }

// Job is one capture that was asked for.
type Job struct {
	ID      string
	Owner   string // whose token asked for it; empty where nobody is asked for one
	URL     string // as it may be told: without what is secret in it
	Order   order.Order
	State   State
	Stage   string // of a job that runs: loading, storing
	Created time.Time
	Started time.Time // zero: not yet
	Ended   time.Time // zero: not yet
	Result  json.RawMessage
	Hook    string // address that is told when it has ended; empty: none
	Again   bool   // it was there before, under the same key or for the same order

	n     int64
	tries int // times that it was begun
	told  int // times that its hook was tried
}

const columns = "n, id, owner, url, request, state, stage, tries, created, started, ended, result, hook, hook_tries"

// scanner is a row of the database, or the one that there is.
type scanner interface{ Scan(into ...any) error }

func scan(row scanner) (j Job, err error) {
	var text []byte
	var created, started, ended int64
	err = row.Scan(&j.n, &j.ID, &j.Owner, &j.URL, &text, &j.State, &j.Stage, &j.tries, &created, &started, &ended, (*[]byte)(&j.Result), &j.Hook, &j.told)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return j, ErrNotFound
	case err != nil:
		return j, err
	}
	j.Created, j.Started, j.Ended = moment(created), moment(started), moment(ended)
	if len(text) > 0 {
		err = json.Unmarshal(text, &j.Order)
	}
	return j, err
}

func moment(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}

// kinded is an error that says of what kind it is.
type kinded struct{ kind, says string }

func (e kinded) Error() string { return e.says }

// Kind is that of a problem.
func (e kinded) Kind() string { return e.kind }

// What a queue may refuse.
var (
	ErrNotFound = error(kinded{"not_found", "there is no such job"})
	ErrFull     = error(kinded{"busy", "as many jobs wait as may: try again later"})
	ErrStopping = error(kinded{"stopping", "the server is being stopped"})
	ErrSecret   = error(kinded{"conflict", "what the job was given was secret and is not kept: ask for it anew"})
	ErrConflict = error(kinded{"conflict", "the Idempotency-Key was used for another request"})
)
