// Package replay answers requests from what was recorded: WACZ, WARC, or HAR, written by
// this program or another.
//
//	archive, err := replay.Open("page.wacz")
//	defer archive.Close()
//	session := archive.Session(archive.Pages[0])
//	response, err := session.Answer(exchange.Request{Method: "GET", URL: "https://example.com/"})
//
// An archive is an index in memory; bodies are read when they are asked for. A session is
// one load of a page: what was asked for several times is answered in the order in which
// it was recorded.
//
// The files: open.go tells the formats apart, from_*.go index one each, match.go finds
// the answer to a request, loose.go when two addresses ask for the same, range.go answers
// with a part.
package replay
