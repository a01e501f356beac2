package replay

import (
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
)

func withoutFragment(address string) string {
	address, _, _ = strings.Cut(address, "#")
	return address
}

// pathOf is an address without its scheme and query.
func pathOf(address string) string {
	address, _, _ = strings.Cut(withoutFragment(address), "?")
	_, address, _ = strings.Cut(address, "://")
	host, rest, _ := strings.Cut(address, "/")
	return strings.ToLower(host) + "/" + rest
}

// looseURL is an address without what changes from one load to the next.
func looseURL(address string) string {
	_, query, _ := strings.Cut(withoutFragment(address), "?")
	return pathOf(address) + "?" + looseQuery(query)
}

// busters are names of parameters that only keep caches from answering.
var busters = regexp.MustCompile(`(?i)^(_|__|_t|_ts|t|ts|cb|cachebust(er)?|cache|nocache|no_cache|rnd|rand|random|r|time|timestamp|now|nonce|uid|ord|correlator|z|dc|bust|callback|jsonp|_dc|requestid|request_id|reqid)$`)

// changing are values of which each load makes its own: a time, chance, or a name made of both.
var changing = regexp.MustCompile(`^(1[0-9]{9}([0-9]{3})?([.][0-9]+)?|0?[.][0-9]{6,}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|jQuery[0-9_]{10,})$`)

// looseQuery is a query, sorted, without parameters that only change.
func looseQuery(query string) string {
	if query == "" {
		return ""
	}
	parts := strings.Split(query, "&")
	parts = slices.DeleteFunc(parts, func(part string) bool {
		name, value, _ := strings.Cut(part, "=")
		return changing.MatchString(value) || busters.MatchString(name) && !isPlainWord(value)
	})
	slices.Sort(parts)
	return strings.Join(parts, "&")
}

// isPlainWord tells a value that means something, such as t=news, from one that is made up.
func isPlainWord(value string) bool {
	return value != "" && strings.Trim(value, "abcdefghijklmnopqrstuvwxyz-") == ""
}

// static are endings of files whose query mostly says which version is wanted.
var static = []string{".css", ".js", ".mjs", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg", ".ico", ".woff", ".woff2", ".ttf", ".otf", ".mp4", ".webm", ".mp3"}

func isStatic(address string) bool {
	return slices.Contains(static, strings.ToLower(path.Ext(pathOf(address))))
}

// likeness tells how much of two queries is the same, 0 to 1.
func likeness(a, b string) float64 {
	one, two := params(a), params(b)
	if len(one)+len(two) == 0 {
		return 1
	}
	same := 0
	for name, value := range one {
		if other, ok := two[name]; ok && other == value {
			same += 2
		} else if ok {
			same++
		}
	}
	return float64(same) / float64(2*max(len(one), len(two)))
}

func params(query string) map[string]string {
	list := map[string]string{}
	for part := range strings.SplitSeq(looseQuery(query), "&") {
		if part == "" {
			continue
		}
		name, value, _ := strings.Cut(part, "=")
		if clear, err := url.QueryUnescape(value); err == nil {
			value = clear
		}
		list[name] = value
	}
	return list
}
