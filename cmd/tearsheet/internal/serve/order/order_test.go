package order

import (
	"encoding/json"
	"net/url"
	"reflect"
	"strings"
	"testing"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/option"
)

func TestFromJSON(t *testing.T) {
	o, further, err := FromJSON([]byte(`{
		"url": "https://a.test/", "viewport": "400x300", "scale": 2.5, "no_full_page": true, "save": ["pdf", "wacz"], "block": "images,fonts",
		"header": {"X-B": "2", "X-A": "1"}, "wait_for": ["#a", "text=b, c"], "download_max": 1000, "deterministic": false, "timeout": "9s", "retries": 2,
		"locale": null, "webhook": "https://b.test/"
	}`), "webhook")
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][]string{
		"viewport": {"400x300"}, "scale": {"2.5"}, "full_page": {"false"}, "save": {"pdf", "wacz"}, "block": {"images", "fonts"}, "headers": {"X-A: 1", "X-B: 2"},
		"wait_for": {"#a", "text=b, c"}, "download_max": {"1000"}, "deterministic": {"false"}, "timeout": {"9s"},
	}
	if !reflect.DeepEqual(o.Options, want) || o.Retries != 2 || further["webhook"] != "https://b.test/" {
		t.Errorf("%+v %v", o, further)
	}
	var req browser.Request
	o.Apply(&req)
	if !req.Picture.Viewport || req.View.Scale != 2.5 || !req.Outputs.PDF || req.Network.Headers["X-A"] != "1" {
		t.Errorf("%+v", req)
	}
}

// A body and a query that say the same are the same order.
func TestFromQuery(t *testing.T) {
	query, err := url.ParseQuery("url=https://a.test/&viewport=400x300&no_full_page=true&save=pdf,wacz&save=console&header=X-A:+1&wait_for=text%3Da,b&max_age=1h&retries=1")
	if err != nil {
		t.Fatal(err)
	}
	o, err := FromQuery(query, "max_age")
	if err != nil {
		t.Fatal(err)
	}
	same, _, err := FromJSON([]byte(`{"url":"https://a.test/","viewport":"400x300","no_full_page":true,"save":["pdf","wacz","console"],"header":["X-A: 1"],"wait_for":["text=a,b"],"retries":1}`))
	if err != nil || !reflect.DeepEqual(o, same) {
		t.Errorf("%+v\n%+v %v", o, same, err)
	}
}

// Every option of the table can be asked for, or it is said why it cannot.
func TestFields(t *testing.T) {
	can := map[string]bool{}
	for _, f := range Fields {
		can[f.Option.Name] = true
	}
	for _, o := range option.Table {
		if o.FlagName() == "" || can[o.Name] {
			continue
		}
		_, _, err := FromJSON([]byte(`{"url":"https://a.test/","` + nameOf(o) + `":"x"}`))
		if err == nil || !strings.Contains(err.Error(), "over HTTP") {
			t.Errorf("%s: %v", o.Name, err)
		}
	}
	text, err := json.Marshal(Schema(nil))
	if err != nil || !strings.Contains(string(text), `"additionalProperties":false`) || !strings.Contains(string(text), `"no_full_page"`) {
		t.Errorf("%s %v", text, err)
	}
}

func FuzzFromJSON(f *testing.F) {
	for _, body := range []string{`{}`, `{"url":"https://a.test/","save":["pdf"],"scale":2}`, `{"url":1,"header":{"a":"b"}}`, `[`, `{"url":"a","timeout":"1h","no_full_page":true}`} {
		f.Add([]byte(body))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		o, _, err := FromJSON(body, "webhook")
		if err != nil {
			return
		}
		var req browser.Request
		o.Apply(&req)
		if err := req.Validate(); err != nil {
			t.Errorf("%s is taken, and then %v", body, err)
		}
	})
}
