package gallery

import (
	"html"
	"io"
	"net/http"
	"strings"
	"testing"
)

func TestHome(t *testing.T) {
	w, list := stock(t)
	g := open(t, w, nil)
	doc := look(t, g, "/")
	if n := doc.Find(".card").Length(); n != len(list) {
		t.Errorf("%d cards", n)
	}
	if n := doc.Find(".card img").Length(); n != len(list)-1 {
		t.Errorf("%d thumbnails", n)
	}
	if title := doc.Find(`.card-title[lang="ar"][dir="auto"]`).Text(); title != "مكتبة متنقلة تصل إلى قرى الوادي" {
		t.Errorf("the Arabic title is %q", title)
	}
	if doc.Find(".sections a").Length() != 1 {
		t.Error("nothing can be captured, and the form is shown")
	}
	for address, want := range map[string]int{
		"/?host=harrowmere.example": 4, "/?class=login": 1, "/?status=4xx": 2, "/?language=en": 3, "/?tag=bridges": 2, "/?since=2026-11-27": 2,
		"/?until=2026-11-23": 1, "/?tag=none": 0, "/?after=0": 7, "/?colour=red": 7, "/?since=&until=&after=": 7, "/?host=harrowmere.example&status=404": 1,
	} {
		if n := look(t, g, address).Find(".card").Length(); n != want {
			t.Errorf("%s: %d captures, not %d", address, n, want)
		}
	}
}

// What an address says wrongly is told of, with what is right.
func TestMalformedAddresses(t *testing.T) {
	w, list := stock(t)
	g := open(t, w, &fakeJobs{})
	page := linkToPage(list[0].ID)
	for address, says := range map[string]string{
		"/?since=nonsense":                       "since takes one such as 2026-11-23",
		"/?since=7d":                             "since takes one such as 2026-11-23",
		"/?until=2026-02-30":                     "until takes one such as 2026-11-23",
		"/?q=council&since=x":                    "since takes one such as 2026-11-23",
		"/?after=x":                              "follow the link below a list",
		"/?after=-1":                             "follow the link below a list",
		"/?q=council&after=1e3":                  "follow the link below a list",
		"/?status=gone":                          "use one such as 404, or a kind such as 4xx",
		"/?q=%22":                                "Give at least one word to look for",
		"/?q=" + strings.Repeat("a", maxTyped+1): `The field "q" takes up to 500 bytes`,
		"/runs?state=lost":                       "use queued, running, done, failed, canceled",
		page + "?before=yesterday":               "20261123T081502.123Z",
		page + "/blame?of=yesterday":             "20261123T081502.123Z",
		"/page?url=nowhere":                      "Type the address of a page",
		"/compare?a=" + string(list[0].ID):       "Choose two captures",
	} {
		answer := ask(t, g, http.MethodGet, address, "")
		if body := html.UnescapeString(answer.Body.String()); answer.Code != http.StatusBadRequest || !strings.Contains(body, says) {
			t.Errorf("%s: %d, and not %q:\n%s", address, answer.Code, says, body)
		}
	}
	// While it is typed it is no mistake yet.
	if answer := ask(t, g, http.MethodGet, "/?q=%22&part&typed", ""); answer.Code != http.StatusOK {
		t.Errorf("a part of a list: %d", answer.Code)
	}
}

func TestSearchPage(t *testing.T) {
	w, _ := stock(t)
	g := open(t, w, nil)
	doc := look(t, g, "/?q=council")
	if doc.Find(".hit").Length() != 1 || doc.Find(".hit .excerpt mark").First().Text() != "council" {
		t.Error(doc.Find("#list").Text())
	}
	if !strings.Contains(doc.Find(".hit").Text(), "and 2 older captures") {
		t.Error(doc.Find(".hit").Text())
	}
	if doc := look(t, g, "/?q=council&part"); doc.Find(".hit").Length() != 1 || doc.Find("header").Length() != 0 {
		t.Error("the part is not the list alone")
	}
	for _, address := range []string{"/?q=nobodysaidso", "/?q=council&tag=x&host=y"} {
		look(t, g, address)
	}
}

