package action

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
)

func TestRecorder(t *testing.T) {
	const recording = `{"title": "Tides", "steps": [
		{"type": "setViewport", "width": 900, "height": 700},
		{"type": "navigate", "url": "https://tide.example/", "assertedEvents": [{"type": "navigation"}]},
		{"type": "click", "target": "main", "selectors": [["aria/Log in[role=\"button\"]"], ["#login"], ["xpath///*[@id=\"login\"]"], ["pierce/#login"]], "offsetX": 3, "offsetY": 4},
		{"type": "change", "value": "ada", "selectors": [["aria/Name"], ["tide-form", "#name"]], "target": "main"},
		{"type": "keyDown", "target": "main", "key": "Tab"}, {"type": "keyUp", "target": "main", "key": "Tab"},
		{"type": "keyDown", "key": "Control"}, {"type": "keyDown", "key": "a"}, {"type": "keyUp", "key": "a"}, {"type": "keyUp", "key": "Control"}, {"type": "keyDown", "key": "b"},
		{"type": "scroll", "target": "main", "x": 0, "y": 300}, {"type": "scroll", "x": 0, "y": 500},
		{"type": "hover", "selectors": [["aria/Tides[role=\"link\"]"], ["xpath//x"]]},
		{"type": "waitForElement", "selectors": ["text/High water"], "timeout": 5000},
		{"type": "waitForExpression", "expression": "window.ready"},
		{"type": "navigate", "url": "https://tide.example/\"2\""}, {"type": "close"}
	]}`
	r, err := ReadRecording([]byte(recording))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, a := range r.Actions {
		got = append(got, fmt.Sprintf("%s %s %s", a.Do, a.Target, a.Value))
	}
	want := []string{
		"click #login ", "fill #name ada", "press  Tab", "press  Control+a", "press  b", "scroll  300", "scroll  200", `hover role=link[name="Tides"] `,
		"wait  text=High water", "wait  js=window.ready", `js  location.assign("https://tide.example/\"2\"")`,
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("it is\n%s\nand not\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if r.Actions[8].Timeout != 5*time.Second || len(r.Notes) != 2 || !strings.Contains(r.Notes[0], "900x700") {
		t.Errorf("%v, %q", r.Actions[8].Timeout, r.Notes)
	}
}

func TestCodegen(t *testing.T) {
	const lines = `{"browserName":"chromium","launchOptions":{"headless":false},"contextOptions":{}}
{"name":"openPage","url":"about:blank","signals":[],"pageAlias":"page"}
{"name":"navigate","url":"https://tide.example/","signals":[],"pageAlias":"page","framePath":[]}
{"name":"click","selector":"internal:role=button[name=\"Log in\"i]","signals":[],"button":"left","modifiers":0,"clickCount":1,"pageAlias":"page"}
{"name":"fill","selector":"internal:label=\"E-mail\"i","text":"ada@tide.example","pageAlias":"page"}
{"name":"fill","selector":"internal:attr=[placeholder=\"Search\"i]","text":"tide"}
{"name":"press","selector":"#q","key":"Enter","modifiers":8}
{"name":"check","selector":"internal:label=\"I agree\"i"}
{"name":"select","selector":"internal:testid=[data-testid=\"port\"s]","options":["Aldersund"]}
{"name":"click","selector":"iframe[name=\"map\"] >> internal:control=enter-frame >> internal:text=\"Zoom\"i","button":"left"}
{"name":"setInputFiles","selector":"input[type=file]","files":["nets.txt"]}
{"name":"assertText","selector":"h1","text":"High water","substring":true}
{"name":"closePage","pageAlias":"page"}
`
	r, err := ReadRecording([]byte(lines))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, a := range r.Actions {
		got = append(got, fmt.Sprintf("%s %s %s", a.Do, a.Target, a.Value))
	}
	want := []string{
		`click role=button[name="Log in"] `, `fill role=textbox[name="E-mail"] ada@tide.example`, `fill [placeholder="Search" i] tide`, "press #q Shift+Enter", `click role=checkbox[name="I agree"] `,
		`fill [data-testid="port" i] Aldersund`, "click text=Zoom ", "upload input[type=file] nets.txt", "wait  text=High water",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("it is\n%s\nand not\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// What cannot be done is named with its step, and what is none is no recording.
func TestBadRecordings(t *testing.T) {
	for text, says := range map[string]string{
		`{"steps":[{"type":"navigate","url":"a"},{"type":"doubleClick","selectors":[["#a"]]}]}`:                 "step 2 (doubleClick)",
		`{"steps":[{"type":"click","selectors":[["xpath///a"]]}]}`:                                              "step 1 (click): it names its element by a path",
		`{"steps":[{"type":"click","button":"secondary","selectors":[["#a"]]}]}`:                                "secondary",
		`{"steps":[{"type":"customStep","name":"x"}]}`:                                                          "step 1 (customStep)",
		`{"steps":[{"type":"click","target":"https://other.example/","selectors":[["#a"]]}]}`:                   "another page",
		`{"steps":[{"type":"waitForElement","visible":false,"selectors":[["#a"]]}]}`:                            "not there",
		`{"browserName":"chromium"}` + "\n" + `{"name":"click","selector":"ul >> li >> nth=3"}`:                 "step 1 (click): the selector ul",
		`{"browserName":"chromium"}` + "\n" + `{"name":"click","selector":"#a","button":"left","clickCount":2}`: "left button",
		`{"browserName":"chromium"}` + "\n" + `{"name":"assertValue","selector":"#a"}`:                          "step 1 (assertValue)",
		`{"browserName":"chromium"}` + "\n" + `{"name":"click","selector":"#a","pageAlias":"page1"}`:            "page1",
	} {
		if _, err := ReadRecording([]byte(text)); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", text, err)
		}
	}
	for _, text := range []string{"", "- click: '#a'\n", `{"actions":[]}`, "[]", "{"} {
		if _, err := ReadRecording([]byte(text)); !errors.Is(err, ErrNoRecording) {
			t.Errorf("%q: %v", text, err)
		}
	}
}
