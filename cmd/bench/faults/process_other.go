//go:build !linux

package main

// readingOf looks at a process: here nothing tells.
func readingOf(int) reading { return reading{} }
