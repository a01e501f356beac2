package check

import (
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"
)

func TestParseWatch(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, WatchName)
	got, err := ParseWatch([]byte(`
pages:
  - url: https://tide.example/pier
    cron: "0 7 * * *"
    when: price < 100
    values: {seats: .seats}
    viewport: 800x600
  - {feed: https://tide.example/feed.xml, every: 10m, notify: [], style: own.css}
  - {url: https://tide.example/}
defaults:
  every: 30m
  zone: Europe/Vienna
  notify: https://desk.example/hook
  values: {price: .price}
`), file)
	if err != nil {
		t.Fatal(err)
	}
	hook := []string{"https://desk.example/hook"}
	want := []Watched{
		{Job: Job{URL: "https://tide.example/pier", Capture: Capture{"viewport": {"800x600"}}, Source: file + ":3", line: 3}, Cron: "0 7 * * *", Zone: "Europe/Vienna", When: "price < 100", Notify: hook, Values: map[string]string{"price": ".price", "seats": ".seats"}},
		{Job: Job{Capture: Capture{"style": {filepath.Join(dir, "own.css")}}, Source: file + ":8", line: 8}, Feed: "https://tide.example/feed.xml", Every: 10 * time.Minute, Zone: "Europe/Vienna", Notify: []string{}, Values: map[string]string{"price": ".price"}},
		{Job: Job{URL: "https://tide.example/", Capture: Capture{}, Source: file + ":9", line: 9}, Every: 30 * time.Minute, Zone: "Europe/Vienna", Notify: hook, Values: map[string]string{"price": ".price"}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%+v\nnot\n%+v", got, want)
	}
}

func TestParseWatchSaysWhatIsWrong(t *testing.T) {
	for text, says := range map[string]string{
		"":                                     "there are no pages",
		"pages: []":                            "the list is empty",
		"pages: [{every: 1h}]":                 "the page has no url",
		"pages: [{url: a, feed: b}]":           "three things to watch",
		"pages: [{url: a, every: 5}]":          "5 has no unit",
		"pages: [{url: a, evry: 5m}]":          "did you mean \"every\"",
		"pages: [{url: a, zone: Mars}]":        "no time zone",
		"pages: [{url: a, what: [txt]}]":       "none of field",
		"pages: [{url: a, values: {a-b: .c}}]": "cannot be the name of a value",
		"pages: [{url: a, every: 1h, cron: \"0 7 * * *\"}]": "two schedules",
	} {
		if _, err := ParseWatch([]byte(text), WatchName); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v, want %q", text, err, says)
		}
	}
}
