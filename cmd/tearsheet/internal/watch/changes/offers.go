package changes

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/PuerkitoBio/goquery"
)

// stated are where pages say what a thing costs and whether it is to be had, in the order of
// trust: for programs, in JSON by the members of an offer, and in elements; and then for people,
// in elements that are called so, and in lines.
var stated = []struct {
	name, member, elements string
	called                 *regexp.Regexp // a word of an id or class
	says                   *regexp.Regexp // what is to stand there, and in lines
}{
	{
		"price", "price", `meta[property="product:price:amount"], meta[property="og:price:amount"], [itemprop="price"]`,
		regexp.MustCompile(`(?i)(^|[^a-z])(price|preis|prix|precio|prezzo)([^a-z]|$)`),
		regexp.MustCompile(`(?i)\b(?:price|preis|prix|precio|prezzo)\b\s*:?\s*((?:[$€£¥]|[A-Z]{3})?\s*\d[\d.,'’]*\s*(?:[$€£¥]|[A-Z]{3}\b)?)`),
	},
	{
		"currency", "priceCurrency", `meta[property="product:price:currency"], meta[property="og:price:currency"], [itemprop="priceCurrency"]`, nil, nil,
	},
	{
		"stock", "availability", `meta[property="product:availability"], meta[property="og:availability"], [itemprop="availability"]`,
		regexp.MustCompile(`(?i)(^|[^a-z])(stock|availability|verfügbarkeit)([^a-z]|$)`),
		regexp.MustCompile(`(?i)\b(in stock|out of stock|sold out|only \d+ left|auf lager|ausverkauft|nicht verfügbar|en stock|épuisé|agotado|esaurito)(?:[^\pL]|$)`),
	},
}

// offersOf reads what a page says of the thing that it sells.
func offersOf(doc *goquery.Document, held []any, lines []Paragraph) (values map[string]string, guessed []string) {
	values = map[string]string{}
	offer := firstOffer(held)
	for _, s := range stated {
		text := ""
		if v, ok := offer[s.member]; ok {
			text = textOf(v)
		} else if s.member == "price" && offer["lowPrice"] != nil {
			text = textOf(offer["lowPrice"])
		}
		if found := doc.Find(s.elements).First(); text == "" && found.Length() > 0 {
			content, _ := found.Attr("content")
			href, _ := found.Attr("href")
			text = cmp.Or(content, href, strings.TrimSpace(found.Text()))
		}
		if s.called != nil && text == "" {
			if text = cmp.Or(calledSo(doc, s.name == "price", s.called), saidSo(lines, s.says)); text != "" {
				guessed = append(guessed, s.name)
			}
		}
		if s.name == "stock" {
			text = text[strings.LastIndexByte(text, '/')+1:]
		}
		if text != "" {
			values[s.name] = text
		}
	}
	return values, guessed
}

// firstOffer finds the first offer of a product (schema.org) in the JSON of a page.
func firstOffer(v any) map[string]any {
	switch of := v.(type) {
	case []any:
		for _, one := range of {
			if found := firstOffer(one); found != nil {
				return found
			}
		}
	case map[string]any:
		if kind, _ := of["@type"].(string); kind == "Offer" || kind == "AggregateOffer" {
			return of
		}
		for _, name := range slices.Sorted(maps.Keys(of)) {
			if found := firstOffer(of[name]); found != nil {
				return found
			}
		}
	}
	return nil
}

// former are elements whose price is one of before.
const former = `del, s, strike, [class*="old"], [class*="was"], [class*="before"], [class*="regular"], [class*="strike"], [class*="crossed"]`

// calledMost is how long the text of an element may be that is a value.
const calledMost = 60

// calledSo is the text of the first element that is called so; of a price that is one.
func calledSo(doc *goquery.Document, isNumber bool, name *regexp.Regexp) (text string) {
	doc.Find("body [class], body [id]").EachWithBreak(func(_ int, e *goquery.Selection) bool {
		class, _ := e.Attr("class")
		id, _ := e.Attr("id")
		if !name.MatchString(class+" "+id) || e.Is(former) || e.Closest(former).Length() > 0 {
			return true
		}
		said := strings.Join(strings.Fields(e.Clone().Find(former).Remove().End().Text()), " ")
		if _, ok := Number(said); said == "" || len(said) > calledMost || isNumber && !ok {
			return true
		}
		text = said
		return false
	})
	return text
}

// saidSo is what a line says of a value.
func saidSo(lines []Paragraph, says *regexp.Regexp) string {
	for _, l := range lines {
		if found := says.FindStringSubmatch(l.Text); found != nil {
			return strings.TrimSpace(found[1])
		}
	}
	return ""
}
