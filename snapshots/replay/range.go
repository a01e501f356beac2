package replay

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/tearsheet/tearsheet/browser/exchange"
)

// ranged gives the part of an answer that a request asks for, and the whole where it
// asks for no part and what was recorded is one that is whole.
func ranged(r exchange.Request, answer recorded) recorded {
	want := r.Header.Get("Range")
	from, total := 0, len(answer.Body)
	switch answer.Status {
	case http.StatusOK:
		if want == "" {
			return answer
		}
	case http.StatusPartialContent:
		var to int
		if _, err := fmt.Sscanf(answer.Header.Get("Content-Range"), "bytes %d-%d/%d", &from, &to, &total); err != nil {
			return answer
		}
		if want == "" {
			if from == 0 && total == len(answer.Body) {
				answer.Status, answer.StatusText = http.StatusOK, "OK"
				answer.Header = without(answer.Header, "Content-Range")
			}
			return answer
		}
	default:
		return answer
	}
	first, last, ok := parseRange(want, total)
	if !ok || first < from || last >= from+len(answer.Body) {
		return answer
	}
	answer.Body = answer.Body[first-from : last+1-from]
	answer.Status, answer.StatusText = http.StatusPartialContent, "Partial Content"
	answer.Header = without(answer.Header, "Content-Range")
	answer.Header.Add("Content-Range", fmt.Sprintf("bytes %d-%d/%d", first, last, total))
	return answer
}

func without(header exchange.Fields, name string) exchange.Fields {
	return slices.DeleteFunc(slices.Clone(header), func(f exchange.Field) bool { return strings.EqualFold(f.Name, name) })
}

// parseRange reads a range of bytes of something with a size; of several it wants none.
func parseRange(text string, size int) (first, last int, ok bool) {
	spec, found := strings.CutPrefix(text, "bytes=")
	from, to, dash := strings.Cut(spec, "-")
	if !found || !dash || strings.Contains(to, ",") || size == 0 {
		return 0, 0, false
	}
	if from == "" { // the last so many
		n, err := strconv.Atoi(to)
		if err != nil || n <= 0 {
			return 0, 0, false
		}
		return max(0, size-n), size - 1, true
	}
	first, err := strconv.Atoi(from)
	if err != nil || first < 0 || first >= size {
		return 0, 0, false
	}
	last = size - 1
	if to != "" {
		if last, err = strconv.Atoi(to); err != nil || last < first {
			return 0, 0, false
		}
		last = min(last, size-1)
	}
	return first, last, true
}
