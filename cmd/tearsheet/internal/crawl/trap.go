package crawl

import (
	"regexp"
	"slices"
	"strings"
)

// What of a path is too much.
const (
	mostSegments = 24 // folders in each other
	mostTurns    = 3  // times that the same folders follow each other
	mostAlike    = 5  // numbers that follow each other as folders
	mostDeeper   = 12 // pages in a row of which each lies in a folder of the one before
)

// deepening tells a path that goes round in circles, or deeper and deeper. deeper is how many
// pages in a row led to it of which each lay in a folder of the one before.
func deepening(path string, deeper int) bool {
	segments := strings.FieldsFunc(path, func(r rune) bool { return r == '/' })
	if len(segments) > mostSegments || deeper > mostDeeper {
		return true
	}
	for period := 1; period <= 4; period++ {
		if repeats(segments, period) >= mostTurns {
			return true
		}
	}
	alike := 0
	for _, segment := range segments {
		if alike++; !isNumber.MatchString(segment) {
			alike = 0
		}
		if alike >= mostAlike {
			return true
		}
	}
	return false
}

var isNumber = regexp.MustCompile(`^\d+$`)

// repeats is how often the same so many segments follow each other at the most.
func repeats(segments []string, period int) (most int) {
	for begin := 0; begin+period <= len(segments); begin++ {
		n := 1
		for at := begin + period; at+period <= len(segments) && slices.Equal(segments[begin:begin+period], segments[at:at+period]); at += period {
			n++
		}
		most = max(most, n)
	}
	return most
}

// isDeeper tells whether a path lies in a folder of that name of another one.
func isDeeper(path, than string) bool {
	folder := strings.TrimSuffix(than, "/") + "/"
	return len(path) > len(folder) && strings.HasPrefix(path, folder)
}

// filters are the parameters of an address that may each be a filter of a list: a value with
// commas is several.
func (a address) filters() (list []param) {
	for _, p := range a.params {
		if turning.MatchString(strings.ToLower(p.name)) {
			continue
		}
		for value := range strings.SplitSeq(strings.ReplaceAll(p.value, "%2C", ","), ",") {
			if one := (param{p.name, value}); value != "" && !slices.Contains(list, one) {
				list = append(list, one)
			}
		}
	}
	return list
}

// without gives the keys of an address without one of its filters each.
func (a address) without(filters []param) (keys []string) {
	for i := range filters {
		rest := slices.Delete(slices.Clone(filters), i, i+1)
		joined := map[string]string{}
		var params []param
		for _, p := range rest {
			if before, there := joined[p.name]; there {
				joined[p.name] = before + "," + p.value
			} else {
				joined[p.name] = p.value
			}
		}
		for _, p := range rest {
			if value, there := joined[p.name]; there {
				params = append(params, param{p.name, value})
				delete(joined, p.name)
			}
		}
		keys = append(keys, keyOf(a.place, params))
	}
	return keys
}
