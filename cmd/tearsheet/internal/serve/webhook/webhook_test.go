package webhook

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"
	"go.uber.org/zap"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/jobs"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// The example of the rules, standardwebhooks.com: anybody's library must agree with ours.
func TestSign(t *testing.T) {
	secret, err := ParseSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
	if err != nil {
		t.Fatal(err)
	}
	at := time.Unix(1614265330, 0)
	body := []byte(`{"test": 2432232314}`)
	const want = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
	if got := secret.Sign("msg_p5jXN8AQM9LWM0D4loKWxJek", at, body); got != want {
		t.Errorf("%s, want %s", got, want)
	}
	for name, test := range map[string]struct {
		id, timestamp, signatures string
		off                       time.Duration
		ok                        bool
	}{
		"good":      {"msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", want, 0, true},
		"of two":    {"msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", "v1,bm9uZQ== " + want, time.Minute, true},
		"old":       {"msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", want, time.Hour, false},
		"to come":   {"msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", want, -time.Hour, false},
		"other id":  {"msg_other", "1614265330", want, 0, false},
		"no time":   {"msg_p5jXN8AQM9LWM0D4loKWxJek", "now", want, 0, false},
		"none":      {"msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", "", 0, false},
		"other one": {"msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", "v2," + want[3:], 0, false},
	} {
		if err := secret.Verify(test.id, test.timestamp, test.signatures, body, at.Add(test.off)); (err == nil) != test.ok {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, bad := range []string{"", "whsec_", "whsec_!", "whsec_c2hvcnQ=", "whsec_" + strings.Repeat("AAAA", 30)} {
		if _, err := ParseSecret(bad); err == nil {
			t.Errorf("%q is taken", bad)
		}
	}
	if again, err := ParseSecret(NewSecret().String()); err != nil || len(again) != 32 {
		t.Errorf("%v %v", again, err)
	}
}

func TestCheck(t *testing.T) {
	for address, ok := range map[string]bool{
		"https://a.test/hook": true, "http://a.test:8080/": true, "gopher://a.test/": false, "https://": false, "/hook": false, "https://a:b@c.test/": false, "https://a.test/" + strings.Repeat("a", 3000): false,
	} {
		if err := Check(address); (err == nil) != ok {
			t.Errorf("%.40s: %v", address, err)
		}
	}
}

// queue has one job, whose hook is due until it is told.
type queue struct {
	mu    sync.Mutex
	job   jobs.Job
	tries int
	due   time.Time
	ended chan struct{}
}

func (q *queue) Due(_ context.Context, now time.Time) (jobs.Job, int, time.Time, error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	switch {
	case q.due.IsZero():
		return jobs.Job{}, 0, now.Add(time.Hour), nil
	case q.due.After(now):
		return jobs.Job{}, 0, q.due, nil
	}
	return q.job, q.tries, now, nil
}

func (q *queue) Told(_ jobs.Job, again time.Time) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.tries++
	if q.due = again; again.IsZero() {
		close(q.ended)
	}
	return nil
}

func (q *queue) Hooks() <-chan struct{} { return nil }

func TestSend(t *testing.T) {
	secret := NewSecret()
	for name, test := range map[string]struct {
		answers []int
		ends    string
		tries   int
	}{
		"at once":       {[]int{204}, "delivered", 1},
		"after trouble": {[]int{500, 302, 200}, "delivered", 3},
		"never":         {[]int{500, 500, 500, 500, 500}, "given_up", 4},
		"not wanted":    {[]int{410}, "given_up", 1},
	} {
		t.Run(name, func(t *testing.T) {
			var mu sync.Mutex
			tries, ends := 0, ""
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				body, err := io.ReadAll(r.Body)
				if err == nil {
					err = secret.Verify(r.Header.Get("webhook-id"), r.Header.Get("webhook-timestamp"), r.Header.Get("webhook-signature"), body, time.Now())
				}
				var m struct {
					Type string
					Data struct{ ID string }
				}
				if err == nil {
					err = json.Unmarshal(body, &m)
				}
				if err != nil || m.Type != "capture.done" || m.Data.ID != "one" || r.Header.Get("webhook-id") != "msg_one" {
					t.Errorf("%v: %s", err, body)
				}
				mu.Lock()
				defer mu.Unlock()
				if test.answers[tries] == 302 {
					w.Header().Set("Location", "http://127.0.0.1:1/")
				}
				w.WriteHeader(test.answers[tries])
				tries++
			}))
			defer server.Close()
			q := &queue{job: jobs.Job{ID: "one", State: jobs.Done, Hook: server.URL}, due: time.Now(), ended: make(chan struct{})}
			client := server.Client()
			client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
			s := &Sender{
				Secret: secret, Client: client, Log: zap.NewNop(), Pauses: []time.Duration{time.Millisecond, time.Millisecond, time.Millisecond},
				View:  func(j jobs.Job) (json.RawMessage, error) { return json.Marshal(map[string]string{"id": j.ID}) },
				Count: func(end string) { ends = end },
			}
			ctx, stop := context.WithCancel(t.Context())
			done := make(chan struct{})
			go func() {
				defer close(done)
				s.Run(ctx, q)
			}()
			<-q.ended
			stop()
			<-done
			if ends != test.ends || q.tries != test.tries {
				t.Errorf("%s after %d tries", ends, q.tries)
			}
		})
	}
}
