package report

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"io"
	"reflect"
	"strings"
	"testing"
)

func TestJSONComesBack(t *testing.T) {
	r := every(t)
	var b bytes.Buffer
	if err := JSON(&b, r); err != nil {
		t.Fatal(err)
	}
	if !json.Valid(b.Bytes()) || b.Len() > 100_000 {
		t.Errorf("%d bytes", b.Len())
	}
	back, err := ReadJSON(&b)
	if err != nil {
		t.Fatal(err)
	}
	for i := range r.Cases { // pictures are files, not JSON
		for _, c := range []*Case{&r.Cases[i], &back.Cases[i]} {
			c.Want.Data, c.Got.Data, c.Diff.Data = nil, nil, nil
			if c.Changes.Picture != nil {
				c.Changes.Picture.Diff = nil
			}
		}
		if want, got := r.Cases[i].Lines(), back.Cases[i].Lines(); !reflect.DeepEqual(want, got) || r.Cases[i].Status != back.Cases[i].Status {
			t.Errorf("case %d came back as %q, was %q", i, got, want)
		}
	}
	if _, err := ReadJSON(strings.NewReader("no report")); err == nil {
		t.Error("no error for what is no report")
	}
}

func TestJUnit(t *testing.T) {
	var b bytes.Buffer
	if err := JUnit(&b, every(t)); err != nil {
		t.Fatal(err)
	}
	var back junitSuites
	if err := xml.Unmarshal(b.Bytes(), &back); err != nil {
		t.Fatalf("%v in\n%s", err, b.String())
	}
	if back.Tests != 8 || back.Failures != 3 || back.Errors != 1 || len(back.Suite.Cases) != 8 {
		t.Errorf("%d tests, %d failures, %d errors, %d cases", back.Tests, back.Failures, back.Errors, len(back.Suite.Cases))
	}
	for i, c := range back.Suite.Cases {
		bad := i == 0 || i == 3 || i == 4 || i == 7
		if (c.Failure != nil || c.Error != nil) != bad {
			t.Errorf("%s: failure %v, error %v", c.Name, c.Failure, c.Error)
		}
	}
	if text := back.Suite.Cases[3].Error.Text; !strings.Contains(text, "is the server up?") {
		t.Errorf("the error says %q", text)
	}
}

func TestGitHub(t *testing.T) {
	var b bytes.Buffer
	if err := GitHub(&b, every(t)); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSuffix(b.String(), "\n"), "\n")
	if len(lines) != 6 { // four that fail, one that is flaky, one note
		t.Fatalf("%d commands:\n%s", len(lines), b.String())
	}
	for i, start := range []string{
		"::error file=tearsheet.yaml,line=10,title=", "::warning file=tearsheet.yaml,line=11,title=",
		"::error file=tearsheet.yaml,line=40,title=Lost @ 1280x800%3A failed::https://quay.example/lost: no answer within 45 s%0Ais the server up?",
		"::error file=site%2C a%3Ab.yaml,line=44,", "::error title=Damaged%3A changed::", "::warning::The baselines",
	} {
		if !strings.HasPrefix(lines[i], start) {
			t.Errorf("command %d is %q, want it to start with %q", i, lines[i], start)
		}
	}
}

func TestSummary(t *testing.T) {
	var b bytes.Buffer
	if err := Summary(&b, every(t)); err != nil {
		t.Fatal(err)
	}
	text := b.String()
	for _, want := range []string{"## The Quay", "1 failed, 2 changed, 1 no baseline", "| Lost | 1280x800 | Failed | https\\://quay.example/lost: no answer", "Passed, flaky"} {
		if !strings.Contains(text, want) {
			t.Errorf("the summary lacks %q:\n%s", want, text)
		}
	}
	if strings.Contains(text, "<script") || strings.Contains(text, "<img") {
		t.Error("what a page says became HTML")
	}
	// A row for each case that needs a look, all of four columns.
	rows := 0
	for _, line := range strings.Split(text, "\n") {
		if strings.HasPrefix(line, "| ") {
			if rows++; strings.Count(strings.ReplaceAll(line, `\|`, ""), "|") != 5 {
				t.Errorf("a row is %q", line)
			}
		}
	}
	if rows != 1+7 {
		t.Errorf("%d rows", rows)
	}
}

func TestTerminal(t *testing.T) {
	r := every(t)
	var b bytes.Buffer
	if err := Terminal(&b, r, Look{}); err != nil {
		t.Fatal(err)
	}
	text := b.String()
	if strings.Contains(text, "\x1b") {
		t.Error("plain text has escapes")
	}
	for _, want := range []string{"failed      Lost @ 1280x800", "no answer within 45 s is the server up?", "+ Old ferry to the islands", "1 failed, 2 changed, 1 no baseline, 1 new, 1 updated, 2 passed, 1 flaky in 5.2 s"} {
		if !strings.Contains(text, want) {
			t.Errorf("it lacks %q:\n%s", want, text)
		}
	}
	if strings.Contains(text, "Ferry story 3") {
		t.Error("it lists what passed")
	}
	for look, mark := range map[Pictures]string{ITerm: "\x1b]1337;File=inline=1;", Kitty: "\x1b_Ga=T,f=100,"} {
		b.Reset()
		if err := Terminal(&b, r, Look{Colour: true, Pictures: look}); err != nil {
			t.Fatal(err)
		}
		if strings.Count(b.String(), mark) != 1 || !strings.Contains(b.String(), "\x1b[31mfailed") {
			t.Errorf("%s: no picture or no colour", look)
		}
	}
	if err := Terminal(failing{}, r, Look{}); err == nil {
		t.Error("a writer's error is lost")
	}
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

func TestLookOf(t *testing.T) {
	for _, test := range []struct {
		env      map[string]string
		terminal bool
		want     Look
	}{
		{nil, false, Look{}},
		{nil, true, Look{Colour: true}},
		{map[string]string{"NO_COLOR": "1"}, true, Look{}},
		{map[string]string{"TERM": "dumb"}, true, Look{}},
		{map[string]string{"TERM": "xterm-kitty"}, true, Look{true, Kitty}},
		{map[string]string{"TERM_PROGRAM": "WezTerm"}, true, Look{true, ITerm}},
		{map[string]string{"TERM_PROGRAM": "WezTerm", "CI": "true"}, true, Look{Colour: true}},
	} {
		if got := LookOf(func(name string) string { return test.env[name] }, test.terminal); got != test.want {
			t.Errorf("%v: %+v, want %+v", test.env, got, test.want)
		}
	}
}
