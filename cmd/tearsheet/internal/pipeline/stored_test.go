package pipeline

import (
	"encoding/json"
	"testing"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
	"github.com/tearsheet/tearsheet/snapshots"
)

// What a snapshot gives back is what its capture printed.
func TestStored(t *testing.T) {
	p := open(t)
	p.Job = "one"
	var snap snapshots.Snapshot
	p.Stored = func(s snapshots.Snapshot) { snap = s }
	site := browsertest.Serve(t, browsertest.Page(story))
	req := browser.Request{URL: site.URL, View: browser.View{Width: 500, Height: 400}, Outputs: browser.Outputs{Console: true}}
	want := p.Do(t.Context(), req)
	if want.Error != nil {
		t.Fatal(want.Error)
	}
	got, err := Stored(p.Archive.Store, snap)
	if err != nil {
		t.Fatal(err)
	}
	want.Timings.Store = 0 // which nobody knows before it is over
	was, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	is, err := json.Marshal(got)
	if err != nil || string(is) != string(was) {
		t.Errorf("%v\n%s\n%s", err, is, was)
	}
	if JobOf(snap) != "one" {
		t.Errorf("it was for the job %q", JobOf(snap))
	}

	for name, test := range map[string]struct {
		change func(*browser.Request)
		want   bool
	}{
		"the same":    {func(*browser.Request) {}, true},
		"less saved":  {func(r *browser.Request) { r.Outputs.Console = false }, true},
		"more time":   {func(r *browser.Request) { r.Timeout = 1e11 }, true},
		"more saved":  {func(r *browser.Request) { r.Outputs.PDF = true }, false},
		"a phone":     {func(r *browser.Request) { r.View.Mobile = true }, false},
		"a header":    {func(r *browser.Request) { r.Network.Headers = map[string]string{"Cookie": "a=b"} }, false},
		"by selector": {func(r *browser.Request) { r.Picture.Selectors = []string{"h1"} }, false},
	} {
		asked := req
		test.change(&asked)
		if got := (&Pipeline{}).Answers(asked, snap); got != test.want {
			t.Errorf("%s: %t", name, got)
		}
	}
	snap.Partial = true
	if (&Pipeline{}).Answers(req, snap) {
		t.Error("a page that had not finished answers")
	}
}
