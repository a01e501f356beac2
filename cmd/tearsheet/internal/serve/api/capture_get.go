package api

import (
	"context"
	"errors"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
)

// errNoSecret refuses webhooks where there is nothing to sign them with.
var errNoSecret = errors.New("this server has no secret to sign with: start it with --webhook-secret FILE")

// JobInput names a job.
type JobInput struct {
	ID string `path:"id" doc:"of the job"`
}

type getCaptureInput struct {
	JobInput
	WaitParam
}

func (s *server) getCapture(a huma.API) {
	op := operation(http.MethodGet, "/v1/captures/{id}", "get-capture", "How far a capture is", "")
	huma.Register(a, op, func(ctx context.Context, in *getCaptureInput) (*jobOutput, error) {
		patience, cancel, err := in.waiting(ctx)
		if err != nil {
			return answer[jobOutput](nil, err)
		}
		j, err := s.Jobs.Get(ctx, owner(ctx), in.ID)
		if err == nil && patience != nil {
			defer cancel()
			j, err = s.Jobs.Wait(patience, owner(ctx), in.ID)
		}
		out := outputOf(j)
		out.Status = http.StatusOK // that the job was found
		return answer(out, err)
	})
}

func (s *server) cancelCapture(a huma.API) {
	op := operation(http.MethodDelete, "/v1/captures/{id}", "cancel-capture", "Cancel a capture",
		"One that has ended stays as it is; what was stored stays stored.")
	op.DefaultStatus = http.StatusOK
	huma.Register(a, op, func(ctx context.Context, in *JobInput) (*jobOutput, error) {
		j, err := s.Jobs.Cancel(ctx, owner(ctx), in.ID)
		return answer(outputOf(j), err)
	})
}
