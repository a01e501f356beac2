package order

import (
	"maps"
	"net/url"
	"slices"
	"strings"

	"github.com/tearsheet/tearsheet/browser/option"
)

// FromQuery reads an order off the query of a request. What stands in besides is somebody
// else's to read.
func FromQuery(query url.Values, besides ...string) (Order, error) {
	var r reader
	r.address(query.Get("url"))
	known := append([]string{"url", "retries"}, besides...)
	for _, name := range slices.Sorted(maps.Keys(query)) {
		texts := query[name]
		i := slices.IndexFunc(Fields, func(f Field) bool { return f.Name == name })
		switch {
		case name == "retries":
			r.retries(texts[0])
		case slices.Contains(known, name):
		case i < 0:
			r.unknown(name, known)
		case len(texts) > 1 && !Fields[i].Type.IsList():
			r.fault(name, "it is there %d times", len(texts))
		default:
			if _, ok := Fields[i].Type.(option.Words); ok {
				texts = strings.Split(strings.Join(texts, ","), ",")
			}
			r.set(Fields[i], texts)
		}
	}
	return r.done()
}
