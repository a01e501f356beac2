package check

import (
	"testing"

	"github.com/tearsheet/tearsheet/snapshots/warc"
)

// page puts keys into the one page of a config. They begin in line 4.
func page(keys string) string {
	return "pages:\n  - name: home\n    url: https://example.com/\n    " + keys + "\n"
}

// badConfigs are mistakes, and what is said of each.
var badConfigs = []struct{ name, config, says string }{
	{"unknown key at the top", "page:\n  - name: home\npages:\n  - {name: a, url: 'https://a.example/'}\n",
		`tearsheet.yaml:1:1: unknown key "page": did you mean "pages"?`},
	{"unknown key of a page", page("viewport: phone"),
		`tearsheet.yaml:4:5: pages[0]: unknown key "viewport": did you mean "viewports"?`},
	{"unknown key, nothing near", page("xyzzyplugh: 1"),
		`tearsheet.yaml:4:5: pages[0]: unknown key "xyzzyplugh": use one of: name, url, tags, expect, serve, start, dir, ready, replay, viewports, timeout, user_agent, locale, timezone, media, color_scheme, emulate, selector, full_page, mask, hide, settle, wait_for, wait, scroll_pages, clock, overlays, consent, script, style, headers, cookies, storage_state, client_cert, profile, logged_in, auth, insecure, block, actions, compare, same_browser, threshold`},
	{"unknown key of defaults", "defaults:\n  time_out: 3s\n" + page("tags: a"),
		`tearsheet.yaml:2:3: defaults: unknown key "time_out": did you mean "timeout"?`},
	{"unknown key of a threshold", page("threshold: {colour: 0.1}"),
		`tearsheet.yaml:4:17: pages[0].threshold: unknown key "colour": did you mean "color"?`},
	{"unknown verb", page("actions:\n      - klick: '#a'"),
		`tearsheet.yaml:5:9: pages[0].actions[0]: unknown key "klick": did you mean "click"?`},
	{"unknown field", page("expect: {tilte: High tide}"),
		`tearsheet.yaml:4:14: pages[0].expect: unknown field "tilte": did you mean "title"?`},
	{"unknown test of a field", page("expect: {title: {equal: High tide}}"),
		`tearsheet.yaml:4:22: pages[0].expect.title: unknown key "equal": did you mean "equals"?`},
	{"unknown word", page("settle: patiant"),
		`tearsheet.yaml:4:13: pages[0].settle: "patiant" is none of fast, normal, patient; did you mean "patient"?`},
	{"unknown part", page("compare: [picture, texts]"),
		`tearsheet.yaml:4:24: pages[0].compare[1]: "texts" is none of picture, text, fields, console; did you mean "text"?`},
	{"unknown viewport", "viewports: {desktop: 1280x800, phone: Pixel 5}\n" + page("viewports: [phne]"),
		`tearsheet.yaml:5:16: pages[0].viewports: there is no viewport "phne": did you mean "phone"?`},
	{"unknown device", "viewports: {phone: iPhone13}\n" + page("tags: a"),
		`tearsheet.yaml:1:20: viewports.phone: "iPhone13" is neither a size such as 1280x800 nor a device; did you mean "iPhone 13"?`},
	{"viewport too large", "viewports: {wall: 99999x800}\n" + page("tags: a"),
		`tearsheet.yaml:1:19: viewports.wall: 99999x800 is out of range: use 50x50 to 10000x10000`},
	{"viewports as a list", "viewports: [desktop, phone]\n" + page("tags: a"),
		`tearsheet.yaml:1:12: viewports: this must be a mapping of names to sizes, such as "desktop: 1280x800", not a list`},
	{"time without a unit", page("timeout: 30"),
		`tearsheet.yaml:4:14: pages[0].timeout: 30 has no unit: write 30s or 30ms`},
	{"no time", page("timeout: soon"),
		`tearsheet.yaml:4:14: pages[0].timeout: "soon" is no time: write it as 500ms, 30s or 2m`},
	{"time too short", page("timeout: 20ms"),
		`tearsheet.yaml:4:14: pages[0].timeout: 20ms is too short: use 1s or more`},
	{"text for a number", page("threshold: {pixels: many}"),
		`tearsheet.yaml:4:25: pages[0].threshold.pixels: this must be a whole number, not the text "many"`},
	{"number out of range", page("threshold: {ratio: 2}"),
		`tearsheet.yaml:4:24: pages[0].threshold.ratio: 2 is out of range: use 0 to 1`},
	{"part of a pixel", page("threshold: {pixels: 1.5}"),
		`tearsheet.yaml:4:25: pages[0].threshold.pixels: this must be a whole number, not the number 1.5`},
	{"text for a flag", page("insecure: 'yes'"),
		`tearsheet.yaml:4:15: pages[0].insecure: this must be true or false, not the text "yes"`},
	{"mapping for a text", page("selector: {css: main}"),
		`tearsheet.yaml:4:16: pages[0].selector: this must be a text, not a mapping`},
	{"empty value", page("selector:"),
		`tearsheet.yaml:4:15: pages[0].selector: this is empty: give a text, or leave the key out`},
	{"no name", "pages:\n  - url: https://example.com/\n",
		`tearsheet.yaml:2:5: pages[0]: the page has no name: add "name: ...", it names its baselines`},
	{"name that is a path", "pages:\n  - {name: ../home, url: 'https://example.com/'}\n",
		`tearsheet.yaml:2:12: pages[0].name: "../home" cannot be a name: use up to 80 letters a-z, digits, "-", "_" and "."`},
	{"same name twice", page("tags: a") + "  - name: Home\n    url: https://example.org/\n",
		`tearsheet.yaml:5:1: pages[1]: the name "Home" is taken by the page in line 2`},
	{"no source", "pages:\n  - name: home\n",
		`tearsheet.yaml:2:5: pages[0]: the page has no source: give it url, serve, start or replay`},
	{"two sources", "pages:\n  - {name: home, serve: public, replay: story.wacz}\n",
		`tearsheet.yaml:2:6: pages[0]: serve and replay are two sources: keep one`},
	{"address without a scheme", "pages:\n  - {name: home, url: example.com/news}\n",
		`tearsheet.yaml:2:23: pages[0].url: "example.com/news" is no whole address; did you mean "https://example.com/news"?`},
	{"path without a server", "pages:\n  - {name: home, url: /news}\n",
		`tearsheet.yaml:2:23: pages[0].url: "/news" is a path alone: add serve, start or replay, or write a whole address`},
	{"address of a file", "pages:\n  - {name: home, url: 'file:///etc/passwd'}\n",
		`tearsheet.yaml:2:23: pages[0].url: "file:///etc/passwd" is no address that can be checked: use http:// or https://`},
	{"folder that is not there", "pages:\n  - {name: home, serve: pubic}\n",
		`tearsheet.yaml:2:25: pages[0].serve: pubic does not exist`},
	{"file for a folder", "pages:\n  - {name: home, serve: story.wacz}\n",
		`tearsheet.yaml:2:25: pages[0].serve: story.wacz is no folder`},
	{"start without ready", "pages:\n  - {name: home, start: npm run dev}\n",
		`tearsheet.yaml:2:6: pages[0]: start needs "ready: http://127.0.0.1:PORT/", the address that answers once the server is up`},
	{"ready without start", page("ready: http://127.0.0.1:1/"),
		`tearsheet.yaml:2:5: pages[0]: ready belongs to start: there is nothing to wait for`},
	{"two verbs in one", page("actions:\n      - click: '#a'\n        press: Enter"),
		`tearsheet.yaml:5:9: pages[0].actions[0]: click and press are two actions: begin each with its own "- "`},
	{"fill without a text", page("actions:\n      - fill: '#q'"),
		`tearsheet.yaml:5:9: pages[0].actions[0]: fill needs the text to type: add "with: TEXT"`},
	{"drag to nowhere", page("actions:\n      - drag: '#a'"),
		`tearsheet.yaml:5:9: pages[0].actions[0]: drag needs the place to drop it: add "to: SELECTOR"`},
	{"a key of another verb", page("actions:\n      - click: '#a'\n        with: b"),
		`tearsheet.yaml:5:9: pages[0].actions[0]: "with" does not belong to click, but to dialog and fill`},
	{"a role that is none", page("actions:\n      - click: 'role=button[name=Go]'"),
		`tearsheet.yaml:5:9: pages[0].actions[0]: click: "role=button[name=Go]": use role=ROLE or role=ROLE[name="NAME"], such as role=button[name="Go"]`},
	{"two pictures of one name", page("actions:\n      - shot: a\n      - shot: a"),
		`tearsheet.yaml:6:9: pages[0].actions[1]: shot: there are two pictures called "a"`},
	{"a variable that there is not", page("actions:\n      - fill: '#a'\n        with: ${TEARSHEET_NO_SUCH_VARIABLE}"),
		`tearsheet.yaml:5:9: pages[0].actions[0]: fill: the environment has no TEARSHEET_NO_SUCH_VARIABLE`},
	{"action that does nothing", page("actions:\n      - timeout: 3s"),
		`tearsheet.yaml:5:9: pages[0].actions[0]: this does nothing: use one of click, fill, press, hover, scroll, drag, upload, dialog, js, wait, shot`},
	{"actions as a mapping", page("actions: {click: '#a'}"),
		`tearsheet.yaml:4:15: pages[0].actions: this must be a list, not a mapping: begin each item with "- "`},
	{"regular expression", page("expect: {title: {matches: '(tide'}}"),
		"tearsheet.yaml:4:31: pages[0].expect.title.matches: missing closing ): `(tide` in \"(tide\""},
	{"absent and more", page("expect: {title: {absent: true, contains: tide}}"),
		`tearsheet.yaml:4:22: pages[0].expect.title: a field that is absent can be nothing else: keep absent alone`},
	{"time zone", page("timezone: Mars/Olympus"),
		`tearsheet.yaml:4:15: pages[0].timezone: "Mars/Olympus" is no time zone: use a name such as Europe/Berlin`},
	{"name of a header", page("headers: {'X Y': z}"),
		`tearsheet.yaml:4:22: pages[0].headers.X Y: "X Y" is no name of a header`},
	{"selector", page("mask: ['.clock', 'div[']"),
		`tearsheet.yaml:4:22: pages[0].mask[1]: "div[" is no CSS selector: its end is missing`},
	{"no pages", "baselines: here\n",
		`tearsheet.yaml:1:1: there are no pages: list them under "pages:"`},
	{"empty list of pages", "pages: []\n",
		`tearsheet.yaml:1:8: pages: the list is empty`},
	{"page that is a text", "pages:\n  - https://example.com/\n",
		`tearsheet.yaml:2:5: pages[0]: this must be a mapping with keys such as "name", not the text "https://example.com/"`},
	{"empty config", "# nothing yet\n",
		"tearsheet.yaml:1:1: the config is empty: `tearsheet init` writes one to begin with"},
	{"a list at the top", "- name: home\n",
		`tearsheet.yaml:1:1: a config is a mapping with keys such as "pages", not a list`},
	{"key twice", "pages:\n  - name: a\n    url: https://a.example/\n    url: https://b.example/\n",
		`tearsheet.yaml:4:5: mapping key "url" already defined at [3:5]; remove one of the two`},
	{"quotation mark left open", "pages:\n  - name: \"home\n    url: https://example.com/\n",
		`tearsheet.yaml:2:11: could not find end character of double-quoted text; close the quotation mark`},
	{"tab", "pages:\n\t- name: home\n",
		"tearsheet.yaml:2:1: found character '\t' that cannot start any token; indent with spaces"},
	{"wrong indentation", "pages:\n  - name: home\n   url: https://example.com/\n",
		`tearsheet.yaml:3:4: value is not allowed in this context; look at the indentation, and quote texts that hold ": "`},
	{"anchor that is not there", "pages:\n  - *base\n",
		"tearsheet.yaml:2:5: there is no anchor &base above\ntearsheet.yaml:2:5: pages[0]: this must be a mapping with keys such as \"name\", not nothing"},
	{"two mistakes", page("settle: slow\n    timeout: 3"),
		"tearsheet.yaml:4:13: pages[0].settle: \"slow\" is none of fast, normal, patient\ntearsheet.yaml:5:14: pages[0].timeout: 3 has no unit: write 3s or 3ms"},
}

func TestParseSaysWhatIsWrong(t *testing.T) {
	for _, test := range badConfigs {
		_, err := parse(t, test.config)
		switch {
		case err == nil:
			t.Errorf("%s: there was no error", test.name)
		case err.Error() != test.says:
			t.Errorf("%s: it says\n\t%s\nnot\n\t%s", test.name, err, test.says)
		case warc.Secrets.Text(test.says) != test.says:
			t.Errorf("%s: of it is taken for a secret: %s", test.name, warc.Secrets.Text(test.says))
		}
	}
}
