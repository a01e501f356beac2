package serve

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tearsheet/tearsheet/snapshots"
)

// Each is a problem that says what is wrong, and none is a panic.
func TestBadInput(t *testing.T) {
	k := open(t, setup{})
	long := strings.Repeat("a", 1<<20)
	for name, test := range map[string]struct {
		method, path, body string
		status             int
		kind               string
		says               string
	}{
		"no address":            {"POST", "/v1/captures", `{}`, 422, "invalid_url", "which page"},
		"not an address":        {"POST", "/v1/captures", `{"url": "nonsense"}`, 422, "invalid_url", ""},
		"a file":                {"POST", "/v1/captures", `{"url": "file:///etc/passwd"}`, 422, "invalid_url", ""},
		"address of a number":   {"POST", "/v1/captures", `{"url": 7}`, 422, "invalid_url", "use a string"},
		"1 MB of address":       {"POST", "/v1/captures", `{"url": "https://a.test/` + long[:1<<20-100] + `"}`, 422, "invalid_url", "at most"},
		"more than 1 MB":        {"POST", "/v1/captures", `{"url": "https://a.test/` + long + `"}`, 413, "too_large", ""},
		"address in a query":    {"GET", "/v1/screenshot?url=https://a.test/" + long[:100<<10], "", 422, "invalid_url", "at most"},
		"1 MB in a query":       {"GET", "/v1/screenshot?url=https://a.test/" + long, "", 414, "too_large", "at most"},
		"no JSON":               {"POST", "/v1/captures", `{"url": `, 400, "invalid_request", ""},
		"null":                  {"POST", "/v1/captures", `null`, 400, "invalid_request", "null"},
		"a list":                {"POST", "/v1/captures", `["https://a.test/"]`, 400, "invalid_request", ""},
		"two objects":           {"POST", "/v1/captures", `{"url":"https://a.test/"}{}`, 400, "invalid_request", "behind"},
		"nothing":               {"POST", "/v1/captures", ``, 400, "invalid_request", "body"},
		"deep":                  {"POST", "/v1/captures", `{"url": "https://a.test/", "save": ` + strings.Repeat("[", 100000) + `}`, 400, "invalid_request", ""},
		"unknown field":         {"POST", "/v1/captures", `{"url": "https://a.test/", "vieport": "1x1"}`, 422, "invalid_request", "did you mean viewport?"},
		"name of the manifest":  {"POST", "/v1/captures", `{"url": "https://a.test/", "full_page": false}`, 422, "invalid_request", "did you mean no_full_page?"},
		"file of the server":    {"POST", "/v1/captures", `{"url": "https://a.test/", "filter_list": ["/etc/passwd"]}`, 422, "invalid_request", "over HTTP"},
		"browser of the server": {"POST", "/v1/captures", `{"url": "https://a.test/", "proxy": "http://10.0.0.1"}`, 422, "invalid_request", "over HTTP"},
		"wrong type":            {"POST", "/v1/captures", `{"url": "https://a.test/", "scale": "two"}`, 422, "invalid_request", "scale: use a number"},
		"wrong type of a list":  {"POST", "/v1/captures", `{"url": "https://a.test/", "save": [1]}`, 422, "invalid_request", "a list of strings"},
		"wrong value":           {"POST", "/v1/captures", `{"url": "https://a.test/", "scale": 99}`, 422, "invalid_request", "scale: 99"},
		"too patient":           {"POST", "/v1/captures", `{"url": "https://a.test/", "timeout": "9h"}`, 422, "invalid_request", "at most 10m"},
		"too much":              {"POST", "/v1/captures", `{"url": "https://a.test/", "download_max": "90GiB"}`, 422, "invalid_request", "at most 1GiB"},
		"header with a line":    {"POST", "/v1/captures", `{"url": "https://a.test/", "header": {"X-A": "b\r\nX-C: d"}}`, 422, "invalid_request", "header"},
		"retries":               {"POST", "/v1/captures", `{"url": "https://a.test/", "retries": 1e9}`, 422, "invalid_request", "0 to 20"},
		"no time to wait":       {"POST", "/v1/captures?wait=soon", `{"url": "https://a.test/"}`, 422, "invalid_request", "wait"},
		"no webhook":            {"POST", "/v1/captures", `{"url": "https://a.test/", "webhook": "gopher://a"}`, 422, "invalid_request", "webhook"},
		"webhook, password":     {"POST", "/v1/captures", `{"url": "https://a.test/", "webhook": "https://a:b@c.test/"}`, 422, "invalid_request", "password"},
		"key too long":          {"POST", "/v1/captures?nosuch=1", `{"url": "https://a.test/"}`, 422, "invalid_request", "nosuch"},
		"twice":                 {"GET", "/v1/article?url=https://a.test/&scale=1&scale=2", "", 422, "invalid_request", "2 times"},
		"no age":                {"GET", "/v1/article?url=https://a.test/&max_age=old", "", 422, "invalid_request", "max_age"},
		"fails":                 {"GET", "/v1/article?url=https://a.test/?fail=dns", "", 502, "dns", "it failed"},
		"no such part":          {"GET", "/v1/screenshot?url=https://a.test/?fail=browser", "", 502, "browser", "it failed"},
		"forbidden":             {"GET", "/v1/screenshot?url=https://a.test/?fail=forbidden", "", 403, "forbidden", "it failed"},
		"in time":               {"GET", "/v1/screenshot?url=https://a.test/?fail=timeout", "", 504, "timeout", "it failed"},
		"full disk":             {"GET", "/v1/screenshot?url=https://a.test/?fail=storage", "", 507, "storage", "it failed"},
		"method":                {"PUT", "/v1/captures", `{}`, 405, "invalid_request", "use POST"},
		"method of a snapshot":  {"DELETE", "/v1/snapshots/a/b/20261123T081502.123Z", ``, 405, "invalid_request", "use GET"},
		"nowhere":               {"GET", "/v1/nosuch", ``, 404, "not_found", "openapi"},
		"no snapshot":           {"GET", "/v1/snapshots/a.test/b/20261123T081502.123Z", ``, 404, "not_found", ""},
		"no id":                 {"GET", "/v1/snapshots/nonsense", ``, 422, "invalid_request", "host/page/time"},
		"out of the archive":    {"GET", "/v1/snapshots/..%2F..%2F20261123T081502.123Z/files/dom", ``, 422, "invalid_request", ""},
		"limit":                 {"GET", "/v1/snapshots?limit=100000", ``, 422, "invalid_request", "limit"},
		"cursor":                {"GET", "/v1/snapshots?cursor=../..", ``, 422, "invalid_request", "cursor"},
		"since":                 {"GET", "/v1/snapshots?since=yesterday", ``, 422, "invalid_request", "since"},
		"no words":              {"GET", "/v1/search?q=%22%22", ``, 422, "invalid_request", "q"},
		"no query":              {"GET", "/v1/search", ``, 422, "invalid_request", "q"},
		"diff of nothing":       {"GET", "/v1/diff?a=https://a.test/&b=https://b.test/", ``, 404, "not_found", ""},
		"paths of the machine":  {"GET", "/v1/diff?a=/etc/passwd&b=/etc/passwd", ``, 422, "invalid_request", "a: "},
		"extract: url":          {"POST", "/v1/extract?url=there", `<p>a`, 422, "invalid_request", "url"},
	} {
		t.Run(name, func(t *testing.T) {
			k.t = t
			detail := k.send(test.method, test.path, test.body, "Content-Type", "application/json").problem(t, test.status, test.kind)
			if !strings.Contains(detail, test.says) {
				t.Errorf("it says %s", detail)
			}
			if len(detail) > 2000 {
				t.Errorf("it says %d bytes", len(detail))
			}
		})
	}
	k.t = t
	k.get("/healthz").is(t, 200, nil)
	if n := len(k.captured()); n != 0 {
		t.Errorf("%d snapshots came of it", n)
	}
}

