// Package guard lets pages reach the web and nothing else: not this machine, not the
// networks it is in, not what a cloud tells its machines.
//
//	policy.go    which addresses those are
//	guard.go     dials, and checks the address that is really dialled
//	proxy.go     the same through a proxy server
//	door.go      a SOCKS proxy on loopback, by which a browser dials; socks.go is what it speaks
//	peer_*.go    keeps other users of the machine from using it
//
// A check of an address's text is not enough: names are looked up, and the answer may be
// another one the second time. Here the check is made when the socket is about to connect,
// by the address that it connects to. What a browser is given is a way out that has this
// check in it, and no other.
package guard
