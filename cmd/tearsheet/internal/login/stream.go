package login

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
)

// frames sends the page one frame after the other, an event each, as fast as it takes them in.
// Who asks last sees them.
func (s *Server) frames(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithCancel(r.Context())
	defer cancel()
	s.mu.Lock()
	if s.leave != nil {
		s.leave()
	}
	s.leave = cancel
	s.mu.Unlock()
	go func() {
		select {
		case <-s.ended:
			cancel()
		case <-ctx.Done():
		}
	}()
	w.Header().Set("Content-Type", "text/event-stream")
	out := http.NewResponseController(w)
	for after := 0; ; {
		f, err := s.window.Next(ctx, after)
		if err != nil {
			fmt.Fprint(w, "event: bye\ndata:\n\n") // whoever is there
			return
		}
		after = f.Number
		data, err := json.Marshal(f)
		if err == nil {
			_, err = fmt.Fprintf(w, "data: %s\n\n", data)
		}
		if err != nil || out.Flush() != nil {
			return
		}
	}
}
