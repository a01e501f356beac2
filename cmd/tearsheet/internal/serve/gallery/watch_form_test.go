package gallery

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"github.com/tearsheet/tearsheet/browser"
)

// filled is the form of a page as a browser would send it.
func filled(doc *goquery.Document) url.Values {
	form := url.Values{}
	doc.Find(".ask input, .ask textarea, .ask select").Each(func(_ int, field *goquery.Selection) {
		name, value := field.AttrOr("name", ""), field.AttrOr("value", "")
		switch kind := field.AttrOr("type", ""); {
		case kind == "checkbox" || kind == "radio":
			if _, checked := field.Attr("checked"); checked {
				form.Add(name, value)
			}
		case field.Is("textarea"):
			form.Set(name, field.Text())
		case field.Is("select"):
			form.Set(name, field.Find("option[selected]").AttrOr("value", ""))
		default:
			form.Set(name, value)
		}
	})
	return form
}

func jsonOf(t *testing.T, v any) string {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// A page is added by the form, changed by it, and removed; what the form has no field for stays.
func TestWatchForm(t *testing.T) {
	t.Parallel()
	g, w := openWatching(t)
	doc := look(t, g, "/watch")
	add, _ := doc.Find(".add-watched a").Attr("href")
	form := filled(look(t, g, add+"?url=https://pier.example/%22%3E%3Cscript%3E"))
	if form.Get("address") != `https://pier.example/"><script>` || form.Get("source") != "url" || len(form["what"]) != 5 {
		t.Fatalf("%v", form)
	}
	form.Set("every", "2h")
	form.Set("values", "price = .price\n\nstock = json:$.a.b")
	form.Set("notify", "https://desk.example/hook/swordfish\nslack://hook:T00000000-B00000000-XXXXXXXXXXXXXXXXXXXXXXXX@webhook")
	form.Set("when", "price < 100")
	if r := ask(t, g, http.MethodPost, add, form.Encode(), "Sec-Fetch-Site", "cross-site"); r.Code != http.StatusForbidden {
		t.Errorf("for another site: %d", r.Code)
	}
	r := ask(t, g, http.MethodPost, add, form.Encode())
	link := r.Header().Get("Location")
	if r.Code != http.StatusSeeOther || !strings.HasPrefix(link, "/watch/page_") {
		t.Fatalf("%d %s %s", r.Code, link, r.Body)
	}
	// A program asks for more of it, and the form keeps that.
	id := strings.TrimPrefix(link, "/watch/")
	asked, err := g.watch.Asked(id)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err = g.watch.Put(t.Context(), id, []byte(strings.Replace(jsonOf(t, asked), "{", `{"viewport":"800x600","headers":{"X-Key":"swordfish"},`, 1))); err != nil {
		t.Fatal(err)
	}
	change, _ := look(t, g, link).Find(`.actions a:contains("Change")`).Attr("href")
	doc = look(t, g, change)
	if text, err := doc.Html(); err != nil || strings.Contains(text, "swordfish") || strings.Contains(text, "XXXX") || !strings.Contains(doc.Find(".quiet").Text(), "headers, viewport") {
		t.Errorf("%v %s", err, doc.Find("main").Text())
	}
	form = filled(doc)
	if form.Get("every") != "2h" || strings.TrimSpace(form.Get("values")) != "price = .price\nstock = json:$.a.b" || form.Get("notify") != "https://desk.example/…\nslack://…" {
		t.Errorf("%v", form)
	}
	form.Set("every", "")
	form.Set("cron", "@daily")
	form["what"] = []string{"picture", "number"}
	if r := ask(t, g, http.MethodPost, change, form.Encode()); r.Code != http.StatusSeeOther || r.Header().Get("Location") != link {
		t.Fatalf("%d %s", r.Code, r.Body)
	}
	kept, err := w.Store.Added(t.Context())
	if err != nil || len(kept) != 1 || strings.Count(string(kept[0].Asked), "swordfish") != 2 || !strings.Contains(string(kept[0].Asked), `"viewport":"800x600"`) || !strings.Contains(string(kept[0].Asked), `"what":["picture","number"]`) {
		t.Errorf("%v %s", err, kept[0].Asked)
	}
	remove, _ := look(t, g, change).Find(".remove").Attr("action")
	if r := ask(t, g, http.MethodPost, remove, "", "Sec-Fetch-Site", "cross-site"); r.Code != http.StatusForbidden {
		t.Errorf("removing for another site: %d", r.Code)
	}
	if r := ask(t, g, http.MethodPost, remove, ""); r.Code != http.StatusSeeOther || r.Header().Get("Location") != "/watch" {
		t.Errorf("removing: %d %s", r.Code, r.Body)
	}
	if n := look(t, g, "/watch").Find(".watched li").Length(); n != 1 {
		t.Errorf("%d pages are watched", n)
	}
}

// A form that makes no sense comes back as it was filled in, with what is wrong.
func TestWatchFormIsWrong(t *testing.T) {
	t.Parallel()
	g, _ := openWatching(t)
	file, _ := look(t, g, "/watch").Find(".watched a").Attr("href")
	for _, c := range []struct {
		form url.Values
		says string
	}{
		{url.Values{"what": {"field"}}, "empty"},
		{url.Values{"address": {"https://a.example/"}}, "at least one kind"},
		{url.Values{"address": {"https://a.example/"}, "what": {"field"}, "every": {"5"}}, "no unit"},
		{url.Values{"address": {"https://a.example/"}, "what": {"field"}, "values": {"price"}}, "no value to follow"},
		{url.Values{"address": {"https://a.example/"}, "what": {"field"}, "notify": {"exec:<b>true</b>"}}, "over HTTP"},
		{url.Values{"address": {"https://a.example/"}, "what": {"field"}, "notify": {"https://a.example/${HOME}"}}, "environment"},
		{url.Values{"address": {"https://harbour.example/bell"}, "what": {"field"}}, "file of watched pages"},
	} {
		r := ask(t, g, http.MethodPost, "/watch/add", c.form.Encode())
		doc, err := goquery.NewDocumentFromReader(r.Body)
		if err != nil || r.Code != http.StatusBadRequest || !strings.Contains(doc.Find("#wrong").Text(), c.says) || doc.Find("#wrong b").Length() > 0 {
			t.Errorf("%v: %d %s", c.form, r.Code, doc.Find("#wrong").Text())
		}
		if got := filled(doc); got.Get("address") != c.form.Get("address") || got.Get("notify") != c.form.Get("notify") || got.Get("values") != c.form.Get("values") {
			t.Errorf("%v comes back as %v", c.form, got)
		}
	}
	if r := ask(t, g, http.MethodPost, "/watch/add", "address="+strings.Repeat("a", maxForm)); r.Code != http.StatusRequestEntityTooLarge {
		t.Errorf("too much: %d", r.Code)
	}
	for path, status := range map[string]int{file + "/change": http.StatusConflict, "/watch/none/change": http.StatusNotFound} {
		if r := ask(t, g, http.MethodGet, path, ""); r.Code != status {
			t.Errorf("%s: %d", path, r.Code)
		}
	}
	for range 3 { // as many as there may be
		form := url.Values{"address": {"https://a.example/" + time.Now().String()}, "what": {"field"}}
		ask(t, g, http.MethodPost, "/watch/add", form.Encode())
	}
	if r := ask(t, g, http.MethodPost, "/watch/add", url.Values{"address": {"https://b.example/"}, "what": {"field"}}.Encode()); !strings.Contains(r.Body.String(), "at most 3") {
		t.Errorf("one too many: %d %s", r.Code, r.Body)
	}
}

// watchSite serves a gallery that watches, and gives its pages by name.
func watchSite(t *testing.T) (site string, pages map[string]string) {
	t.Helper()
	g, w := openWatching(t)
	page, err := g.watch.Add(context.WithoutCancel(t.Context()), []byte(`{"url":"https://pier.example/ferry?from=north","name":"ferry","cron":"30 7 * * MON-FRI","zone":"Europe/Vienna","notify":["https://desk.example/hook/1","ntfy://ntfy.example/tides"],"values":{"price":".fare"},"when":"price < 100","viewport":"800x600"}`))
	if err != nil {
		t.Fatal(err)
	}
	w.Says(t, "https://pier.example/ferry?from=north", "The ferry sails at seven, as it always did, and costs nothing for those who row.")
	server := httptest.NewServer(g)
	t.Cleanup(server.Close)
	return server.URL, map[string]string{"watch": "/watch", "watched": linkToWatched(page.ID), "watch-add": "/watch/add", "watch-change": linkToWatched(page.ID, "change")}
}

func TestWatchAxe(t *testing.T) {
	t.Parallel()
	site, pages := watchSite(t)
	accessible(t, site, pages)
}

func TestWatchLooks(t *testing.T) {
	t.Parallel()
	site, pages := watchSite(t)
	if keepsPictures() { // else axe-core has seen them
		looks(t, site, pages)
	}
	visit(t, site+"/watch/add", browser.View{}, click("button.primary"), wantJS(`location.pathname === '/watch/add' && document.activeElement.id === 'address'`),
		fill("#address", "https://quay.example/"), fill("#every", "5"), click("button.primary"), until(`document.querySelector('#wrong')?.textContent.includes('no unit')`))
}
