package check

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// good is a file of pages with all that there is to it.
const good = `
defaults:
  group: coast
  timeout: 20s
  mask: [.ads]
  actions: [{click: '#more'}]
  storage_state: state.json
pages:
  - url: https://tide.example/
    name: front
    viewport: 800x600
    save: [pdf, wacz]
    full_page: false
    headers: {X-A: b, "api.tide.example: X-C": d}
  - {url: https://tide.example/pier, group: harbour, timeout: 5s, actions: [], style: 'p { color: red }', scroll_pages: 3, auth: "file:logins"}
`

func TestLoadJobs(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "jobs.yaml")
	if err := os.WriteFile(file, []byte(good), 0o600); err != nil {
		t.Fatal(err)
	}
	got, err := LoadJobs(file)
	if err != nil {
		t.Fatal(err)
	}
	click := []Action{{Do: "click", Target: "#more"}}
	state := []string{filepath.Join(dir, "state.json")}
	want := []Job{
		{URL: "https://tide.example/", Name: "front", Group: "coast", Actions: click, Source: file + ":9", line: 9, Capture: Capture{
			"timeout": {"20s"}, "mask": {".ads"}, "storage_state": state, "viewport": {"800x600"}, "save": {"pdf", "wacz"}, "full_page": {"false"},
			"headers": {"X-A: b", "api.tide.example: X-C: d"},
		}},
		{URL: "https://tide.example/pier", Group: "harbour", Actions: []Action{}, Source: file + ":15", line: 15, Capture: Capture{
			"timeout": {"5s"}, "mask": {".ads"}, "storage_state": state, "style": {"p { color: red }"}, "scroll_pages": {"3"}, "auth": {"file:" + filepath.Join(dir, "logins")},
		}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%+v\nnot\n%+v", got, want)
	}
}

func TestLoadJobsSaysWhatIsWrong(t *testing.T) {
	for text, says := range map[string]string{
		"":                                   "there are no pages",
		"pages: []":                          "the list is empty",
		"pages: [{name: a}]":                 "pages[0]: the page has no url",
		"pages:\n- url: a\n  b: c":           `3:3: pages[0]: unknown key "b"`,
		"pages:\n- url: a\n  timeout: 1ms":   "pages[0].timeout: 1ms is too short",
		"pages:\n- url: a\n  viewport: wide": "use WIDTHxHEIGHT",
		"pages:\n- {url: a, name: x}\n- {url: b, name: x}": `3:`,
		"- url: a": "is a mapping",
		"pages: [{url: a, actions: [{stare: b}]}]":         `unknown key "stare"`,
		"pages: [{url: a, auth: 'ada:hush@tide.example'}]": "has a password in it",
		"page: [{url: a}]":                                                `did you mean "pages"?`,
		"pages: [{url: a}]\n---\npages: []":                               "one document",
		"defaults: {url: b}\npages: [{url: a}]":                           `unknown key "url"`,
		"pages: [{url: a, cookies: [b]}]\ndefaults: {follow_pages: 2}":    `unknown key "follow_pages"`,
		"pages: [{url: a, actions: [{fill: b, with: '${NO_SUCH_ONE}'}]}]": "has no NO_SUCH_ONE",
	} {
		file := filepath.Join(t.TempDir(), "jobs.yaml")
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := LoadJobs(file)
		var problems Problems
		if !errors.As(err, &problems) || !strings.Contains(err.Error(), says) || strings.Contains(err.Error(), "hush") {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestParseJob(t *testing.T) {
	got, err := ParseJob(`{"url": "https://tide.example/", "name": "a", "full_page": false, "wait_for": ["#a", "text=b"]}`, "list:7")
	want := Job{URL: "https://tide.example/", Name: "a", Source: "list:7", line: 1, Capture: Capture{"full_page": {"false"}, "wait_for": {"#a", "text=b"}}}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, %v", got, err)
	}
	for _, line := range []string{"", "{", `{"url": "a", "scale": 99}`, `{"url": "a", "what": 1}`, "[1]"} {
		if _, err := ParseJob(line, "list:7"); err == nil || !strings.HasPrefix(err.Error(), "list:7") {
			t.Errorf("%s: %v", line, err)
		}
	}
}

// The schema takes what is good, and none with a mistake that a schema can know.
func TestJobsSchema(t *testing.T) {
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(string(JobsSchema)))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("jobs.schema.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("jobs.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	for text, ok := range map[string]bool{
		good: true, "pages: [{url: a}]": true, "pages: []": false, "pages: [{name: a}]": false, "pages: [{url: a, what: b}]": false,
		"pages: [{url: a, settle: slow}]": false, "pages: [{url: a, scale: 99}]": false,
	} {
		asJSON, err := yaml.YAMLToJSON([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		value, err := jsonschema.UnmarshalJSON(strings.NewReader(string(asJSON)))
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Validate(value); (err == nil) != ok {
			t.Errorf("%s: %v", text, err)
		}
	}
}
