package queue

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

// Known finds the jobs of a run that ask for the same, so that what is put into a queue again
// while it waits or is being done is done once. Two who look at the same moment do not see each
// other's jobs.
type Known struct {
	q     *Queue
	run   string
	ids   map[wish]string // of jobs that have not ended
	done  map[wish]string // of those that were done, of which no secrets are kept
	lanes map[string]bool // subjects that were read
	all   bool            // the whole run was
}

// wish is the same for jobs that ask for the same.
type wish [16]byte

// fewLanes are read one by one, since a run may have a million jobs of other hosts; then the
// rest at once, since a list may be of a million hosts.
const fewLanes = 16

// Known finds jobs of a run, empty being that of none.
func (q *Queue) Known(run string) *Known {
	return &Known{q: q, run: run, ids: map[wish]string{}, done: map[wish]string{}, lanes: map[string]bool{}}
}

// WithDone adds the jobs of the run that were done, as far as they are still listed.
func (k *Known) WithDone(ctx context.Context) error {
	return k.q.each(ctx, k.q.done, k.q.prefix+".done."+runToken(k.run)+".*", func(m jetstream.Msg) error {
		var e Ended
		if err := json.Unmarshal(m.Data(), &e); err != nil {
			return fmt.Errorf("%s: %w", m.Subject(), err)
		}
		return note(k.done, e.Job)
	})
}

// ID is that of a job that asks for the same; empty where there is none.
func (k *Known) ID(ctx context.Context, j Job) (string, error) {
	w, err := wishOf(j)
	if err != nil {
		return "", err
	}
	subject := k.q.subjectOf(j)
	if !k.all && !k.lanes[subject] {
		if k.all = len(k.lanes) >= fewLanes; k.all {
			subject = k.q.prefix + ".jobs.*.*.*." + runToken(k.run)
		}
		k.lanes[subject] = true
		err = k.q.each(ctx, k.q.jobs, subject, func(m jetstream.Msg) error {
			var j Job
			if err := json.Unmarshal(m.Data(), &j); err != nil {
				return fmt.Errorf("%s: %w", m.Subject(), err)
			}
			return note(k.ids, j)
		})
	}
	if id := k.ids[w]; id != "" || err != nil {
		return id, err
	}
	j.Options = withoutSecrets(j.Options)
	w, err = wishOf(j)
	return k.done[w], err
}

func note(ids map[wish]string, j Job) error {
	w, err := wishOf(j)
	ids[w] = j.ID
	return err
}

// wishOf is all of a job but its name and when it was added.
func wishOf(j Job) (wish, error) {
	j.ID, j.Added = "", time.Time{}
	data, err := json.Marshal(j)
	sum := sha256.Sum256(data)
	return wish(sum[:16]), err
}
