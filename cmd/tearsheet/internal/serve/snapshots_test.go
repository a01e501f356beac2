package serve

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/order"
)

// one captures a page and gives its id.
func (k *kit) one(address string) string {
	k.t.Helper()
	snap, err := k.desk.Store(order.Order{URL: address}, "")
	if err != nil {
		k.t.Fatal(err)
	}
	return string(snap.ID)
}

func TestList(t *testing.T) {
	k := open(t, setup{})
	want := map[string]bool{}
	for i := range 25 {
		want[k.one(fmt.Sprintf("https://%c.test/%d", 'a'+i%2, i%5))] = true
	}
	type page struct {
		Snapshots []struct {
			ID, URL, Title string
			At             string `json:"captured_at"`
		}
		Next string
	}
	got, pages := map[string]bool{}, 0
	for cursor := ""; ; pages++ {
		var p page
		k.get("/v1/snapshots?limit=4&cursor="+url.QueryEscape(cursor)).is(t, 200, &p)
		for _, s := range p.Snapshots {
			if got[s.ID] || !want[s.ID] || s.Title != "High tide" || s.At == "" {
				t.Errorf("%+v", s)
			}
			got[s.ID] = true
		}
		if cursor = p.Next; cursor == "" {
			break
		}
	}
	if len(got) != len(want) || pages != 6 {
		t.Errorf("%d of %d in %d pages", len(got), len(want), pages+1)
	}
	for query, n := range map[string]int{
		"host=a.test": 13, "url=https://a.test/0": 3, "url=https://a.test/*": 13, "since=1h": 25, "until=1h": 0, "since=2000-01-01": 25, "host=nosuch.test": 0,
	} {
		var p page
		k.get("/v1/snapshots?"+query).is(t, 200, &p)
		if len(p.Snapshots) != n {
			t.Errorf("%s: %d, not %d", query, len(p.Snapshots), n)
		}
	}
}

func TestFiles(t *testing.T) {
	k := open(t, setup{})
	id := k.one("https://a.test/story")
	var manifest struct {
		ID    string
		Files []struct {
			Kind string
			Size int
			Sum  string `json:"sha256"`
		}
	}
	for _, written := range []string{id, url.PathEscape(id)} {
		k.get("/v1/snapshots/"+written).is(t, 200, &manifest)
		if manifest.ID != id {
			t.Errorf("%s gives %s", written, manifest.ID)
		}
	}
	for _, f := range manifest.Files {
		path := "/v1/snapshots/" + id + "/files/" + f.Kind
		whole := k.get(path).is(t, 200, nil)
		if len(whole.body) != f.Size || whole.Header.Get("ETag") != `"`+f.Sum+`"` {
			t.Errorf("%s: %d bytes, ETag %s", f.Kind, len(whole.body), whole.Header.Get("ETag"))
		}
		if got := whole.Header.Get("Content-Security-Policy"); !strings.HasPrefix(got, "sandbox;") || strings.Contains(got, "allow-") {
			t.Errorf("%s: policy %s", f.Kind, got)
		}
		if whole.Header.Get("X-Content-Type-Options") != "nosniff" || whole.Header.Get("Set-Cookie") != "" {
			t.Errorf("%s: %v", f.Kind, whole.Header)
		}
		part := k.get(path, "Range", "bytes=2-5").is(t, 206, nil)
		if string(part.body) != string(whole.body[2:6]) {
			t.Errorf("%s: a range is %q", f.Kind, part.body)
		}
		k.get(path, "Range", "bytes=99999999-").problem(t, 416, "invalid_request")
		k.get(path, "Range", "lines=1").problem(t, 416, "invalid_request")
		k.get(path, "If-None-Match", `"`+f.Sum+`"`).is(t, 304, nil)
	}
	k.get("/v1/snapshots/"+id+"/files/nosuch").problem(t, 404, "not_found")
	for kind, how := range map[string]string{"dom": "attachment", "screenshot": "inline", "article": "inline"} {
		if got := k.get("/v1/snapshots/" + id + "/files/" + kind).Header.Get("Content-Disposition"); !strings.HasPrefix(got, how) {
			t.Errorf("%s comes as %s", kind, got)
		}
	}
	// The viewer's frame shows a document; a tab of its own saves it.
	for dest, how := range map[string]string{"iframe": "inline", "document": "attachment", "": "attachment"} {
		a := k.get("/v1/snapshots/"+id+"/files/dom?view=true", "Sec-Fetch-Dest", dest).is(t, 200, nil)
		if got := a.Header.Get("Content-Disposition"); !strings.HasPrefix(got, how) {
			t.Errorf("in %q it comes as %s", dest, got)
		}
	}
	var verified struct{ OK bool }
	k.get("/v1/snapshots/"+id+"/verify").is(t, 200, &verified)
	if !verified.OK {
		t.Error("it is not as it was stored")
	}
}

func TestSearchDiffExtract(t *testing.T) {
	k := open(t, setup{})
	a := k.one("https://a.test/story")
	k.desk.Title = "Low tide"
	b := k.one("https://b.test/story")
	var found struct {
		Hits  []struct{ ID, Snippet string }
		Found int
	}
	k.get("/v1/search?q=title:low").is(t, 200, &found)
	if len(found.Hits) != 1 || found.Hits[0].ID != b || found.Found != 1 {
		t.Errorf("%+v", found)
	}
	var d struct{ Equal bool }
	k.get("/v1/diff?a="+a+"&b=https://b.test/story").is(t, 200, &d)
	if d.Equal {
		t.Error("nothing differs")
	}
	var article struct {
		Words int `json:"word_count"`
		URL   string
	}
	k.send("POST", "/v1/extract?url=https://a.test/", "<p>one two", "Content-Type", "text/html").is(t, 200, &article)
	if article.Words != 2 || article.URL != "https://a.test/" {
		t.Errorf("%+v", article)
	}
}

func TestScreenshotAndArticle(t *testing.T) {
	k := open(t, setup{})
	picture := k.get("/v1/screenshot?url=https://a.test/").is(t, 200, nil)
	if picture.Header.Get("Content-Type") != "image/png" || picture.Header.Get("Age") == "" || !strings.HasPrefix(picture.Header.Get("Content-Location"), "/v1/snapshots/a.test/") {
		t.Errorf("%v", picture.Header)
	}
	var article struct{ Title string }
	k.get("/v1/article?url=https://a.test/&max_age=1h").is(t, 200, &article)
	if n := k.desk.Captures("https://a.test/"); n != 1 || article.Title != "High tide" {
		t.Errorf("%d captures, %+v", n, article)
	}
	k.get("/v1/article?url=https://a.test/&max_age=1h&viewport=400x300").is(t, 200, nil) // another picture
	k.get("/v1/article?url=https://a.test/").is(t, 200, nil)
	if n := k.desk.Captures("https://a.test/"); n != 3 {
		t.Errorf("%d captures", n)
	}
}
