package tell

import (
	"context"
	"sync"
	"time"

	"go.uber.org/zap"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/store"
)

// pauses are between a try and the next; the last one is repeated until the message is told.
var pauses = []time.Duration{5 * time.Second, 30 * time.Second, 2 * time.Minute, 10 * time.Minute, 30 * time.Minute, time.Hour}

// patience is how long telling may take.
const patience = time.Minute

// Sender tells what waits in the queue.
type Sender struct {
	Store *store.Store
	// Item makes of a change what is told of it.
	Item func(page string, e Event) (Item, error)
	Ways Ways
	Log  *zap.Logger

	wake chan struct{}
	one  sync.Mutex // who tells: a message that two took would be told twice
}

// NewSender gives a sender.
func NewSender(s *Sender) *Sender {
	s.wake = make(chan struct{}, 1)
	return s
}

// Wake says that there is something new to tell.
func (s *Sender) Wake() {
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

// Run tells what is due until ctx ends.
func (s *Sender) Run(ctx context.Context) {
	for ctx.Err() == nil {
		next := s.Flush(ctx)
		wait := time.Minute
		if !next.IsZero() {
			wait = min(wait, time.Until(next))
		}
		timer := time.NewTimer(wait)
		select {
		case <-ctx.Done():
		case <-s.wake:
		case <-timer.C:
		}
		timer.Stop()
	}
}

// Flush tells what is due, and says when there will be more; zero: nobody knows.
func (s *Sender) Flush(ctx context.Context) (next time.Time) {
	s.one.Lock()
	defer s.one.Unlock()
	for ctx.Err() == nil {
		list, next, err := s.Store.Ready(ctx, time.Now())
		if err != nil {
			if ctx.Err() == nil {
				s.Log.Error("messages cannot be had", zap.Error(err))
			}
			return time.Now().Add(pauses[0])
		}
		if len(list) == 0 {
			return next
		}
		if !s.tell(ctx, list) {
			return time.Now().Add(pauses[0])
		}
	}
	return time.Time{}
}

// tell tells one message, and notes what came of it; false: that could not be noted.
func (s *Sender) tell(ctx context.Context, list []store.Waiting) bool {
	err := s.try(ctx, list)
	if ctx.Err() != nil && err != nil {
		return false // it is told at the next start
	}
	log := s.Log.With(zap.String("change", list[0].Change.ID), zap.Int("try", list[0].Tries+1))
	noted := context.WithoutCancel(ctx)
	if err == nil {
		err = s.Store.Sent(noted, list, time.Now())
	} else {
		pause := pauses[min(list[0].Tries, len(pauses)-1)]
		log.Warn("a message could not be told; it is tried again", zap.Duration("in", pause), zap.Error(err))
		err = s.Store.Later(noted, list, time.Now().Add(pause), err.Error())
	}
	if err != nil {
		log.Error("what came of a message cannot be kept", zap.Error(err))
	}
	return err == nil
}

func (s *Sender) try(ctx context.Context, list []store.Waiting) error {
	teller, err := Open(list[0].Target, s.Ways)
	if err != nil {
		return err
	}
	var items []Item
	for _, w := range list {
		e, err := ParseEvent(w.Change.Body)
		if err != nil {
			return err
		}
		item := Item{Event: e}
		if list[0].Target != Lines {
			if item, err = s.Item(w.Change.Page, e); err != nil {
				return err
			}
		}
		items = append(items, item)
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	return teller.Tell(ctx, NewMessage(items))
}
