package extract

import "testing"

// What stands in front of a date tells whose it is.
func TestDateLabels(t *testing.T) {
	t.Parallel()
	const text = "<p>The wall was opened on Monday, and a great many people walked along it, slowly, in the rain, until the evening came.</p>"
	for _, c := range []struct{ line, published, modified string }{
		// When a page was published and when it was changed, on one line.
		{"<p>Published November 12, 2026, updated November 13, 2026</p>", "2026-11-12", "2026-11-13"},
		{"<p>Updated 13 November 2026; first published 12 November 2026</p>", "2026-11-12", "2026-11-13"},
		{"<p>12 November 2026 (updated 13 November 2026)</p>", "2026-11-12", "2026-11-13"},
		{"<div class=date>Posted on 12 November 2026 Last updated: 13 November 2026</div>", "2026-11-12", "2026-11-13"},
		{"<p>Veröffentlicht am 12. November 2026, aktualisiert am 13. November 2026</p>", "2026-11-12", "2026-11-13"},
		{"<p>Publié le 12 novembre 2026 à 8h05, mis à jour le 13 novembre 2026 à 9h</p>", "2026-11-12", "2026-11-13"},
		{"<p lang=es>Publicado el 12.11.2026 - Actualizado el 13.11.2026</p>", "2026-11-12", "2026-11-13"},
		{"<p>2026年11月12日 8時05分 更新：2026年11月13日</p>", "2026-11-12", "2026-11-13"},
		{"<p>입력 2026.11.12 08:05 수정 2026.11.13 09:00</p>", "2026-11-12", "2026-11-13"},
		{"<p>Опубликовано 12 ноября 2026, обновлено 13 ноября 2026</p>", "2026-11-12", "2026-11-13"},
		{"<p>प्रकाशित: 12 नवंबर 2026, अपडेट: 13 नवंबर 2026</p>", "2026-11-12", "2026-11-13"},
		{"<dl><dt>Published</dt><dd>12 November 2026</dd><dt>Last updated</dt><dd>13 November 2026</dd></dl>", "2026-11-12", "2026-11-13"},
		{"<p>2026年11月12日 8時05分（2026年11月13日 9時更新）</p>", "2026-11-12", "2026-11-13"},
		{"<p>Geplaatst: 12 november 2026, laatste update: 13 november 2026</p>", "2026-11-12", "2026-11-13"},
		// The day of something else.
		{"<p>Bewerbungsschluss: 15. Dezember 2026</p><p>Arbeitsbeginn: 1. März 2027</p>", "", ""},
		{"<p>When: Saturday, 12 December 2026, 19:00</p><p>Where: the north quay</p>", "", ""},
		{"<p>Hearing date: 2 October 2026</p>", "", ""},
		{"<dl><dt>Hearing</dt><dd>2 October 2026</dd></dl>", "", ""},
		{"<table><tr><th>Deadline</th><td>2 October 2026</td></tr></table>", "", ""},
		{"<p><b>Event date:</b> 2 October 2026</p>", "", ""},
		{"<p>Date: 2 October 2026</p><p>Venue: the north quay</p>", "", ""},
		{"<p>Wann: Samstag, 12. Dezember 2026</p><p>Wo: Nordkai</p>", "", ""},
		{"<p>Verhandlung am 2. Oktober 2026</p>", "", ""},
		{"<p>Audience du 2 octobre 2026</p>", "", ""},
		{"<p>Received: 3 May 2025; accepted: 9 January 2026; published: 3 February 2026</p>", "2026-02-03", ""},
		{"<p>On Monday, 9 June 2025 – a day of rain – the crane lifted its first stone, and a boy fell into the dock.</p>", "", ""},
		{"<ul><li>12 December 2026: open day</li><li>3 January 2027: regatta</li></ul>", "", ""},
		{`<p>Published <span><time datetime="2026-11-12T08:05:00Z">12 Nov</time></span> · Updated <span><time datetime="2026-11-13T08:05:00Z">13 Nov</time></span></p>`, "2026-11-12T08:05:00Z", "2026-11-13T08:05:00Z"},
		{"<p>Cuándo: 12 de diciembre de 2026</p><p>Dónde: el muelle</p>", "", ""},
		{"<p>Udienza del 2 ottobre 2026</p>", "", ""},
		{"<p>Rozprawa: 2 października 2026</p>", "", ""},
		{"<p>Дата заседания: 2 октября 2026</p>", "", ""},
		{"<p>Duruşma tarihi: 2 Ekim 2026</p>", "", ""},
		{"<p>開催日：2026年12月12日</p><p>会場：北埠頭</p>", "", ""},
		{"<p>개최일: 2026년 12월 12일</p>", "", ""},
		{"<p>सुनवाई की तारीख: 2 अक्टूबर 2026</p>", "", ""},
		{"<p class=date>July 3–5, 2026</p>", "", ""},
		{"<p class=date>Mar 6–Apr 18, 2026</p>", "", ""},
		{"<div class=datum>12.–14. Juli 2026</div>", "", ""},
		{"<p class=date>3-5 luglio 2026</p>", "", ""},
		{"<p class=date>2026年7月3日～7月5日</p>", "", ""},
		{"<div class=date>Du 3 au 5 juillet 2026</div>", "", ""},
		{`<div itemscope itemtype="https://schema.org/Event"><meta itemprop="startDate" content="2026-07-03"><meta itemprop="endDate" content="2026-07-05"></div>`, "", ""},
		{"<div><div class=cell>Effective date</div><div class=cell>4 March 2024</div></div>", "", ""},
		{"<div class=data><dl><dt>No. 4711</dt><dd>20</dd><dt>Effective date</dt><dd>4 March 2024</dd></dl></div>", "", ""},
		// No events.
		{"<p class=date>12 November 2026 - 16.03</p>", "2026-11-12", ""},
		{"<div class=post-date><p>12. November 2026 - 16.03 Uhr</p><p>Akt.: 13. November 2026 - 21.18 Uhr</p></div>", "2026-11-12", "2026-11-13"},
		{"<p class=date>12-11-2026 08:05</p>", "2026-11-12", ""},
		{"<p>12 | 11 | 2026</p>", "2026-11-12", ""},
		{"<div class=headerComment_publishDate><span>Thursday,</span> <span>12 November 2026</span></div>", "2026-11-12", ""},
		// The day for machines is the one that is shown, with its time.
		{`<p class="posted-on">On <time datetime="2026-11-12T08:05:00+01:00"><a href="/d">12 November 2026</a></time></p>`, "2026-11-12T08:05:00+01:00", ""},
		{`<p class="date">12 November 2026 <span class="time" title="2026-11-12T08:05:00+01:00">8:05</span></p>`, "2026-11-12T08:05:00+01:00", ""},
		{`<p><time datetime="2026-11-14T08:05:00Z">Published 12 November 2026</time></p>`, "2026-11-12", ""},
		{`<p>Updated <time datetime="2026-11-13T08:05:00Z">yesterday</time></p>`, "", "2026-11-13T08:05:00Z"},
	} {
		a := read(t, "<title>The wall</title><h1>The wall</h1>"+c.line+text+text)
		if a.Published != c.published || a.Modified != c.modified {
			t.Errorf("%s: published %q, modified %q", c.line, a.Published, a.Modified)
		}
	}
}

// The dates of a list are its entries', also where they stand in the order of time.
func TestDatesOfTeasers(t *testing.T) {
	page := `<title>Markets</title><h1>Markets</h1>`
	for _, day := range []string{"10", "11", "12", "13"} {
		page += `<div class="item"><h3><a href="/` + day + `">The market moves to square ` + day + `</a></h3><span class="time">` + day + `/11/2026</span><p>The traders pack up at four.</p></div>`
	}
	if got := read(t, page).Published; got != "" {
		t.Errorf("got %q", got)
	}
}

// A byline has the day of its story, although it is named for a credit.
func TestDateInCredit(t *testing.T) {
	page := `<title>The bridge talks to me</title><h1>The bridge talks to me</h1><p>She has opened it for forty years and was never late.</p><div class="credit">By Anna Bee | 18.11.2026</div><p>I go down to the water before the sun is up and look whether the chain is wet.</p>`
	if got := read(t, page).Published; got != "2026-11-18" {
		t.Errorf("got %q", got)
	}
}
