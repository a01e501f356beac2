package jobs

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"strings"
	"time"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/order"
)

// New is a capture to be added.
type New struct {
	Order order.Order
	Owner string
	Key   string // of the request: the same gives the same job; empty: each is a job of its own
	Hook  string // address to tell when it has ended; empty: none
	Most  int    // jobs of the owner that may wait; 0: as many as of all
	Join  bool   // where the same is under way already, that is enough
}

// Add accepts a job: once it returns, the job is on the disk.
func (q *Queue) Add(ctx context.Context, n New) (Job, error) {
	text, err := json.Marshal(n.Order)
	if err != nil {
		return Job{}, err
	}
	sum := sha256.Sum256(append(text, n.Hook...))
	digest := hex.EncodeToString(sum[:])
	if n.Key != "" {
		j, err := q.byKey(ctx, n, digest)
		if !errors.Is(err, ErrNotFound) {
			return j, err
		}
	}
	if n.Join {
		row := q.db.QueryRowContext(ctx, "SELECT "+columns+" FROM jobs WHERE state IN ('queued', 'running') AND owner = ? AND digest = ? LIMIT 1", n.Owner, digest)
		if j, err := scan(row); !errors.Is(err, ErrNotFound) {
			j.Again = true
			return j, err
		}
	}
	if err := q.room(ctx, n); err != nil {
		return Job{}, err
	}
	j := Job{
		ID: strings.ToLower(rand.Text()), Owner: n.Owner, URL: q.opts.Runner.Public(n.Order), Order: n.Order,
		State: Queued, Created: time.Now().UTC().Truncate(time.Millisecond), Hook: n.Hook,
	}
	_, err = q.db.ExecContext(context.WithoutCancel(ctx), "INSERT INTO jobs (id, owner, key, digest, url, request, state, created, hook) VALUES (?, ?, nullif(?, ''), ?, ?, ?, ?, ?, ?)",
		j.ID, j.Owner, n.Key, digest, j.URL, text, j.State, j.Created.UnixMilli(), j.Hook)
	if err != nil {
		q.count(-1)
		if n.Key != "" { // another request was first with it
			if j, found := q.byKey(ctx, n, digest); !errors.Is(found, ErrNotFound) {
				return j, found
			}
		}
		return Job{}, storage(err)
	}
	signal(q.wake)
	return j, nil
}

// byKey finds the job that was added under the same key.
func (q *Queue) byKey(ctx context.Context, n New, digest string) (Job, error) {
	var was string
	err := q.db.QueryRowContext(ctx, "SELECT digest FROM jobs WHERE owner = ? AND key = ?", n.Owner, n.Key).Scan(&was)
	if err == nil && was != digest {
		return Job{}, ErrConflict
	}
	j, err := scan(q.db.QueryRowContext(ctx, "SELECT "+columns+" FROM jobs WHERE owner = ? AND key = ?", n.Owner, n.Key))
	j.Again = true
	return j, err
}

// room takes a place among those that wait.
func (q *Queue) room(ctx context.Context, n New) error {
	if n.Most > 0 {
		var own int
		err := q.db.QueryRowContext(ctx, "SELECT count(*) FROM jobs WHERE state = 'queued' AND owner = ?", n.Owner).Scan(&own)
		if err != nil {
			return storage(err)
		}
		if own >= n.Most {
			return ErrFull
		}
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	switch {
	case q.stopping:
		return ErrStopping
	case q.waiting >= q.opts.Most:
		return ErrFull
	}
	q.waiting++
	return nil
}

func (q *Queue) count(by int) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.waiting += by
}

// storage is the failure of a job that could not be kept.
func storage(err error) error {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return kinded{"storage", "the job could not be kept: " + err.Error()}
}

// signal wakes somebody, if nobody has been woken already.
func signal(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}
