package browser

import (
	"fmt"
	"maps"
	"net/http"
	"slices"

	"github.com/chromedp/cdproto/network"
)

// Without one of its scripts, or what they ask for, a page may be white, and without a style sheet
// bare; where a ground, a poster or a frame does not come there is a gap. No picture tells that it
// should look otherwise, so what did not come is kept in mind. Pictures in <img> are counted.

// unloadedMost is how many of them are told of.
const unloadedMost = 5

// notPart are the kinds of requests of which nobody sees what became of them. Web fonts are counted
// in the page.
var notPart = map[network.ResourceType]bool{
	network.ResourceTypePing: true, network.ResourceTypePrefetch: true, network.ResourceTypePreflight: true,
	network.ResourceTypeCSPViolationReport: true, network.ResourceTypeFont: true, network.ResourceTypeTextTrack: true,
	network.ResourceTypeWebSocket: true, network.ResourceTypeEventSource: true, network.ResourceTypeManifest: true,
}

// writes are the kinds of requests whose answers make the whole page what it is.
var writes = map[network.ResourceType]bool{
	network.ResourceTypeScript: true, network.ResourceTypeStylesheet: true,
	network.ResourceTypeFetch: true, network.ResourceTypeXHR: true,
}

// unloaded is a part of the page that did not come.
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
	if notPart[kind] {
		return
	}
	delete(n.unloaded, address)
	if trouble != nil {
		n.unloaded[address] = *trouble
	}
}

// unloadedParts are a copy of what did not come.
func (n *traffic) unloadedParts() map[string]unloaded {
	n.mu.Lock()
	defer n.mu.Unlock()
	return maps.Clone(n.unloaded)
}

// lacks lists what the picture lacks for want of something: what is missed on the page, style
// sheets that may come another time, and, where the page shows nothing, all that writes it. Other
// scripts fail on every second page and nobody sees it; a sheet that is nowhere is often one that
// nobody misses.
//
// passes tells whether some of it may be there at the next try.
func (t *tab) lacks(white bool) (list []string, passes bool) {
	parts := t.net.unloadedParts()
	drawn := slices.DeleteFunc(slices.Sorted(maps.Keys(parts)), func(address string) bool { return writes[parts[address].kind] })
	var seen struct{ Missed []string }
	if len(drawn) > 0 {
		seen, _ = ask[struct{ Missed []string }](t.ctx, t, "missed", map[string]any{"addresses": drawn}) // a page that is gone misses nothing
	}
	for _, address := range slices.Sorted(maps.Keys(parts)) {
		what := parts[address]
		isBare := what.kind == network.ResourceTypeStylesheet && what.passes
		if isBare || white && writes[what.kind] || slices.Contains(seen.Missed, address) {
			list = append(list, fmt.Sprintf("%s: %s", address, what.reason))
			passes = passes || what.passes
		}
	}
	return list[:min(len(list), unloadedMost)], passes
}
