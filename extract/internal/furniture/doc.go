// Package furniture knows the lines that pages put around and into texts: counters, pagers and
// the names of buttons, notes that an advertisement follows (lines.go), what walls ask for
// (walls.go), and money (money.go).
package furniture
