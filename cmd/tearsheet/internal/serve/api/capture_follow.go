package api

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/jobs"
)

// beat keeps a connection open on which nothing happens.
const beat = 15 * time.Second

func (s *server) followCapture(a huma.API) {
	op := operation(http.MethodGet, "/v1/captures/{id}/events", "follow-capture", "What becomes of a capture, as it happens",
		"Server-sent events, each called by the job's status and with the job as its data: first how it is, then each change, last done or failed.")
	op.Responses = map[string]*huma.Response{"200": {Description: "events", Content: map[string]*huma.MediaType{"text/event-stream": {Schema: &huma.Schema{Type: huma.TypeString}}}}}
	huma.Register(a, op, func(ctx context.Context, in *JobInput) (*huma.StreamResponse, error) {
		if _, err := s.Jobs.Get(ctx, owner(ctx), in.ID); err != nil {
			return answer[huma.StreamResponse](nil, err)
		}
		return &huma.StreamResponse{Body: func(hc huma.Context) {
			_, w := humago.Unwrap(hc)
			s.stream(hc.Context(), w, in.ID)
		}}, nil
	})
}

func (s *server) stream(ctx context.Context, w http.ResponseWriter, id string) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Accel-Buffering", "no")
	w.WriteHeader(http.StatusOK)
	flush := http.NewResponseController(w).Flush
	states := make(chan jobs.Job)
	go func() {
		defer close(states)
		for j, err := range s.Jobs.Follow(ctx, owner(ctx), id) {
			if err != nil {
				return
			}
			select {
			case states <- j:
			case <-ctx.Done():
				return
			}
		}
	}()
	beats := time.NewTicker(beat)
	defer beats.Stop()
	for n := 1; ; n++ {
		var err error
		select {
		case j, ok := <-states:
			if !ok {
				return
			}
			var data []byte
			if data, err = json.Marshal(viewOf(j)); err == nil {
				_, err = fmt.Fprintf(w, "id: %d\nevent: %s\ndata: %s\n\n", n, j.State, data)
			}
		case <-beats.C:
			_, err = fmt.Fprint(w, ":\n\n")
		}
		if err != nil || flush() != nil {
			return
		}
	}
}
