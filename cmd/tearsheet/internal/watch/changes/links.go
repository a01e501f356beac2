package changes

import (
	"net/url"
	"slices"
	"strings"

	"github.com/PuerkitoBio/goquery"
)

// tracking are the parts of an address that say who comes, and not where to.
var tracking = []string{"fbclid", "gclid", "msclkid", "dclid", "igshid", "mc_cid", "mc_eid", "ref", "ref_src", "sid", "sessionid", "phpsessid", "jsessionid", "_ga"}

// linksIn lists where a document leads.
func linksIn(doc *goquery.Document, address string) (list []Link) {
	base, err := url.Parse(address)
	if err != nil {
		base = &url.URL{}
	}
	if href, ok := doc.Find("base[href]").First().Attr("href"); ok {
		if u, err := base.Parse(href); err == nil {
			base = u
		}
	}
	doc.Find("a[href]").Each(func(_ int, a *goquery.Selection) {
		href, _ := a.Attr("href")
		u, err := base.Parse(strings.TrimSpace(href))
		if err != nil || u.Scheme != "http" && u.Scheme != "https" && u.Scheme != "mailto" {
			return
		}
		one := Link{plainAddress(*u), strings.Join(strings.Fields(a.Text()), " ")}
		if one.URL != "" && !slices.Contains(list, one) {
			list = append(list, one)
		}
	})
	return list
}

// plainAddress is an address without what counts visitors. A link within the page is none.
func plainAddress(u url.URL) string {
	if u.Fragment != "" && u.Path == "" && u.Host == "" {
		return ""
	}
	u.Fragment = ""
	query := u.Query()
	for name := range query {
		if lower := strings.ToLower(name); slices.Contains(tracking, lower) || strings.HasPrefix(lower, "utm_") {
			query.Del(name)
		}
	}
	u.RawQuery = query.Encode()
	return u.String()
}

// placesOf are where lines stand, by their texts.
func placesOf(lines ...[]Paragraph) map[string]string {
	places := map[string]string{}
	for _, list := range lines {
		for _, l := range list {
			places[l.Text] = l.Place
		}
	}
	return places
}

// comparePageLinks is compareLinks for all links of a page, with the places of those that are
// lines of their own.
func comparePageLinks(before, after State) []Change {
	list := compareLinks(before.LineLinks, after.LineLinks)
	places := placesOf(before.Lines, after.Lines)
	for i := range list {
		list[i].Place = places[list[i].Name]
	}
	return list
}

// compareLinks lists links that came, went or lead elsewhere.
func compareLinks(want, got []Link) (list []Change) {
	had, has := map[string]bool{}, map[string]bool{}
	for _, l := range want {
		had[l.URL] = true
	}
	byText := map[string]Link{}
	for _, l := range got {
		has[l.URL] = true
		if !had[l.URL] && l.Text != "" {
			byText[l.Text] = l
		}
	}
	led := map[string]bool{}
	for _, l := range want {
		if has[l.URL] {
			continue
		}
		has[l.URL] = true // once
		if now, ok := byText[l.Text]; ok && l.Text != "" {
			list = append(list, Change{What: OfLink, How: Edited, Name: l.Text, Before: l.URL, After: now.URL})
			led[now.URL] = true
			continue
		}
		list = append(list, Change{What: OfLink, How: Removed, Name: l.Text, Before: l.URL})
	}
	for _, l := range got {
		if !had[l.URL] && !led[l.URL] {
			had[l.URL] = true
			list = append(list, Change{What: OfLink, How: Added, Name: l.Text, After: l.URL})
		}
	}
	return list
}
