// Package watch looks at pages again and again, and tells whoever wants to know what changed.
//
//	page.go     a page of watch.yaml, checked and ready
//	watch.go    one visit: looks, what came of them, whom to tell
//	feeds.go    feeds and sitemaps, whose new entries are captured
//	run.go      all pages, once or by their schedules; watch.yaml is read again as it changes
//	places.go   pictures of the places that changed
//	ask.go      what is asked of a watch while it runs
//	report.go   a page with both sides, of what was edited in stealth
//
// Below it: schedule says when, changes what changed, volatile what of it is noise, visit whether
// it is so, condition whether anybody wants to know, store keeps all of it, and tell tells.
//
// It knows neither browsers nor archives: a [Taker] takes pages for it.
package watch
