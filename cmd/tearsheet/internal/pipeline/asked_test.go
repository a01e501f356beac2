package pipeline

import (
	"encoding/json"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
	"github.com/tearsheet/tearsheet/browser/option"
	"github.com/tearsheet/tearsheet/snapshots"
)

// What was asked for is in the manifest, whole and without secrets, and FORMAT.md says
// what it means.
func TestAsked(t *testing.T) {
	p := &Pipeline{Browser: browsertest.Browser(t), FollowPages: 3, Views: []string{"400x300"}, Save: Save{WACZ: true, HTML: true}}
	req := browser.Request{
		Timeout: time.Minute, View: browser.View{Width: 400, Height: 300, Locale: "de-AT"}, Settle: browser.Settle{ScrollPages: -1, For: []string{"#a"}},
		Network: browser.Network{Headers: map[string]string{"Authorization": "hush"}, Block: []string{"fonts"}, FilterOf: []string{"ads.txt"}},
		Emulate: []string{"reduced-motion"}, Picture: browser.Picture{Selectors: []string{"#c"}},
		Identity: browser.Identity{CookiesOf: []string{"cookies.txt"}, StateOf: "state.json", KeepOf: "kept.json", ProfileOf: "desk", CertsOf: []string{"tide.example"}, LoggedIn: "text=Log out", LoginsOf: []string{"@tide.example"}},
		Own:      browser.Own{ScriptOf: []string{"mine.js"}, StyleOf: []string{"mine.css"}, Eval: "document.title"},
		Overlays: browser.Overlays{RulesOf: "mine"}, Cover: browser.Cover{Mask: []string{".b"}}, Outputs: browser.Outputs{PDF: true},
		Actions: []browser.Action{{Do: browser.DoFill, Target: "#password", Value: "hush"}, {Do: browser.DoWait, Value: "1s", Timeout: time.Second}},
	}
	text, err := p.asked(req)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(text), "hush") {
		t.Errorf("there is a secret in %s", text)
	}
	var got map[string]any
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatal(err)
	}
	list := func(of ...any) []any { return of }
	for key, want := range map[string]any{
		"timeout_ms": 60000.0, "viewport": list(400.0, 300.0), "scale": 1.0, "locale": "de-AT", "scroll_pages": 0.0, "wait_for": list("#a"), "wait_ms": 0.0,
		"headers": list("Authorization"), "block": list("fonts"), "filter_list": list("ads.txt"), "overlay_rules": "mine", "emulate": list("reduced-motion"), "selector": "#c", "selector_all": false, "padding": 0.0, "views": list("400x300"), "cookies": list("cookies.txt"), "storage_state": "state.json", "save_state": "kept.json", "profile": "desk", "client_cert": list("tide.example"), "logged_in": "text=Log out", "auth": list("@tide.example"), "script": list("mine.js"), "style": list("mine.css"), "eval": "document.title", "mask": list(".b"), "settle": "normal",
		"save": list("pdf", "html", "wacz"), "follow_pages": 3.0, "share_session": false, "unless_unchanged": false, "full_page": true, "color_scheme": "auto", "overlays": "dismiss",
		"actions": list(map[string]any{"do": "fill", "target": "#password"}, map[string]any{"do": "wait", "value": "1s", "timeout_ms": 1000.0}),
	} {
		if !reflect.DeepEqual(got[key], want) {
			t.Errorf("%s is %v, not %v", key, got[key], want)
		}
	}
	format, err := os.ReadFile("../../../../snapshots/FORMAT.md")
	if err != nil {
		t.Fatal(err)
	}
	for key := range got {
		if !strings.Contains(string(format), "`"+key+"`") {
			t.Errorf("FORMAT.md does not say what %s is", key)
		}
	}
	// All that can be asked for is here, but for what the browser is and where it runs.
	held := option.In(&req, p, &session{}).Names()
	for _, o := range option.Of(option.Page, option.Save, option.Run) {
		if o.Name != "device" && !strings.Contains(strings.Join(held, " ")+" ", o.Name+" ") {
			t.Errorf("no manifest has %s", o.Name)
		}
	}
}

// A snapshot of today and one from before look alike when they are looked at again.
func TestLike(t *testing.T) {
	was := browser.Request{View: browser.View{Width: 375, Height: 812, Scale: 3, Mobile: true, UserAgent: "Phone", Locale: "de-AT", ColorScheme: "dark"}, Deterministic: true}
	today, err := (&Pipeline{Browser: browsertest.Browser(t)}).asked(was)
	if err != nil {
		t.Fatal(err)
	}
	const before = `{"also":{"PDF":false,"Paper":{"Size":"a4"}},"color_scheme":"dark","consent":"reject","cover":{"Mask":null},"deterministic":true,"evidence":false,
		"headers":[],"insecure":false,"locale":"de-AT","media":"","mobile":true,"overlays":"dismiss","picture":{"Format":"png","Quality":85},"scale":3,
		"settle":{"Pace":"","For":null},"timeout_ms":45000,"timezone":"","user_agent":"Phone","viewport":[375,812]}`
	for name, options := range map[string]json.RawMessage{"today": today, "before": json.RawMessage(before)} {
		like, err := Like(browser.Request{URL: "http://a/", View: browser.View{Timezone: "Europe/Berlin", Media: "print"}, Timeout: time.Minute}, snapshots.Snapshot{Manifest: snapshots.Manifest{Options: options}})
		if err != nil {
			t.Fatal(err)
		}
		if like.View != was.View || !like.Deterministic || like.Timeout != time.Minute {
			t.Errorf("%s: %+v", name, like)
		}
	}
	if _, err := Like(browser.Request{}, snapshots.Snapshot{Manifest: snapshots.Manifest{Options: json.RawMessage(`{"scale": 99}`)}}); err == nil {
		t.Error("a manifest that asks for what cannot be is followed")
	}
}
