package gallery

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"github.com/tearsheet/tearsheet/snapshots"
)

// Beside each paragraph stands the capture in which it first stood so.
func TestBlame(t *testing.T) {
	t.Parallel()
	w, list := stock(t)
	g := open(t, w, nil)
	page := linkToPage(list[0].ID)
	doc := look(t, g, page)
	if address, _ := doc.Find(`a[href$="/blame"]`).Attr("href"); address != page+"/blame" {
		t.Errorf("the timeline leads to %q", address)
	}
	doc = look(t, g, page+"/blame")
	paragraphs := doc.Find(".blame .stands")
	if n := paragraphs.Length(); n != 8 {
		t.Fatalf("%d paragraphs: %s", n, doc.Find("main").Text())
	}
	doc.Find(".blame li").Each(func(i int, li *goquery.Selection) {
		edited := strings.Contains(li.Find(".stands").Text(), "Work begins in May")
		if edited != li.HasClass("age-4") || edited && !strings.Contains(li.Find(".since").Text(), "edited 1 time, first 23 Nov 2026") {
			t.Errorf("paragraph %d: %s", i, li.Text())
		}
	})
	if links := doc.Find(`.since a[href="` + linkTo(list[0].ID) + `"]`).Length(); links != 3 {
		t.Errorf("%d links lead to the first capture", links)
	}
	// As it was before the edit.
	address, _ := look(t, g, linkTo(list[1].ID)).Find(`a[href*="/blame?of="]`).Attr("href")
	doc = look(t, g, address)
	if text := doc.Find(".blame").Text(); !strings.Contains(text, "Work begins in March") || doc.Find(".begins").Length() != 1 {
		t.Errorf("%s tells of %s", address, text)
	}
	if doc := look(t, g, linkToPage(list[6].ID)+"/blame"); doc.Find(".blame").Length() != 0 || !strings.Contains(doc.Find("main").Text(), "No whole capture") {
		t.Error(doc.Find("main").Text())
	}
	for _, address := range []string{"/page/a/b/blame", page + "/blame?of=20200101T000000.000Z"} {
		if r := ask(t, g, http.MethodGet, address, ""); r.Code != http.StatusNotFound {
			t.Errorf("%s: %d", address, r.Code)
		}
	}
}

// The timeline shows looks at the page that were not stored, pins, and that captures were removed.
func TestTimelineOfLooks(t *testing.T) {
	t.Parallel()
	w, list := stock(t)
	g := open(t, w, nil)
	for i := range 3 {
		if err := w.Unchanged(list[2], snapshots.Look{CapturedAt: list[2].CapturedAt.Add(time.Duration(i+1) * time.Hour), Status: 200}, nil, nil); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Pin(list[2].ID, true, nil); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Remove(list[1].ID, nil); err != nil {
		t.Fatal(err)
	}
	doc := look(t, g, linkToPage(list[0].ID))
	row := doc.Find(".history tbody tr").Eq(1).Text()
	if !strings.Contains(row, "Looked at again 3 times, 26 Nov 2026, 01:00 UTC to 26 Nov 2026, 03:00 UTC") || !strings.Contains(row, "pinned") {
		t.Errorf("the row is %q", row)
	}
	if text := look(t, g, linkTo(list[2].ID)).Find(".headline").Text(); !strings.Contains(text, "Looked at again 3 times") || !strings.Contains(text, "pinned") {
		t.Errorf("the capture's head is %q", text)
	}
	if doc.Find(".axis .look").Length() != 2 || !strings.Contains(doc.Find("main").Text(), "1 capture of this page was removed") {
		t.Error(doc.Find("main").Text())
	}
}
