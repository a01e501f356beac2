package index

import (
	"context"
	"database/sql"
	"errors"
	"math"
	"os"
	"sync"
	"time"

	"github.com/tearsheet/tearsheet/snapshots"
)

// findings are what was found out about the archive besides the answer.
type findings struct {
	broken map[snapshots.ID]error // snapshots that cannot be read
	errors []error                // folders that cannot be read
}

// rounds is how often a question is asked again because the archive had changed. One
// that is being written to all the time is never up to date.
const rounds = 3

// ask asks the database something, once it is as the folders are. The question may be
// asked several times; what its last time gave counts. texts says that it needs the
// words of all snapshots.
func (x *Index) ask(ctx context.Context, texts bool, question func(c querier) error) (findings, error) {
	if err := x.open(ctx); err != nil {
		return findings{}, err
	}
	if f, ok := x.seen.recent(x.opts.Fresh); ok {
		// Whatever fails here is found again, and told of, by looking.
		if isRead, err := x.askAsItIs(ctx, texts, question); err == nil && isRead {
			return f, nil
		}
	}
	f, err := x.asks(ctx, texts, question)
	if !isDamaged(err) || ctx.Err() != nil {
		return f, err
	}
	if err := x.renew(ctx); err != nil {
		return findings{}, err
	}
	return x.asks(ctx, texts, question)
}

func (x *Index) asks(ctx context.Context, texts bool, question func(c querier) error) (f findings, err error) {
	if err := x.store.Refresh(ctx); err != nil {
		return f, err
	}
	for round := 1; ; round++ {
		var known known
		var unread int
		found := make(chan survey, 1)
		err := transact(ctx, x.db, reading, func(c *sql.Conn) (err error) {
			if known, err = load(ctx, c); err != nil {
				return err
			}
			// The folders are looked at while the database answers.
			s := surveyor{store: x.store, known: known, now: time.Now()}
			go func() { found <- s.survey(ctx) }()
			if texts {
				if unread, err = countUnread(ctx, c); err != nil || unread > 0 {
					return err
				}
			}
			return question(c)
		})
		if known == nil {
			return f, err
		}
		s := <-found
		switch {
		case ctx.Err() != nil:
			return f, context.Cause(ctx)
		case err != nil:
			return f, err
		}
		u := update{x: x, broken: map[snapshots.ID]error{}}
		if err := u.apply(ctx, known, s); err != nil {
			return f, err
		}
		// What differs from what was known may have been brought in by another meanwhile,
		// after the question was answered.
		differs := len(s.hosts) > 0
		if texts && (unread > 0 || differs) {
			if err := x.readTexts(ctx); err != nil {
				return f, err
			}
		}
		f = findings{u.broken, s.errors}
		isCurrent := u.changed == 0 && unread == 0
		if isCurrent || round >= rounds {
			if !isCurrent || differs { // as one: others may write between its parts
				err = transact(ctx, x.db, reading, func(c *sql.Conn) error { return question(c) })
			}
			if err == nil {
				x.seen.note(f, s.now)
			}
			return f, err
		}
	}
}

// askAsItIs asks the database without a look at the folders. isRead says that it had the
// words that the question needs.
func (x *Index) askAsItIs(ctx context.Context, texts bool, question func(c querier) error) (isRead bool, err error) {
	err = transact(ctx, x.db, reading, func(c *sql.Conn) error {
		if texts {
			unread, err := countUnread(ctx, c)
			if err != nil || unread > 0 {
				return err
			}
		}
		isRead = true
		return question(c)
	})
	return isRead, err
}

// seen is what the last look at the folders found, and when it began.
type seen struct {
	mu sync.Mutex
	at time.Time
	findings
}

func (s *seen) note(f findings, at time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.at, s.findings = at, f
}

// recent gives the findings of a look that is no older than that.
func (s *seen) recent(age time.Duration) (findings, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.findings, age > 0 && time.Since(s.at) < age
}

// open opens the database. Where the archive's cannot be, the error says so.
func (x *Index) open(ctx context.Context) (err error) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.db != nil {
		return nil
	}
	x.dir = x.store.IndexDir()
	x.db, err = openDatabase(ctx, x.dir)
	if isDamaged(err) {
		if err := forget(x.dir); err != nil {
			return err
		}
		x.db, err = openDatabase(ctx, x.dir)
	}
	return err
}

// renew throws a damaged database away and begins a new one.
func (x *Index) renew(ctx context.Context) (err error) {
	x.mu.Lock()
	defer x.mu.Unlock()
	err = errors.Join(x.db.Close(), forget(x.dir))
	x.db = nil
	if err == nil {
		x.db, err = openDatabase(ctx, x.dir)
	}
	return err
}

// openOwn opens a database that is of this index alone.
func (x *Index) openOwn(ctx context.Context) (err error) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if err := x.close(); err != nil {
		return err
	}
	if x.dir, err = os.MkdirTemp("", "tearsheet-index-*"); err != nil {
		return err
	}
	x.own = true
	x.db, err = openDatabase(ctx, x.dir)
	return err
}

// span gives the first row of a time and the first after it.
func span(since, until time.Time) (first, last int64) {
	first, last = math.MinInt64, math.MaxInt64
	if !since.IsZero() {
		first = key(since)
	}
	if !until.IsZero() {
		last = key(until)
	}
	return first, last
}
