package tell

import (
	"context"
	"errors"
	"net"
	"net/http"
	"strings"
	"testing"
)

// What was named over the net reaches no file, command or variable of this machine.
func TestGuardedTargets(t *testing.T) {
	t.Setenv("TEARSHEET_TEST_TOKEN", "hunter2")
	for _, target := range []string{
		"exec:touch /tmp/x", "atom:feed.xml", "stdout", "guarded:exec:true", "https://desk.tide.example/${TEARSHEET_TEST_TOKEN}", "ntfy://${TEARSHEET_TEST_TOKEN}/a",
		"gotify://10.0.0.1/AzyoeNS.D4iJLVa", "generic://127.0.0.1/", "generic+http://127.0.0.1/", "mattermost://10.0.0.1/token", "logger://", "slack+https://127.0.0.1/", "EXEC:true", " exec:true", "file:///etc/passwd", "", ":",
	} {
		if _, err := Open(Guarded+target, Ways{}); err == nil {
			t.Errorf("%s is taken", target)
		} else if strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%s: %v", target, err)
		}
	}
}

// Servers that such targets name are reached by the ways for strangers alone.
func TestGuardedWays(t *testing.T) {
	_, client, got := services(t)
	dialled := ""
	stop := errors.New("the guard says no")
	ways := Ways{Client: client, Dial: func(_ context.Context, _, address string) (net.Conn, error) {
		dialled = address
		return nil, stop
	}}
	http.DefaultTransport = nil // nothing else may be used
	for target, to := range map[string]string{
		"ntfy://ntfy.tide.example/topic":                             "ntfy.tide.example/topic",
		"matrix://:token@matrix.tide.example/?rooms=!r:tide.example": "matrix.tide.example/_matrix/client/v3/rooms/",
		"https://desk.tide.example/hook":                             "desk.tide.example/hook",
	} {
		for pictures := range 2 {
			teller, err := Open(Guarded+target, ways)
			if err != nil {
				t.Fatal(err)
			}
			if err := teller.Tell(t.Context(), message(t, pictures)); err != nil {
				t.Errorf("%s: %v", target, err)
			}
			list := got()
			if len(list) == 0 || !strings.HasPrefix(list[0].url, to) && !strings.HasPrefix(list[0].url, "matrix.tide.example/_matrix/media") || !strings.Contains(list[len(list)-1].body+list[0].body, "once") && pictures == 0 {
				t.Errorf("%s: %d pictures: %.300v", target, pictures, list)
			}
		}
	}
	teller, err := Open(Guarded+"smtp://10.0.0.1:2525/?from=desk@tide.example&to=you@tide.example", ways)
	if err != nil {
		t.Fatal(err)
	}
	if err := teller.Tell(t.Context(), message(t, 0)); !errors.Is(err, stop) && (err == nil || !strings.Contains(err.Error(), stop.Error())) || dialled != "10.0.0.1:2525" {
		t.Errorf("%v, dialled %q", err, dialled)
	}
}
