package api

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/jobs"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/shelf"
)

// jobView is a job as programs see it.
type jobView struct {
	ID        string     `json:"id"`
	Status    jobs.State `json:"status" enum:"queued,running,done,failed"`
	Stage     string     `json:"stage,omitempty" doc:"of one that runs: loading, storing"`
	URL       string     `json:"url"`
	CreatedAt time.Time  `json:"created_at"`
	StartedAt *time.Time `json:"started_at,omitempty"`
	EndedAt   *time.Time `json:"ended_at,omitempty"`
	Result    any        `json:"result" doc:"The line that capture --json prints; null until it has ended"`
}

func viewOf(j jobs.Job) jobView {
	v := jobView{ID: j.ID, Status: j.State, Stage: j.Stage, URL: j.URL, CreatedAt: j.Created, StartedAt: given(j.Started), EndedAt: given(j.Ended)}
	if len(j.Result) > 0 {
		v.Result = j.Result
	}
	return v
}

// View is a job as programs see it, as JSON.
func View(j jobs.Job) (json.RawMessage, error) { return json.Marshal(viewOf(j)) }

func given(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

// jobOutput is an answer with a job.
type jobOutput struct {
	Status   int
	Location string `header:"Location"`
	Body     jobView
}

func outputOf(j jobs.Job) *jobOutput {
	out := &jobOutput{Status: 202, Location: "/v1/captures/" + j.ID, Body: viewOf(j)}
	if j.State.Ended() {
		out.Status = 200
	}
	return out
}

// WaitParam is how long a request waits for the end of a job.
type WaitParam struct {
	Wait string `query:"wait" doc:"answer when it is done, or after this time at the latest, such as 30s" example:"30s"`
}

// waiting gives a context for as long as a request waits; 0 does not.
func (p WaitParam) waiting(ctx context.Context) (context.Context, context.CancelFunc, error) {
	if p.Wait == "" {
		return nil, nil, nil
	}
	d, err := shelf.Age(p.Wait)
	if err != nil {
		return nil, nil, invalid("wait", fmt.Errorf("%q: use a time such as 30s", p.Wait))
	}
	ctx, cancel := context.WithTimeout(ctx, min(d, mostWait))
	return ctx, cancel, nil
}