// captured are the snapshots of the archive.
func (k *kit) captured() (ids []snapshots.ID) {
	for snap, err := range k.desk.Archive.List(k.t.Context(), snapshots.Query{}) {
		if err != nil {
			k.t.Error(err)
		}
		ids = append(ids, snap.ID)
	}
	return ids
}

// An index that is broken is made anew, and a list that grows while it is read is still one.
func TestArchiveGrowsUnderABrokenIndex(t *testing.T) {
	k := open(t, setup{})
	var j job
	k.send("POST", "/v1/captures?wait=1m", `{"url": "https://a.test/"}`).is(t, 200, &j)
	var found struct{ Hits []struct{ ID string } }
	k.get("/v1/search?q=harbour").is(t, 200, &found)
	files, err := filepath.Glob(filepath.Join(k.desk.Archive.IndexDir(), "*"))
	if err != nil || len(files) == 0 {
		t.Fatal(err, files)
	}
	for _, file := range files {
		if err := os.WriteFile(file, []byte("this is no database"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	k.send("POST", "/v1/captures?wait=1m", `{"url": "https://b.test/"}`).is(t, 200, &j)
	k.get("/v1/search?q=harbour").is(t, 200, &found)
	if len(found.Hits) != 2 {
		t.Errorf("%d found", len(found.Hits))
	}
	// A snapshot whose manifest is gone is told of, and the others come.
	ids := k.captured()
	if err := os.WriteFile(filepath.Join(k.desk.Archive.Dir(), filepath.FromSlash(string(ids[0])), "snapshot.json"), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	k.get("/v1/snapshots/"+string(ids[0])).problem(t, http.StatusInternalServerError, "broken")
	k.get("/v1/snapshots").is(t, 200, nil)
}
