package webhook

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"go.uber.org/zap"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/jobs"
)

// pauses are between a try and the next. After the last one nobody is told any more.
var pauses = []time.Duration{
	5 * time.Second, 30 * time.Second, 5 * time.Minute, 30 * time.Minute, 2 * time.Hour, 5 * time.Hour, 10 * time.Hour, 14 * time.Hour,
}

// Queue has the jobs whose hooks are to be told; *jobs.Queue is one.
type Queue interface {
	Due(ctx context.Context, now time.Time) (j jobs.Job, tries int, next time.Time, err error)
	Told(j jobs.Job, again time.Time) error
	Hooks() <-chan struct{}
}

// Sender tells hooks.
type Sender struct {
	Secret Secret
	Client *http.Client                            // that reaches no more than a page may
	View   func(jobs.Job) (json.RawMessage, error) // a job as it is told
	Count  func(end string)                        // of a try: delivered, retried, given_up
	Log    *zap.Logger
	Pauses []time.Duration // between tries; nil: those of the package
}

// Check says what is wrong with the address of a hook; nil: nothing.
func Check(address string) error {
	u, err := url.Parse(address)
	const longest = 2048
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || len(address) > longest {
		return errors.New("use the http or https address of a server")
	}
	if u.User != nil {
		return errors.New("it holds a password, which would be kept: leave it out, messages are signed")
	}
	return nil
}

// Run tells hooks until ctx ends.
func (s *Sender) Run(ctx context.Context, q Queue) {
	if s.Pauses == nil {
		s.Pauses = pauses
	}
	for {
		j, tries, next, err := q.Due(ctx, time.Now())
		if ctx.Err() != nil {
			return
		}
		if err != nil {
			s.Log.Error("webhooks cannot be had", zap.Error(err))
		}
		if j.ID != "" {
			if err := q.Told(j, s.tell(ctx, j, tries)); err != nil {
				s.Log.Error("what came of a webhook cannot be kept", zap.String("job", j.ID), zap.Error(err))
				next = time.Now().Add(time.Second)
			} else {
				continue
			}
		}
		timer := time.NewTimer(time.Until(next))
		select {
		case <-ctx.Done():
			timer.Stop()
			return
		case <-q.Hooks():
		case <-timer.C:
		}
		timer.Stop()
	}
}

// tell tries once, and says when to try again; zero: no more.
func (s *Sender) tell(ctx context.Context, j jobs.Job, tries int) (again time.Time) {
	gone, err := s.send(ctx, j)
	log := s.Log.With(zap.String("job", j.ID), zap.Int("try", tries+1))
	switch {
	case err == nil:
		s.Count("delivered")
		return time.Time{}
	case ctx.Err() != nil: // it is tried again at the next start
		return time.Now()
	case gone || tries >= len(s.Pauses):
		log.Warn("a webhook was not told", zap.Error(err))
		s.Count("given_up")
		return time.Time{}
	}
	log.Info("a webhook is told again later", zap.Error(err))
	s.Count("retried")
	return time.Now().Add(spread(s.Pauses[tries], j.ID))
}

// spread makes a pause longer by up to a fifth, for each job by another part, so that not
// all come at once.
func spread(pause time.Duration, id string) time.Duration {
	h := fnv.New32a()
	_, _ = h.Write([]byte(id)) // it never fails
	return pause + pause/5*time.Duration(h.Sum32()%100)/100
}

// message is what a hook is told.
type message struct {
	Type      string          `json:"type"`
	Timestamp time.Time       `json:"timestamp"`
	Data      json.RawMessage `json:"data"`
}

// answerTime is how long a hook may take to answer.
const answerTime = 15 * time.Second

// send sends one message; gone says that nobody wants any more.
func (s *Sender) send(ctx context.Context, j jobs.Job) (gone bool, err error) {
	view, err := s.View(j)
	if err != nil {
		return true, err
	}
	body, err := json.Marshal(message{"capture." + string(j.State), j.Ended, view})
	if err != nil {
		return true, err
	}
	ctx, cancel := context.WithTimeout(ctx, answerTime)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, j.Hook, bytes.NewReader(body))
	if err != nil {
		return true, err
	}
	now, id := time.Now(), "msg_"+j.ID
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("User-Agent", "tearsheet")
	req.Header.Set("Webhook-Id", id)
	req.Header.Set("Webhook-Timestamp", strconv.FormatInt(now.Unix(), 10))
	req.Header.Set("Webhook-Signature", s.Secret.Sign(id, now, body))
	resp, err := s.Client.Do(req)
	if err != nil {
		return false, err
	}
	defer resp.Body.Close()
	_, _ = io.CopyN(io.Discard, resp.Body, 64<<10) // so that the connection can be used again
	if resp.StatusCode/100 != 2 {
		return resp.StatusCode == http.StatusGone, fmt.Errorf("it answered %d", resp.StatusCode)
	}
	return false, nil
}
