package check

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"os/exec"
	"strings"
	"sync"
	"time"

	"github.com/cenkalti/backoff/v5"
)

// Of a server that a config starts.
const (
	readyWithin = 2 * time.Minute
	stopWithin  = 5 * time.Second
	outputKept  = 4000 // bytes
)

// start runs a command, waits until its address answers, and sees to its end.
func (s *source) start(ctx context.Context, of Source) {
	ready, err := url.Parse(of.Ready)
	if err != nil {
		s.err = err
		return
	}
	if answers(ctx, of.Ready) {
		s.err = fmt.Errorf("%s answers before %q is started: something else listens there; stop it, or let it run and use url instead of start", of.Ready, of.Start)
		return
	}
	said := &tail{most: outputKept}
	cmd := shell(of.Start)
	cmd.Dir = of.Dir
	cmd.Stdout, cmd.Stderr = said, said
	cmd.WaitDelay = stopWithin
	ownGroup(cmd)
	if err := cmd.Start(); err != nil {
		s.err = fmt.Errorf("%q cannot be started: %w", of.Start, err)
		return
	}
	var exit error
	ended := make(chan struct{})
	go func() {
		exit = cmd.Wait()
		close(ended)
	}()
	stop := sync.OnceFunc(func() { stopGroup(cmd, ended) })
	if err := await(ctx, of, ended, &exit); err != nil {
		stop()
		s.err = fmt.Errorf("%w%s", err, said)
		return
	}
	s.base = ready.Scheme + "://" + ready.Host + "/"
	s.close = stop
}

// await polls an address until it answers or the server has ended.
func await(ctx context.Context, of Source, ended <-chan struct{}, exit *error) error {
	ctx, cancel := context.WithTimeout(ctx, readyWithin)
	defer cancel()
	pauses := backoff.NewExponentialBackOff()
	pauses.InitialInterval, pauses.MaxInterval = 50*time.Millisecond, time.Second
	for {
		if answers(ctx, of.Ready) {
			return nil
		}
		select {
		case <-ended:
			if *exit == nil {
				return fmt.Errorf("%q ended before %s answered", of.Start, of.Ready)
			}
			return fmt.Errorf("%q ended before %s answered: %w", of.Start, of.Ready, *exit)
		case <-ctx.Done():
			return fmt.Errorf("%s did not answer within %s of starting %q", of.Ready, readyWithin, of.Start)
		case <-time.After(pauses.NextBackOff()):
		}
	}
}

// answers tells whether a server answers at an address with anything but a failure of
// its own.
func answers(ctx context.Context, address string) bool {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return false
	}
	client := http.Client{Transport: &http.Transport{DisableKeepAlives: true}, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	res, err := client.Do(req)
	if err != nil {
		return false
	}
	_ = res.Body.Close()
	return res.StatusCode < 500
}

// stopGroup asks a server and all that it started to end, and makes them.
func stopGroup(cmd *exec.Cmd, ended <-chan struct{}) {
	askGroup(cmd)
	select {
	case <-ended:
	case <-time.After(stopWithin):
	}
	killGroup(cmd) // what is left of the group, if the server itself is gone
	<-ended
}

// tail keeps the end of what is written to it.
type tail struct {
	mu   sync.Mutex
	most int
	text []byte
}

func (t *tail) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.text = append(t.text, p...)
	if over := len(t.text) - t.most; over > 0 {
		t.text = bytes.Clone(t.text[over:])
	}
	return len(p), nil
}

// String is what was written last, for the end of a message.
func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	if text := strings.TrimSpace(string(t.text)); text != "" {
		return "; it wrote last:\n" + text
	}
	return "; it wrote nothing"
}
