package option

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/http/httpguts"
)

// Headers are lines of a header, "Name: value", or "host: Name: value" where they are for
// one host. Go has them by what stands before the value. Manifests leave the values out.
type Headers struct{}

// hostOfHeader is a host that a line of a header is for; * is each, *.example.com those below.
var hostOfHeader = regexp.MustCompile(`^(\*|(\*\.)?[\pL\pN_-]+(\.[\pL\pN_-]+)+|localhost|\[[0-9a-fA-F:.]+\])(:\d+)?$`)

// HeaderName divides the key of a line of a header: a host, empty where none is named, and
// the name.
func HeaderName(key string) (host, name string) {
	if before, after, ok := strings.Cut(key, ": "); ok && hostOfHeader.MatchString(strings.TrimSpace(before)) {
		return strings.ToLower(strings.TrimSpace(before)), strings.TrimSpace(after)
	}
	return "", key
}

// header divides a line into what stands before the value, and the value.
func header(text string) (key, value string, ok bool) {
	host, rest := "", text
	if before, after, found := strings.Cut(text, ": "); found && hostOfHeader.MatchString(strings.TrimSpace(before)) && strings.Contains(after, ":") {
		host, rest = strings.ToLower(strings.TrimSpace(before))+": ", after
	}
	name, value, ok := strings.Cut(rest, ":")
	return host + strings.TrimSpace(name), strings.TrimSpace(value), ok
}

// Parse leaves all to Check.
func (Headers) Parse(string) error { return nil }

// Check looks at name and value (RFC 9110, 5.1 and 5.5).
func (Headers) Check(text string) string {
	key, value, ok := header(text)
	_, name := HeaderName(key)
	switch {
	case !ok || name == "":
		return fmt.Sprintf(`%q: use "Name: value"`, firstWord(text))
	case !httpguts.ValidHeaderFieldName(name):
		return fmt.Sprintf("%q is no name of a header", name)
	case !httpguts.ValidHeaderFieldValue(value):
		return fmt.Sprintf("%q: no header can have the value that it is given", name)
	}
	return ""
}

// firstWord is where a line begins: what follows may be a secret.
func firstWord(text string) string {
	if i := strings.IndexAny(text, " \t\r\n"); i > 0 {
		return text[:i] + " ..."
	}
	return text
}

// IsList tells that there may be several.
func (Headers) IsList() bool { return true }

func (Headers) set(fields []field, texts []string) {
	headers := map[string]string{}
	for _, text := range texts {
		key, value, _ := header(text)
		headers[key] = value
	}
	fields[0].Set(mapOf(headers))
}

func (Headers) get(fields []field) []string {
	headers := fields[0].Interface().(map[string]string)
	var list []string
	for _, key := range slices.Sorted(maps.Keys(headers)) {
		list = append(list, key+": "+headers[key])
	}
	return list
}

func (Headers) toJSON(texts []string) any {
	keys := []string{}
	for _, text := range texts {
		key, _, _ := header(text)
		keys = append(keys, key)
	}
	return keys
}
