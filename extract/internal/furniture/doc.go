// Package furniture knows the lines that pages put around and into texts: counters, pagers and
// the names of buttons, notes that an advertisement follows (lines.go), and what walls ask for
// (walls.go).
package furniture
