package replay

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/tearsheet/tearsheet/browser/exchange"
	"github.com/tearsheet/tearsheet/snapshots/wacz"
	"github.com/tearsheet/tearsheet/snapshots/warc"
)

// Session answers the requests of one load of a page.
type Session struct {
	archive *Archive
	at      time.Time // when that page was recorded

	mu   sync.Mutex
	next map[string]int // key -> how often it was asked for
}

// Session begins a load of a page.
func (a *Archive) Session(page Page) *Session {
	return &Session{archive: a, at: page.Time, next: map[string]int{}}
}

// slack is how long before its page's time a record may have been made.
const slack = 2 * time.Second

// Answer finds what was recorded for a request. The error is ErrAbsent where that is
// nothing, and an *Error where there is something that cannot be given; in the place of
// that there may be another answer to the same, which then comes beside the error.
func (s *Session) Answer(r exchange.Request) (exchange.Response, error) {
	var broken error
	for _, i := range s.find(r) {
		answer, err := s.archive.answer(i)
		if err == nil {
			if answer.cut != "" && broken == nil {
				broken = &Error{URL: s.archive.entries[i].url, Missing: true, Err: fmt.Errorf("%w (%s)", errCut, warc.Excerpt(answer.cut))}
			}
			return ranged(r, answer).response(), broken
		}
		if broken == nil {
			broken = s.archive.entries[i].broken(err)
		}
	}
	switch {
	case broken != nil:
		return exchange.Response{}, broken
	case s.archive.damage != nil: // it may have been in the rest
		return exchange.Response{}, &Error{URL: r.URL, Err: s.archive.damage}
	}
	return exchange.Response{}, ErrAbsent
}

// find gives the entries that may answer a request, the best first.
func (s *Session) find(r exchange.Request) []int {
	a := s.archive
	safe := warc.Secrets.URL(r.URL) // records are without secrets
	methods := []string{r.Method}
	if r.Method == "HEAD" {
		methods = append(methods, "GET")
	}
	for _, method := range methods {
		sent, safeSent := "", ""
		if method != "GET" {
			contentType := r.Header.Get("Content-Type")
			sent = wacz.SentQuery(contentType, r.Body)
			safeSent = wacz.SentQuery(contentType, warc.Secrets.Sent(contentType, r.Body))
		}
		for _, try := range []struct {
			index map[string][]int
			key   string
		}{
			{a.exact, method + " " + withoutFragment(r.URL) + " " + sent},
			{a.exact, method + " " + withoutFragment(safe) + " " + safeSent},
			{a.loose, method + " " + looseURL(safe) + " " + looseQuery(safeSent)},
		} {
			if list := try.index[try.key]; len(list) > 0 {
				return s.inOrder(try.key, list)
			}
		}
		if list := s.like(safe, safeSent, a.paths[method+" "+pathOf(r.URL)]); len(list) > 0 {
			return list
		}
	}
	return nil
}

// inOrder begins with the entry that was recorded when the page asked for this the same
// time: the first, the second, ... and then the last for ever.
func (s *Session) inOrder(key string, list []int) []int {
	entries := s.archive.entries
	if !s.at.IsZero() {
		of := slices.DeleteFunc(slices.Clone(list), func(i int) bool { return entries[i].at.Before(s.at.Add(-slack)) })
		if len(of) > 0 {
			list = of
		} else {
			list = list[len(list)-1:]
		}
	}
	s.mu.Lock()
	n := min(s.next[key], len(list)-1)
	s.next[key]++
	s.mu.Unlock()
	return append([]int{list[n]}, list...)
}

// alike is how much of their queries two requests must share to count as the same.
const alike = 0.5

// like gives entries for the same path, the most like first.
func (s *Session) like(address, sent string, list []int) []int {
	_, query, _ := strings.Cut(withoutFragment(address), "?")
	const most = 1000 // that are compared
	list = list[:min(len(list), most)]
	score := map[int]float64{}
	var good []int
	for _, i := range list {
		e := s.archive.entries[i]
		_, its, _ := strings.Cut(withoutFragment(e.url), "?")
		score[i] = min(likeness(query, its), likeness(sent, e.sent))
		if score[i] >= alike || isStatic(address) {
			good = append(good, i)
		}
	}
	slices.SortStableFunc(good, func(x, y int) int {
		switch {
		case score[x] > score[y]:
			return -1
		case score[x] < score[y]:
			return 1
		}
		return 0
	})
	return good
}
