package serve

import (
	"context"
	"encoding/json"
	"errors"
	"iter"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/desk"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/gallery"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/jobs"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/order"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/shelf"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/tokens"
)

// Runs are the jobs of a queue as the gallery shows them: those of who looks.
type Runs struct {
	Desk  desk.Desk
	Queue *jobs.Queue
}

var _ gallery.Jobs = Runs{}

// Submit adds a job for each address; where one of them makes no sense none is added.
func (r Runs) Submit(ctx context.Context, ask gallery.Ask) ([]gallery.Run, error) {
	token, _ := tokens.Holder(ctx)
	orders := make([]order.Order, 0, len(ask.URLs))
	for _, address := range ask.URLs {
		o, err := r.Desk.Check(orderOf(address, ask))
		if err != nil {
			return nil, err
		}
		orders = append(orders, o)
	}
	list := make([]gallery.Run, 0, len(orders))
	for _, o := range orders {
		j, err := r.Queue.Add(ctx, jobs.New{Order: o, Owner: token.Name, Most: token.Waiting})
		if err != nil {
			return list, err
		}
		list = append(list, runOf(j))
	}
	return list, nil
}

// orderOf puts what the form asks for into the words of the option table.
func orderOf(address string, ask gallery.Ask) order.Order {
	o := order.Order{URL: address, Options: map[string][]string{}}
	if len(ask.Save) > 0 {
		o.Options["save"] = ask.Save
	}
	if ask.Dark {
		o.Options["color_scheme"] = []string{"dark"}
	}
	if ask.Mobile {
		o.Options["device"] = []string{phone}
	}
	return o
}

// phone is the device that stands for all.
const phone = "iPhone 13"

// Run gives one.
func (r Runs) Run(ctx context.Context, id string) (gallery.Run, error) {
	j, err := r.Queue.Get(ctx, owner(ctx), id)
	return runOf(j), asNoRun(err)
}

// Runs lists them.
func (r Runs) Runs(ctx context.Context, state gallery.State, cursor string, limit int) (list []gallery.Run, next string, err error) {
	all, next, err := r.Queue.List(ctx, owner(ctx), stateOf(state), cursor, limit)
	for _, j := range all {
		if run := runOf(j); state == "" || run.State == state {
			list = append(list, run)
		}
	}
	return list, next, err
}

// Retry captures again.
func (r Runs) Retry(ctx context.Context, id string) (gallery.Run, error) {
	j, err := r.Queue.Retry(ctx, owner(ctx), id)
	return runOf(j), asNoRun(err)
}

// Cancel gives one up.
func (r Runs) Cancel(ctx context.Context, id string) error {
	_, err := r.Queue.Cancel(ctx, owner(ctx), id)
	return asNoRun(err)
}

// Watch follows one.
func (r Runs) Watch(ctx context.Context, id string) iter.Seq2[gallery.Run, error] {
	return func(yield func(gallery.Run, error) bool) {
		for j, err := range r.Queue.Follow(ctx, owner(ctx), id) {
			if !yield(runOf(j), asNoRun(err)) {
				return
			}
		}
	}
}

func owner(ctx context.Context) string {
	token, _ := tokens.Holder(ctx)
	return token.Name
}

func asNoRun(err error) error {
	if errors.Is(err, jobs.ErrNotFound) {
		return gallery.ErrNoRun
	}
	return err
}

// canceled is the kind of failure of what was given up: for the queue it has failed.
const canceled = "canceled"

func stateOf(s gallery.State) jobs.State {
	if s == gallery.Canceled {
		return jobs.Failed
	}
	return jobs.State(s)
}

// runOf is a job as the gallery shows it.
func runOf(j jobs.Job) gallery.Run {
	run := gallery.Run{ID: j.ID, URL: j.URL, State: gallery.State(j.State), Step: j.Stage, Created: j.Created, Started: j.Started, Ended: j.Ended}
	var line struct {
		Dir   string
		Error *struct{ Kind, Message string }
	}
	if len(j.Result) == 0 || json.Unmarshal(j.Result, &line) != nil {
		return run
	}
	if line.Dir != "" {
		if id, err := shelf.IDOf(line.Dir); err == nil {
			run.Snapshot = id
		}
	}
	if line.Error != nil {
		run.Kind, run.Message = line.Error.Kind, line.Error.Message
		if run.Kind == canceled {
			run.State = gallery.Canceled
		}
	}
	return run
}
