package browser

import (
	"fmt"
	"maps"
	"net/http"
	"slices"

	"github.com/chromedp/cdproto/network"
)

// Without one of its scripts, or what they ask for, a page may be white, and without a style sheet
// bare. No picture tells that it should look otherwise, so what did not come is kept in mind.

// unloadedMost is how many of them are told of.
const unloadedMost = 5

// shapes are the kinds of requests whose answers make a page what it is.
var shapes = map[network.ResourceType]bool{
	network.ResourceTypeScript: true, network.ResourceTypeStylesheet: true,
	network.ResourceTypeFetch: true, network.ResourceTypeXHR: true,
}

// unloaded is something of that kind that did not come.
type unloaded struct {
	kind   network.ResourceType
	reason string
	passes bool // it may be there at the next try
}

// refused tells why an answer is not what was asked for; nil: it is.
func refused(kind network.ResourceType, status int64) *unloaded {
	if status < http.StatusBadRequest {
		return nil
	}
	passes := status >= http.StatusInternalServerError || status == http.StatusTooManyRequests
	return &unloaded{kind, fmt.Sprintf("the server answered %d", status), passes}
}

// loads notes what became of a request of the page; nil: it was answered.
func (n *traffic) loads(kind network.ResourceType, address string, trouble *unloaded) {
	if !shapes[kind] {
		return
	}
	delete(n.unloaded, address)
	if trouble != nil {
		n.unloaded[address] = *trouble
	}
}

// unloadedFrom lists what the picture lacks for want of it: style sheets that may come another
// time, and all where the page shows nothing. Other things fail on every second page, and
// nobody sees it; a sheet that is nowhere is often one that nobody misses.
func (n *traffic) unloadedFrom(white bool) (list []string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, address := range slices.Sorted(maps.Keys(n.unloaded)) {
		what := n.unloaded[address]
		if white || what.kind == network.ResourceTypeStylesheet && what.passes {
			list = append(list, fmt.Sprintf("%s: %s", address, what.reason))
		}
	}
	return list[:min(len(list), unloadedMost)]
}
