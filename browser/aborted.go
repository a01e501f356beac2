package browser

import (
	"errors"
	"net/url"
	"strings"

	"github.com/chromedp/cdproto/network"
)

// errBrokenOff says that a request ended without an answer though nobody had ended it: the
// process that speaks to the network is gone, and Chrome starts another one.
var errBrokenOff = errors.New("the process that speaks to the network ended")

// withoutPage are the answers that by their nature have nothing to show.
var withoutPage = map[int]bool{204: true, 205: true, 304: true}

// bareAnswer is what the wire has of an answer: Chrome tells of nothing else where it does
// not show it.
type bareAnswer struct {
	status   int
	location string
}

func bareOf(ev *network.EventResponseReceivedExtraInfo) bareAnswer {
	b := bareAnswer{status: int(ev.StatusCode)}
	for name, value := range ev.Headers {
		if text, ok := value.(string); ok && strings.EqualFold(name, "Location") {
			b.location = text
		}
	}
	return b
}

// redirected is the answer that led to a request, none where nothing did.
func redirected(ev *network.EventRequestWillBeSent) bareAnswer {
	if ev.RedirectResponse == nil {
		return bareAnswer{}
	}
	return bareAnswer{int(ev.RedirectResponse.Status), ev.Request.URL}
}

// bareAnswer gives what the wire had of the main document.
func (n *traffic) bareAnswer() bareAnswer {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.bare
}

// aborted is why Chrome broke off the load of a main document.
func (t *tab) aborted(says string) error {
	// The news of the wire comes by another way than that of the page.
	t.net.awaitChange(t.ctx, newsPatience, func() bool { return t.net.bareAnswer().status != 0 })
	bare := t.net.bareAnswer()
	if r, _, _ := t.net.document(); r != nil {
		bare.status = r.Status
	}
	to, err := url.Parse(bare.location)
	leads := bare.status >= 300 && bare.status < 400 && !withoutPage[bare.status]
	switch {
	case bare.status == 0, leads && err == nil && (to.Scheme == "http" || to.Scheme == "https"):
		return fail(KindBrowser, errBrokenOff, "Chrome broke the request off before there was an answer")
	case withoutPage[bare.status]:
		return fail(KindDownload, nil, "the server answered %d: there is no page", bare.status)
	case leads && err == nil && to.Scheme != "":
		return fail(KindInvalidURL, nil, "the server redirects to an address that starts with %q: only http and https can be captured", to.Scheme+":")
	}
	return fail(KindDownload, nil, "the address is no page and could not be kept (%s)", says)
}
