package mcp

import (
	"context"
	"encoding/json"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/desk"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/jobs"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/order"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/tokens"
)

// Queued captures through the queue of a server, in its turn; a call that is given up is
// canceled there.
func Queued(q *jobs.Queue) func(t tokens.Token) Capture {
	return func(t tokens.Token) Capture {
		return func(ctx context.Context, o order.Order, tell func(stage string)) (desk.Line, error) {
			j, err := q.Add(ctx, jobs.New{Order: o, Owner: t.Name, Most: t.Waiting})
			if err != nil {
				return desk.Line{}, err
			}
			for now, err := range q.Follow(ctx, t.Name, j.ID) {
				if err != nil {
					return desk.Line{}, err
				}
				if j = now; !j.State.Ended() {
					stage := j.Stage
					if stage == "" {
						stage = string(j.State)
					}
					tell(stage)
				}
			}
			if !j.State.Ended() {
				if ctx.Err() != nil {
					_, _ = q.Cancel(context.WithoutCancel(ctx), t.Name, j.ID) // nobody waits for it
					return desk.Line{}, context.Cause(ctx)
				}
				return desk.Line{}, jobs.ErrStopping
			}
			return lineOf(j.Result)
		}
	}
}

// lineOf is the line that a job has as its result.
func lineOf(result json.RawMessage) (desk.Line, error) {
	var said struct {
		Dir   string
		Error *struct{ Kind, Message string }
	}
	err := json.Unmarshal(result, &said)
	line := desk.Line{Text: result, Dir: said.Dir}
	if said.Error != nil {
		line.Kind, line.Message = said.Error.Kind, said.Error.Message
	}
	return line, err
}
