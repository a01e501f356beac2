package gallery

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"sync"
)

// strips cuts pictures when somebody looks at them. However many ask, each picture is cut
// once, and a strip is there as soon as it is cut.
type strips struct {
	cache *cache
	ctx   context.Context // ends all cutting
	room  chan struct{}   // as many are cut at the same time

	mu      sync.Mutex
	jobs    map[string]*cutting
	working sync.WaitGroup
}

// cutting is one picture being cut.
type cutting struct {
	mu   sync.Mutex
	made int           // strips so far
	err  error         // why there are no more
	done bool          // there are no more
	next chan struct{} // closed when there are more, or no more
}

func newStrips(ctx context.Context, c *cache) *strips {
	return &strips{cache: c, ctx: ctx, room: make(chan struct{}, 2), jobs: map[string]*cutting{}}
}

func stripName(picture string, n int) string { return fmt.Sprintf("%s-strip-%d", picture, n) }

var errNoStrip = errors.New("the picture ends above that")

// open gives a strip of a picture. Picture names it by its content; source opens it.
func (s *strips) open(ctx context.Context, picture string, n int, source func() (io.ReadCloser, error)) (*os.File, error) {
	name := stripName(picture, n)
	for try := 0; ; try++ {
		f, err := s.cache.open(name)
		if !errors.Is(err, fs.ErrNotExist) || try == 2 {
			return f, err
		}
		if err := s.job(picture, source).wait(ctx, n); err != nil {
			return nil, err
		}
	}
}

// close waits for what is being cut, once its context has ended.
func (s *strips) close() { s.working.Wait() }

// job joins the cutting of a picture, or begins it.
func (s *strips) job(picture string, source func() (io.ReadCloser, error)) *cutting {
	s.mu.Lock()
	defer s.mu.Unlock()
	if job := s.jobs[picture]; job != nil {
		return job
	}
	job := &cutting{next: make(chan struct{})}
	s.jobs[picture] = job
	s.working.Go(func() {
		err := s.cut(job, picture, source)
		s.mu.Lock()
		delete(s.jobs, picture)
		s.mu.Unlock()
		job.end(err)
	})
	return job
}

func (s *strips) cut(job *cutting, picture string, source func() (io.ReadCloser, error)) (err error) {
	select {
	case s.room <- struct{}{}:
		defer func() { <-s.room }()
	case <-s.ctx.Done():
		return context.Cause(s.ctx)
	}
	defer func() {
		if thrown := recover(); thrown != nil { // decoders of hostile pictures
			err = fmt.Errorf("the picture cannot be read: %v", thrown)
		}
	}()
	in, err := source()
	if err != nil {
		return err
	}
	defer in.Close() // only read: nothing to lose
	n := 0
	return cut(in, func(strip []byte) (bool, error) {
		if err := s.cache.put(stripName(picture, n), strip); err != nil {
			return false, err
		}
		n++
		job.more(n)
		return s.ctx.Err() == nil, context.Cause(s.ctx)
	})
}

// more tells those who wait that there are so many strips.
func (c *cutting) more(n int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.made = n
	close(c.next)
	c.next = make(chan struct{})
}

// end tells those who wait that there are no more.
func (c *cutting) end(err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.err, c.done = err, true
	close(c.next)
}

// wait waits for a strip.
func (c *cutting) wait(ctx context.Context, n int) error {
	for {
		c.mu.Lock()
		made, done, err, next := c.made, c.done, c.err, c.next
		c.mu.Unlock()
		switch {
		case made > n:
			return nil
		case done && err != nil:
			return err
		case done:
			return errNoStrip
		}
		select {
		case <-next:
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
}
