// Package crawltest is a site to crawl: pages that are there, each of which has to be found
// once, and what leads a crawler astray.
package crawltest

import (
	"fmt"
	"hash/fnv"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Site is a site of so many pages, traps not counted. It is a handler.
type Site struct {
	Articles int // at least 20

	mu   sync.Mutex
	hits map[string]int
}

const (
	perList  = 20 // articles on a page of a list
	sections = 4
)

// Pages are the paths, with their queries, of the pages that are there.
func (s *Site) Pages() []string {
	list := []string{"/", "/about", "/calendar", "/shop", "/docs/"}
	for section := range sections {
		for page := range s.lists(section) {
			list = append(list, listAt(section, page))
		}
	}
	for n := range s.Articles {
		list = append(list, articleAt(n))
	}
	for _, colour := range colours {
		list = append(list, "/shop?colour="+colour)
	}
	for _, size := range sizes {
		list = append(list, "/shop?size="+size)
	}
	for n := range goods {
		list = append(list, fmt.Sprintf("/shop/item?id=%d", n))
	}
	return list
}

// Hits is how often each path, with its query, was asked for.
func (s *Site) Hits() map[string]int {
	s.mu.Lock()
	defer s.mu.Unlock()
	hits := make(map[string]int, len(s.hits))
	for path, n := range s.hits {
		hits[path] = n
	}
	return hits
}

var (
	colours = []string{"red", "green", "blue", "white"}
	sizes   = []string{"small", "middle", "large"}
)

const goods = 12

func (s *Site) lists(section int) int {
	mine := 0
	for n := range s.Articles {
		if n%sections == section {
			mine++
		}
	}
	return max(1, (mine+perList-1)/perList)
}

func listAt(section, page int) string {
	if page == 0 {
		return fmt.Sprintf("/section-%d/", section)
	}
	return fmt.Sprintf("/section-%d/?page=%d", section, page+1)
}

func articleAt(n int) string { return fmt.Sprintf("/section-%d/article-%d.html", n%sections, n) }

// ServeHTTP answers with a page.
func (s *Site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	if s.hits == nil {
		s.hits = map[string]int{}
	}
	s.hits[r.URL.RequestURI()]++
	s.mu.Unlock()
	b := &page{w: w, r: r}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	path, query := r.URL.Path, r.URL.Query()
	switch {
	case path == "/favicon.ico":
		w.WriteHeader(http.StatusNoContent)
	case path == "/robots.txt":
		w.Header().Set("Content-Type", "text/plain")
		fmt.Fprint(w, "User-agent: *\nDisallow: /private/\n")
	case path == "/":
		s.home(b)
	case path == "/about":
		b.title("About the pilots")
		b.prose(900001)
		b.end()
	case strings.HasPrefix(path, "/section-"):
		s.section(b, path, query.Get("page"))
	case strings.HasPrefix(path, "/print/"):
		n, _ := strconv.Atoi(strings.TrimPrefix(path, "/print/"))
		b.canonical(articleAt(n))
		b.article(n)
	case strings.HasPrefix(path, "/go/"): // leads to a page of the site
		n, _ := strconv.Atoi(strings.TrimPrefix(path, "/go/"))
		http.Redirect(w, r, articleAt(n), http.StatusFound)
	case path == "/calendar" || strings.HasPrefix(path, "/calendar/"):
		calendar(b, strings.TrimPrefix(strings.TrimPrefix(path, "/calendar"), "/"))
	case path == "/shop":
		shop(b, query["colour"], query["size"])
	case path == "/shop/item":
		n, _ := strconv.Atoi(query.Get("id"))
		b.title(fmt.Sprintf("Item %d", n))
		b.prose(700000 + n)
		b.end()
	case strings.HasPrefix(path, "/docs/"):
		b.title("Documents")
		b.prose(800000)
		b.link("more/", "More") // and more, and more
		b.end()
	case strings.HasPrefix(path, "/deep/"):
		b.title("Level " + path)
		b.prose(int(number(path) % 100000))
		b.link(fmt.Sprintf("%s%x/", path, number(path)%4096), "Deeper")
		b.end()
	default:
		w.WriteHeader(http.StatusNotFound)
		b.title("Not found")
		b.end()
	}
}

func (s *Site) home(b *page) {
	b.title("Harbour news")
	b.prose(900000)
	for section := range sections {
		b.link(listAt(section, 0), fmt.Sprintf("Section %d", section))
		b.link(listAt(section, 0)+"?utm_source=home", "Lately")
	}
	b.link("/private/crew", "Crew")
	b.link("https://elsewhere.example/", "Elsewhere")
	b.link("mailto:harbour@tide.example", "Write to us")
	b.end()
}

// section is a list of articles in pages, or one of them.
func (s *Site) section(b *page, path, number string) {
	var section, n int
	if got, _ := fmt.Sscanf(path, "/section-%d/article-%d.html", &section, &n); got == 2 {
		if n >= s.Articles {
			b.w.WriteHeader(http.StatusNotFound)
			b.title("Not found")
			b.end()
			return
		}
		b.canonical(articleAt(n))
		b.article(n)
		return
	}
	at, _ := strconv.Atoi(number)
	at = max(at, 1)
	b.title(fmt.Sprintf("Section %d, page %d", section, at))
	for i := (at - 1) * perList; i < at*perList; i++ {
		if n := i*sections + section; n < s.Articles {
			b.link(articleAt(n)+"?ref_src=list", fmt.Sprintf("Article %d of the %s", n, words(n, 3)))
			if n%7 == 0 {
				b.link(fmt.Sprintf("/go/%d", n), "On")
			}
		}
	}
	for _, order := range []string{"asc", "desc", "newest"} {
		b.link(fmt.Sprintf("/section-%d/?sort=%s&page=%d", section, order, at), "Sorted "+order)
	}
	b.link(fmt.Sprintf("/section-%d/?page=%d", section, at+1), "Next") // for ever
	b.end()
}

// calendar has a page for each month and day there is, with next to nothing on it.
func calendar(b *page, at string) {
	month := time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)
	if t, err := time.Parse("2006/01", at); err == nil {
		month = t
	}
	if day, err := time.Parse("2006/01/02", at); err == nil {
		b.title(day.Format("2 January 2006"))
		b.text("There is nothing on.")
		b.link(day.AddDate(0, 0, 1).Format("/calendar/2006/01/02"), "Next day")
		b.end()
		return
	}
	b.title("Calendar of " + month.Format("January 2006"))
	for i := range 28 {
		b.link(month.AddDate(0, 0, i).Format("/calendar/2006/01/02"), strconv.Itoa(i+1))
	}
	b.link(month.AddDate(0, 1, 0).Format("/calendar/2006/01"), "Next month")
	b.link(month.AddDate(0, -1, 0).Format("/calendar/2006/01"), "Month before")
	b.end()
}

