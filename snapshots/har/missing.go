package har

import (
	"fmt"
	"strings"
)

// Missing says that a file was made without a body, or without most of it.
type Missing struct {
	Size, There int64  // bytes
	Tool        string // what made the file
}

// Error says what is missing, and what to do about it.
func (e *Missing) Error() string {
	what := "the file was saved without bodies"
	if e.There > 0 {
		what = fmt.Sprintf("of %d bytes the file has %d", e.Size, e.There)
	}
	return what + ": record it again with them, " + optionsOf(e.Tool)
}

// keeping says by which options tools keep bodies.
var keeping = []struct{ tool, options string }{
	{"webinspector", `in Chrome's DevTools by "Save all as HAR (with content)"`},
	{"chrome", `in Chrome's DevTools by "Save all as HAR (with content)"`},
	{"browsertime", "with --chrome.includeResponseBodies all or --firefox.includeResponseBodies all"},
	{"sitespeed", "with --browsertime.chrome.includeResponseBodies all"},
	{"webpagetest", `with "Save response bodies" (bodies=1)`},
	{"firefox", "with devtools.netmonitor.har.includeResponseBodies and a larger devtools.netmonitor.responseBodyLimit"},
	{"webkit", "in Safari's Web Inspector by Export, with the page open since it was loaded"},
	{"playwright", `with recordHar: {content: "embed"}`},
	{"puppeteer", "with saveResponse: true"},
	{"mitmproxy", "with hardump and without stream_large_bodies"},
	{"charles", "with recording limits that are large enough"},
	{"fiddler", "as HTTPArchive v1.2, with large bodies"},
}

// optionsOf says by which options a tool keeps bodies.
func optionsOf(tool string) string {
	tool = strings.ToLower(tool)
	for _, k := range keeping {
		if strings.Contains(tool, k.tool) {
			return k.options
		}
	}
	return `such as by "Save all as HAR (with content)" in a browser, or with capture --save wacz`
}
