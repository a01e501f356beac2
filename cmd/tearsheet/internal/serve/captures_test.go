package serve

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/jobs"
)

func TestCapture(t *testing.T) {
	k := open(t, setup{})
	var j job
	a := k.send("POST", "/v1/captures?wait=1m", `{"url": "https://a.test/", "save": ["wacz"], "viewport": "400x300"}`).is(t, 200, &j)
	if j.Status != "done" || j.Result.Dir == "" || a.Header.Get("Location") != "/v1/captures/"+j.ID {
		t.Errorf("%+v, Location %s", j, a.Header.Get("Location"))
	}
	var again job
	k.get("/v1/captures/"+j.ID).is(t, 200, &again)
	if again != j {
		t.Errorf("asked again it is %+v", again)
	}
	k.get("/v1/captures/"+j.ID+"?wait=0s").is(t, 200, &again)
	if again != j {
		t.Errorf("not waited for it is %+v", again)
	}
	k.get("/v1/captures/nosuch").problem(t, 404, "not_found")
	k.get("/v1/captures/nosuch?wait=0s").problem(t, 404, "not_found")
	k.send("POST", "/v1/captures?wait=1m", `{"url": "https://a.test/?fail=dns"}`).is(t, 200, &j)
	if j.Status != "failed" || j.Result.Error.Kind != "dns" {
		t.Errorf("%+v", j)
	}
}

func TestCaptureIsAcceptedAndCanceled(t *testing.T) {
	k := open(t, setup{hold: true})
	var j, waiting job
	k.send("POST", "/v1/captures", `{"url": "https://a.test/?token=hush"}`).is(t, 202, &j)
	k.send("POST", "/v1/captures?wait=1ms", `{"url": "https://b.test/"}`).is(t, 202, &waiting)
	if strings.Contains(j.URL, "hush") {
		t.Errorf("a secret is told: %s", j.URL)
	}
	k.send("DELETE", "/v1/captures/"+j.ID, "").is(t, 200, &j)
	k.send("DELETE", "/v1/captures/"+waiting.ID, "").is(t, 200, &waiting)
	for _, j := range []job{j, waiting} {
		if j.Status != "failed" || j.Result.Error.Kind != "canceled" {
			t.Errorf("%+v", j)
		}
	}
	close(k.desk.Hold)
	k.send("POST", "/v1/captures?wait=1m", `{"url": "https://c.test/"}`).is(t, 200, &j)
	k.send("DELETE", "/v1/captures/"+j.ID, "").is(t, 200, &j)
	if j.Status != "done" {
		t.Errorf("what was done is %+v after it was canceled", j)
	}
}

func TestIdempotencyKey(t *testing.T) {
	k := open(t, setup{})
	var ids [20]string
	var all sync.WaitGroup
	for i := range ids {
		all.Go(func() {
			var j job
			k.send("POST", "/v1/captures?wait=1m", `{"url": "https://a.test/"}`, "Idempotency-Key", "one").is(t, 200, &j)
			ids[i] = j.ID
		})
	}
	all.Wait()
	for _, id := range ids {
		if id != ids[0] {
			t.Errorf("jobs %s and %s under one key", ids[0], id)
		}
	}
	if n := k.desk.Captures("https://a.test/"); n != 1 {
		t.Errorf("captured %d times", n)
	}
	k.send("POST", "/v1/captures", `{"url": "https://b.test/"}`, "Idempotency-Key", "one").problem(t, 409, "conflict")
}

func TestEvents(t *testing.T) {
	k := open(t, setup{hold: true})
	var j job
	k.send("POST", "/v1/captures", `{"url": "https://a.test/"}`).is(t, 202, &j)
	r, err := http.NewRequestWithContext(t.Context(), "GET", k.URL+"/v1/captures/"+j.ID+"/events", nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := k.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if got := resp.Header.Get("Content-Type"); got != "text/event-stream" {
		t.Errorf("Content-Type %s", got)
	}
	var events []string
	for lines := bufio.NewScanner(resp.Body); lines.Scan(); {
		if event, ok := strings.CutPrefix(lines.Text(), "event: "); ok {
			if len(events) == 0 {
				close(k.desk.Hold)
			}
			events = append(events, event)
		}
	}
	if len(events) < 2 || events[len(events)-1] != "done" {
		t.Errorf("events %q", events)
	}
	k.get("/v1/captures/nosuch/events").problem(t, 404, "not_found")
}

// A client that goes away leaves nothing behind: TestMain looks for what is left.
func TestClientGoesAway(t *testing.T) {
	k := open(t, setup{hold: true})
	var j job
	k.send("POST", "/v1/captures", `{"url": "https://a.test/"}`).is(t, 202, &j)
	for _, path := range []string{"/v1/captures/" + j.ID + "/events", "/v1/captures/" + j.ID + "?wait=5m", "/v1/screenshot?url=https://a.test/&max_age=1h"} {
		ctx, leave := context.WithCancel(t.Context())
		r, err := http.NewRequestWithContext(ctx, "GET", k.URL+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		gone := make(chan struct{})
		go func() {
			defer close(gone)
			resp, err := k.Client().Do(r)
			if err == nil {
				resp.Body.Close()
			}
		}()
		leave()
		<-gone
	}
	k.get("/healthz").is(t, 200, nil)
	close(k.desk.Hold)
	k.get("/v1/captures/"+j.ID+"?wait=1m").is(t, 200, &j)
	if j.Status != "done" {
		t.Errorf("%+v", j)
	}
}

// What is accepted is done, and what is too much is told to come again.
func TestTooManyAtOnce(t *testing.T) {
	const most, sent = 50, 400
	k := open(t, setup{hold: true, jobs: jobs.Options{Most: most, Workers: 4}})
	var mu sync.Mutex
	var accepted []string
	busy := 0
	var all sync.WaitGroup
	for i := range sent {
		all.Go(func() {
			a := k.send("POST", "/v1/captures", fmt.Sprintf(`{"url": "https://a.test/%d"}`, i))
			mu.Lock()
			defer mu.Unlock()
			if a.StatusCode == 429 {
				a.problem(t, 429, "busy")
				if a.Header.Get("Retry-After") == "" {
					t.Error("it does not say when to come again")
				}
				busy++
				return
			}
			var j job
			a.is(t, 202, &j)
			accepted = append(accepted, j.ID)
		})
	}
	all.Wait()
	if len(accepted) < most || len(accepted) > most+4 || busy+len(accepted) != sent {
		t.Errorf("%d accepted, %d told to come again", len(accepted), busy)
	}
	close(k.desk.Hold)
	for _, id := range accepted {
		var j job
		k.get("/v1/captures/"+id+"?wait=1m").is(t, 200, &j)
		if j.Status != "done" {
			t.Errorf("%+v", j)
		}
	}
}

// A body has its time to arrive; who waits for a job has longer.
func TestSlowBody(t *testing.T) {
	k := open(t, setup{hold: true, options: Options{BodyTime: 100 * time.Millisecond}})
	body, never := io.Pipe()
	defer never.Close()
	r, err := http.NewRequestWithContext(t.Context(), "POST", k.URL+"/v1/captures", body)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := k.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusRequestTimeout {
		t.Errorf("a body that does not arrive: %d", resp.StatusCode)
	}
	time.AfterFunc(500*time.Millisecond, func() { close(k.desk.Hold) })
	var j job
	k.send("POST", "/v1/captures?wait=1m", `{"url": "https://a.test/"}`).is(t, 200, &j)
	if j.Status != "done" {
		t.Errorf("%+v", j)
	}
}