// shop lists goods by filters, each of which can be added to the others.
func shop(b *page, colour, size []string) {
	b.title("Shop " + strings.Join(slices.Concat(colour, size), ", "))
	query := func(colour, size []string) string {
		var parts []string
		for _, one := range colour {
			parts = append(parts, "colour="+one)
		}
		for _, one := range size {
			parts = append(parts, "size="+one)
		}
		return "/shop?" + strings.Join(parts, "&")
	}
	for _, one := range colours {
		if !slices.Contains(colour, one) {
			b.link(query(append(slices.Clone(colour), one), size), one)
		}
	}
	for _, one := range sizes {
		if !slices.Contains(size, one) {
			b.link(query(colour, append(slices.Clone(size), one)), one)
		}
	}
	for n := range goods {
		fits := (len(colour) == 0 || slices.Contains(colour, colours[n%len(colours)])) && (len(size) == 0 || slices.Contains(size, sizes[n%len(sizes)]))
		if fits {
			b.link(fmt.Sprintf("/shop/item?id=%d", n), fmt.Sprintf("Item %d, %s", n, words(n+50, 2)))
		}
	}
	b.end()
}

// number is one that depends on a text, and on nothing else.
func number(text string) uint32 {
	h := fnv.New32a()
	h.Write([]byte(text))
	return h.Sum32()
}

var vocabulary = strings.Fields("tide pier harbour gull crane rope net buoy keel mast anchor ferry lamp fog swell reef shoal sail hull deck pilot berth quay lock dredger cargo hold crate winch chain hook salt brine kelp eel crab cod herring mussel oyster wind gale squall calm dawn dusk moon star chart compass log bell whistle horn flag signal wake stern bow port starboard")

// words are some that depend on a number.
func words(seed, count int) string {
	var list []string
	state := uint32(seed)*2654435761 + 12345
	for range count {
		state = state*1664525 + 1013904223
		list = append(list, vocabulary[int(state>>16)%len(vocabulary)])
	}
	return strings.Join(list, " ")
}

// Plain is a path with its query as Pages has it: without what makes no other page.
func Plain(address string) string {
	path, query, _ := strings.Cut(address, "?")
	var rest []string
	for part := range strings.SplitSeq(query, "&") {
		name, _, _ := strings.Cut(part, "=")
		if part != "" && !slices.Contains([]string{"visit", "sort", "ref_src", "utm_source"}, name) && part != "page=1" {
			rest = append(rest, part)
		}
	}
	if len(rest) > 0 {
		path += "?" + strings.Join(rest, "&")
	}
	return path
}