func TestSnapshotPage(t *testing.T) {
	w, list := stock(t)
	g := open(t, w, &fakeJobs{})
	doc := look(t, g, linkTo(list[0].ID))
	for selector, want := range map[string]int{
		".story .body p": 4, ".story .body h3": 1, ".story .body table": 1, ".story .body img": 0, ".sheet-stack img": 3, ".places rect": 2,
		`.story .body [data-place="1"]`: 1, ".files tbody tr": 5, "iframe[sandbox='']": 2, ".sentences li.bad": 2, "a[rel=next]": 1, "a[rel=prev]": 0,
		`.story[lang="en-GB"][dir="ltr"]`: 1, `.body a[href="https://council.example/budget"][rel~="noopener"]`: 1,
	} {
		if n := doc.Find(selector).Length(); n != want {
			t.Errorf("%s: %d, not %d", selector, n, want)
		}
	}
	if look(t, g, linkTo(list[4].ID)).Find(`.story[lang="ar"][dir="rtl"]`).Length() != 1 {
		t.Error("the Arabic article has no direction")
	}
	for _, snap := range list {
		look(t, g, linkTo(snap.ID))
	}
	for _, address := range []string{"/snapshot/a/b/c", "/snapshot/harrowmere.example/news_bridge/20260101T000000.000Z", "/snapshot/../../x", "/page/a/b", "/nowhere", "/runs/none", linkTo(list[0].ID, "file", "none"), linkTo(list[0].ID, "screenshot", "3"), linkTo(list[0].ID, "dom", "0")} {
		if r := ask(t, g, http.MethodGet, address, ""); r.Code != http.StatusNotFound && r.Code/100 != 3 {
			t.Errorf("%s: %d", address, r.Code)
		}
	}
}

func TestTimelineAndCompare(t *testing.T) {
	w, list := stock(t)
	g := open(t, w, nil)
	doc := look(t, g, linkToPage(list[0].ID))
	if doc.Find(".axis circle").Length() != 4 || doc.Find(".axis .changed").Length() != 2 || doc.Find(".axis .failed").Length() != 1 || doc.Find(".history tbody tr").Length() != 4 {
		t.Error(doc.Find(".timeline").Html())
	}
	rows := doc.Find(".history tbody tr")
	for i, want := range []string{"Status: 404, was 200", "Paragraphs: 1 edited (5 words added, 1 word removed)Picture differs", `Tags: no longer "Bridges, Harrowmere"`, "First capture"} {
		if text := rows.Eq(i).Text(); !strings.Contains(text, want) {
			t.Errorf("row %d is %q, without %q", i, text, want)
		}
	}
	doc = look(t, g, linkToCompare(list[0].ID, list[2].ID))
	if doc.Find(".changes mark").Length() == 0 || doc.Find(".stage img").Length() != 6 {
		t.Error(doc.Find("main").Text())
	}
	address, _ := doc.Find("#pictures").Attr("data-picture")
	doc = look(t, g, address+"&part")
	strip, _ := doc.Find("figure img").Attr("src")
	if r := ask(t, g, http.MethodGet, strip, ""); r.Code != http.StatusOK || r.Header().Get("Content-Type") != "image/png" {
		t.Error(strip, r.Code)
	}
	look(t, g, address)
	if text := look(t, g, linkToCompare(list[0].ID, list[1].ID)).Find("main").Text(); !strings.Contains(text, "byte for byte") {
		t.Error(text)
	}
	if r := ask(t, g, http.MethodGet, "/compare?a="+string(list[0].ID), ""); r.Code != http.StatusBadRequest {
		t.Error(r.Code)
	}
}

func TestVerify(t *testing.T) {
	w, list := stock(t)
	g := open(t, w, nil)
	address := linkTo(list[0].ID, "verify")
	if r := ask(t, g, http.MethodPost, address, "", "Sec-Fetch-Site", "cross-site"); r.Code != http.StatusForbidden {
		t.Error("another site may ask for it:", r.Code)
	}
	r := ask(t, g, http.MethodPost, address, "", "Sec-Fetch-Site", "same-origin")
	body, _ := io.ReadAll(r.Body)
	if r.Code != http.StatusOK || !strings.Contains(string(body), "All is as it was stored") {
		t.Error(r.Code)
	}
}

// What a capture holds is served so that nothing of it runs or is anybody's.
func TestFilesAreInert(t *testing.T) {
	w, list := stock(t)
	g := open(t, w, nil)
	for part, want := range map[string]string{
		"frame/dom": "text/html; charset=utf-8", "frame/html": "text/html; charset=utf-8", "file/dom": "application/octet-stream", "file/screenshot": "image/png",
		"file/article": "text/plain; charset=utf-8", "file/manifest": "text/plain; charset=utf-8", "thumbnail": "image/jpeg", "screenshot/0": "image/png",
	} {
		r := ask(t, g, http.MethodGet, linkTo(list[0].ID)+"/"+part, "")
		policy := r.Header().Get("Content-Security-Policy")
		if r.Code != http.StatusOK || r.Header().Get("Content-Type") != want || !strings.HasPrefix(policy, "sandbox; default-src 'none'") || r.Header().Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: %d, %v", part, r.Code, r.Header())
		}
	}
}
