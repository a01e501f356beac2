package browser

import (
	"context"
	"errors"

	"github.com/tearsheet/tearsheet/browser/internal/process"

	"golang.org/x/sync/semaphore"
)

// A page that ends Chrome takes all that are open in it along. Each of them is tried once
// more, in a Chrome of its own, so that only the one that did it fails.

// errEnded says that Chrome itself ended.
var errEnded = errors.New("all of its pages went with it")

// lonely is how many Chromes for one page each there may be at a time.
var lonely = semaphore.NewWeighted(2)

// alone is another try at a page in a Chrome of its own.
func (b *Browser) alone(ctx context.Context, req Request, p *Page) error {
	if err := lonely.Acquire(ctx, 1); err != nil {
		return asError(ctx, err)
	}
	defer lonely.Release(1)
	c, err := start(ctx, b.opts)
	if err != nil {
		return err
	}
	own := &Browser{opts: b.opts, current: c}
	own.life, own.end = context.WithCancel(b.life)
	b.guests.Store(req.URL, c)
	defer func() {
		b.guests.Delete(req.URL)
		_ = own.Close() // it has said all that it had to say
	}()
	switch err = own.attempt(ctx, req, p); {
	case errors.Is(err, errEnded) && errors.Is(err, process.ErrMemory):
		return overMemory(c.memory.Error())
	case errors.Is(err, errEnded):
		return fail(KindCrash, nil, "the page ends Chrome: it did so twice, the second time alone")
	}
	return err
}
