// Package record hands every exchange of a page to a Recorder, with its body as it was
// served. It takes the events of the page's tab, and the answers that Chrome holds back
// for it; what else it has to know of the tab is the interface Tab.
//
// There are four ways in which a body comes, and each has its file:
//
//	paused.go    the answer is held back, and its body read in one piece before the page has it
//	stream.go    it is long or has no end: its parts are read as the page gets them
//	document.go  the page's own document, which must have an end as long as it is held back
//	worker.go    a service worker has made it: Chrome tells of it, and has its body
//
// untold.go has exchanges of which Chrome tells no body, wire.go what only the events of the
// network stack say of an exchange, unpack.go keeps Chrome alive where a body unpacks to
// gigabytes, and recording.go begins and ends it all.
package record
