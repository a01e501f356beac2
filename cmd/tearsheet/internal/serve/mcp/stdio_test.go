package mcp

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"
)

// hello begins a session.
const hello = `{"jsonrpc":"2.0","id":"hello","method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}
{"jsonrpc":"2.0","method":"notifications/initialized"}
`

// said is what is answered to one request.
type said struct {
	ID     any
	Result any
	Error  struct{ Code int }
}

// What is no message is refused, and the session goes on; all is answered when nothing more is
// asked.
func TestStdio(t *testing.T) {
	ask := func(id string) string { return fmt.Sprintf(`{"jsonrpc":"2.0","id":%s,"method":"tools/list"}`, id) }
	for line, want := range map[string]string{
		"hello":                                 "null -32700",
		`{"jsonrpc":"2.0","id":1`:               "null -32700",
		ask("1") + ask("2"):                     "null -32700",
		"42":                                    "null -32600",
		"null":                                  "null -32600",
		"{}":                                    "null -32600",
		"[" + ask("1") + "]":                    "null -32600",
		`{"jsonrpc":"1.0","id":3}`:              "3 -32600",
		`{"jsonrpc":"2.0","id":"x","method":5}`: `"x" -32600`,
		`{"jsonrpc":"2.0","id":{}}`:             "null -32600",
		`{"jsonrpc":"2.0","id":8,"method":"nothing"}`: "8 -32601",
		ask("7"):                                "7 0",
		"  " + ask("7") + " \r":                 "7 0",
		"\n\n" + ask("7"):                       "7 0",
		`{"jsonrpc":"2.0","id":99,"result":{}}`: "",
	} {
		o, _ := options(t)
		var out strings.Builder
		if err := New(o).Run(t.Context(), Stdio{strings.NewReader(hello + line + "\n" + ask("9")), &out}); err != nil {
			t.Errorf("%s: %v", line, err)
		}
		var got []string
		last := false
		for text := range strings.Lines(out.String()) {
			var s said
			if err := json.Unmarshal([]byte(text), &s); err != nil {
				t.Errorf("%s: %v in %s", line, err, text)
			}
			switch id, _ := json.Marshal(s.ID); {
			case s.ID == "hello":
			case s.ID == 9.0 && s.Result != nil:
				last = true
			default:
				got = append(got, fmt.Sprintf("%s %d", id, s.Error.Code))
			}
		}
		if strings.Join(got, ", ") != want || !last {
			t.Errorf("%s: %q, not %q; what came then was answered: %v", line, got, want, last)
		}
	}
}

// A call that takes time is answered though nothing more is asked; one that is canceled is not
// waited for, and a line without end is the end.
func TestStdioEnds(t *testing.T) {
	const capture = `{"jsonrpc":"2.0","id":5,"method":"tools/call","params":{"name":"capture","arguments":{"url":"https://a.test/"},"_meta":{"progressToken":1}}}` + "\n"
	for name, c := range map[string]struct {
		then   string
		answer bool
	}{
		"answered": {"", true},
		"canceled": {`{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":5}}` + "\n", false},
	} {
		o, d := options(t)
		d.Hold = make(chan struct{})
		in, asks := io.Pipe()
		answers, out := io.Pipe()
		ended := make(chan error, 1)
		go func() {
			err := New(o).Run(t.Context(), Stdio{in, out})
			_ = out.Close()
			ended <- err
		}()
		go func() { _, _ = io.WriteString(asks, hello+capture) }()
		answered := false
		then := sync.OnceFunc(func() {
			_, _ = io.WriteString(asks, c.then)
			_ = asks.Close()
			if c.answer {
				close(d.Hold)
			}
		})
		for lines := bufio.NewScanner(answers); lines.Scan(); {
			switch line := lines.Text(); {
			case strings.Contains(line, "notifications/progress"): // it runs
				go then()
			case strings.Contains(line, `"id":5`) && strings.Contains(line, `"result"`):
				answered = true
			}
		}
		if err := <-ended; err != nil || answered != c.answer {
			t.Errorf("%s: answered %v, %v", name, answered, err)
		}
	}
	o, _ := options(t)
	if err := New(o).Run(t.Context(), Stdio{strings.NewReader(strings.Repeat("x", longest+1)), io.Discard}); err == nil || !strings.Contains(err.Error(), "16 MiB") {
		t.Error(err)
	}
}
