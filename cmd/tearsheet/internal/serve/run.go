package serve

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"time"

	"go.uber.org/zap"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/jobs"
)

// Listener is where and how long a server listens.
type Listener struct {
	net.Listener
	TLS     *tls.Config     // nil: without
	Drain   <-chan struct{} // closed when the server is to be stopped
	Grace   time.Duration   // for what runs then
	Handler http.Handler
	Queue   *jobs.Queue
	Log     *zap.Logger
}

// Run serves, and has jobs done, until it is told to stop: then it takes nothing new, what
// runs is finished and stored within the grace period, and what waits is kept for the next
// start. When ctx ends it stops at once.
func (l Listener) Run(ctx context.Context) error {
	working, stopWorking := context.WithCancel(ctx)
	defer stopWorking()
	worked := make(chan struct{})
	go func() {
		defer close(worked)
		l.Queue.Work(working)
	}()
	requests, endRequests := context.WithCancel(context.WithoutCancel(ctx))
	defer endRequests()
	server := &http.Server{
		Handler:           l.Handler,
		TLSConfig:         l.TLS,
		ReadHeaderTimeout: 10 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    4 << 20, // so that the server itself says what is too long
		BaseContext:       func(net.Listener) context.Context { return requests },
		ErrorLog:          zap.NewStdLog(l.Log),
	}
	failed := make(chan error, 1)
	go func() {
		if l.TLS != nil {
			failed <- server.ServeTLS(l.Listener, "", "")
		} else {
			failed <- server.Serve(l.Listener)
		}
	}()
	var err error
	select {
	case err = <-failed:
	case <-l.Drain:
	case <-ctx.Done():
	}
	l.Queue.Stop() // who waits for a job is told how it is now
	grace, cancel := context.WithTimeout(ctx, l.Grace)
	defer cancel()
	select {
	case <-worked:
	case <-grace.Done():
		stopWorking()
		<-worked
	}
	// Jobs have ended, and who followed them knows; what is still open is not worth more.
	last, cancelLast := context.WithTimeout(context.WithoutCancel(ctx), lastWords)
	defer cancelLast()
	if shut := server.Shutdown(last); shut != nil {
		endRequests()
		shut = server.Close()
		err = errors.Join(err, shut)
	}
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}

// lastWords is how long answers may still take when the jobs have ended.
const lastWords = 2 * time.Second
