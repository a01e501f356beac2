//go:build !linux

package cli

// blank cannot be done here.
func blank(string, int, int) {}
