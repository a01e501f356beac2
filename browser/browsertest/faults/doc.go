// Package faults serves pages that go wrong, or mean harm: one of each kind, and what is to
// come of it. The command cmd/bench/faults captures them all.
//
//	faults.go   what a fault is, and the list of all
//	answers.go  answers that break off, never end or make no sense
//	parts.go    pages of which parts never come, or are too much
//	scripts.go  pages whose scripts take all that there is, or never let go
//	server.go   serves them, on loopback; secure.go: with certificates that are wrong
package faults
