// Package login shows a browser on a page of this machine, so that a person can use it where
// there is no screen: on a server, through a tunnel.
//
//	server.go  who may see it: this machine, who has the address, from the page itself
//	stream.go  the frames, an event each
//	static/    the page
//
// The address has a token behind its #, which browsers keep to themselves, and which counts
// once: the page changes it for a key.
package login
