// Package serve is a server for an archive: the gallery, an HTTP API, tools for assistants.
//
//	server.go   puts the handlers together; run.go listens until it is told to stop
//	doors.go    who comes in: hosts, other sites' pages, tokens, limits
//	body.go     how long a body may take to arrive
//	headers.go  what every answer says to browsers
//	ids.go      both ways to write a snapshot's id in a path
//	health.go, metrics.go, accesslog.go  what operators look at
//	runner.go   does jobs at the desk, and counts what came of them
//
//	api/      the HTTP API, a file for each operation
//	mcp/      tools for assistants, over HTTP and over stdio
//	jobs/     captures that were asked for, kept until they are done
//	order/    what can be asked for, by the table of options
//	watching/ what is watched, as it is told of
//	desk/     what the server hands to the libraries
//	shelf/    reading the archive; tokens/, problem/, webhook/
//
// The server knows neither Chrome nor the extractor: who starts it gives it a desk.Desk.
package serve
