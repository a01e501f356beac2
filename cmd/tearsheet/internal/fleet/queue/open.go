package queue

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// Queue is an open queue. It is safe for concurrent use.
type Queue struct {
	prefix string
	dir    *dir // nil where the server is not of a folder
	conn   *nats.Conn
	js     jetstream.JetStream
	clock  clock

	jobs, hosts, done, dead, runs jetstream.Stream
}

// How long things are kept that nobody takes out.
const (
	keepDone = 7 * 24 * time.Hour
	keepDead = 30 * 24 * time.Hour
	window   = 10 * time.Minute // in which the same job is accepted once
)

// patient is how long a server may take to be there, as when another of a cluster takes over.
const patient = 30 * time.Second

// reachable is how long it may take until one of the servers can be reached at all.
const reachable = 10 * time.Second

// name is what a queue on a server can be called.
var name = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$`)

// Open opens a queue: nats://HOST:PORT[,nats://HOST:PORT...][/NAME][?replicas=N], or a folder.
func Open(ctx context.Context, where string) (*Queue, error) {
	q := &Queue{prefix: "tearsheet"}
	options := []nats.Option{
		nats.Name("tearsheet"), nats.MaxReconnects(-1), nats.RetryOnFailedConnect(true), nats.ReconnectWait(200 * time.Millisecond),
		nats.ReconnectJitter(100*time.Millisecond, 100*time.Millisecond), nats.PingInterval(10 * time.Second), nats.MaxPingsOutstanding(2), nats.Timeout(2 * time.Second),
		nats.ErrorHandler(func(*nats.Conn, *nats.Subscription, error) {}), // what matters is an error of who asked
	}
	servers, replicas, err := q.address(where)
	if err != nil {
		return nil, err
	}
	if servers == "" {
		if q.dir, err = openDir(where); err != nil {
			return nil, err
		}
		servers = "nats://127.0.0.1:4222" // which is not asked: the folder says where its server is
		options = append(options, nats.SetCustomDialer(q.dir), nats.Token(q.dir.token))
	}
	if err := q.connect(ctx, servers, options, replicas); err != nil {
		q.Close()
		return nil, fmt.Errorf("queue %s: %w", shown(where), err)
	}
	return q, nil
}

// IsAddress tells the address of a server from a folder.
func IsAddress(where string) bool { return strings.Contains(where, "://") }

// address takes the parts of an address; servers is empty where it is a folder.
func (q *Queue) address(where string) (servers string, replicas int, err error) {
	if !IsAddress(where) {
		return "", 1, nil
	}
	last := where[strings.LastIndexByte(where, ',')+1:]
	u, err := url.Parse(last)
	if err != nil {
		return "", 0, errors.New("the address of the queue cannot be read")
	}
	if path := strings.Trim(u.Path, "/"); path != "" {
		if !name.MatchString(path) {
			return "", 0, fmt.Errorf("the queue is called %q: use up to 32 letters, digits, - and _", path)
		}
		q.prefix = path
	}
	if text := u.Query().Get("replicas"); text != "" {
		if replicas, err = strconv.Atoi(text); err != nil || replicas < 1 || replicas > 5 {
			return "", 0, fmt.Errorf("replicas=%s: use 1 to 5", text)
		}
	}
	u.Path, u.RawQuery = "", ""
	return where[:len(where)-len(last)] + u.String(), replicas, nil
}

// shown is an address without what is secret in it.
func shown(where string) string {
	var list []string
	for one := range strings.SplitSeq(where, ",") {
		if u, err := url.Parse(one); err == nil && u.User != nil {
			u.User = nil
			one = u.String()
		}
		list = append(list, one)
	}
	return strings.Join(list, ",")
}

func (q *Queue) connect(ctx context.Context, servers string, options []nats.Option, replicas int) (err error) {
	if q.conn, err = nats.Connect(servers, options...); err != nil {
		return err
	}
	if q.js, err = jetstream.New(q.conn); err != nil {
		return err
	}
	wait, cancel := context.WithTimeout(ctx, patient)
	defer cancel()
	for begun := time.Now(); !q.conn.IsConnected(); {
		if time.Since(begun) > reachable {
			cancel()
		}
		select {
		case <-wait.Done():
			if err := q.conn.LastError(); err != nil {
				return err
			}
			return nats.ErrNoServers
		case <-time.After(20 * time.Millisecond):
		}
	}
	if replicas == 0 {
		replicas = 1
		if q.conn.ConnectedClusterName() != "" {
			replicas = 3
		}
	}
	for _, s := range []struct {
		to     *jetstream.Stream
		config jetstream.StreamConfig
	}{
		{&q.jobs, jetstream.StreamConfig{Name: "jobs", Subjects: []string{"*.*.*.*"}, Duplicates: window, Discard: jetstream.DiscardNew}},
		{&q.hosts, jetstream.StreamConfig{Name: "hosts", Subjects: []string{"*"}, MaxMsgsPerSubject: 1, AllowMsgTTL: true}},
		{&q.done, jetstream.StreamConfig{Name: "done", Subjects: []string{"*.*"}, MaxMsgsPerSubject: 1, MaxAge: keepDone}},
		{&q.dead, jetstream.StreamConfig{Name: "dead", Subjects: []string{"*.*"}, MaxMsgsPerSubject: 1, MaxAge: keepDead}},
		{&q.runs, jetstream.StreamConfig{Name: "runs", Subjects: []string{"*"}, MaxMsgsPerSubject: 1}},
	} {
		if *s.to, err = q.stream(wait, s.config, replicas); err != nil {
			return err
		}
	}
	return try(wait, func(ctx context.Context) error { return q.clock.set(ctx, q.runs) })
}

// stream gives a stream, and makes it where it is not there. One that is there stays as who
// runs the servers has made it.
func (q *Queue) stream(ctx context.Context, config jetstream.StreamConfig, replicas int) (s jetstream.Stream, err error) {
	config.Subjects[0] = q.prefix + "." + config.Name + "." + config.Subjects[0]
	config.Name = q.prefix + "-" + config.Name
	config.Storage, config.Replicas = jetstream.FileStorage, replicas
	err = try(ctx, func(ctx context.Context) error {
		if s, err = q.js.Stream(ctx, config.Name); errors.Is(err, jetstream.ErrStreamNotFound) {
			s, err = q.js.CreateStream(ctx, config)
		}
		return err
	})
	return s, err
}

// oneTry is how long a server may take to answer: one that has just lost its cluster's leader
// does not.
const oneTry = 3 * time.Second

// try does something until it comes about, or ctx ends: while another server of a cluster
// takes over, all fails for some seconds.
func try(ctx context.Context, do func(context.Context) error) error {
	for pause := 50 * time.Millisecond; ; pause = min(2*pause, time.Second) {
		once, cancel := context.WithTimeout(ctx, oneTry)
		err := do(once)
		cancel()
		if err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(pause):
		}
	}
}

// patiently does something that may take its time, again for a while where it fails. ctx has no
// deadline, so that each request has one of its own.
func patiently(ctx context.Context, do func() error) error {
	for begun := time.Now(); ; {
		err := do()
		if err == nil || ctx.Err() != nil || time.Since(begun) > patient {
			return err
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(300 * time.Millisecond):
		}
	}
}

// Close lets go of the queue.
func (q *Queue) Close() {
	if q.conn != nil {
		q.conn.Close()
	}
	if q.dir != nil {
		q.dir.close()
	}
}
