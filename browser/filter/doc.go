// Package filter decides which requests of a page are not made and which of its
// elements are not shown, from lists in the syntax of EasyList, from hosts files and
// from plain lists of hosts.
//
//	list, stats := filter.Parse(file)
//	images, err := filter.Block("images", "fonts")
//	list = filter.Combine(list, images)
//	rule, blocked := list.Blocks(filter.Request{URL: u, DocumentURL: page, Type: filter.Script})
//	selectors := list.Hides("example.com")
//
// It is pure: no network, no browser, no regular expressions. What a list asks for
// and is not supported is counted in Stats with the reason, and is never an error. A
// List does not change and may be used from many goroutines; a nil List blocks and
// hides nothing.
//
//	list.go       the List: what callers ask
//	parse.go      lines: which of the forms each one has
//	rule.go       one rule about requests, options.go its options
//	pattern.go    the addresses that a rule means
//	index.go      finds the few rules worth trying for a request
//	domains.go    where a rule holds
//	request.go    a request as rules see it
//	hiding.go     rules about elements, selector.go what they may select
//	categories.go the built-in kinds
package filter
