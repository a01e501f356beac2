//go:build unix

package regular

import (
	"os"
	"syscall"
)

// Names tells how many names a file has; 0: that cannot be told.
func Names(f *os.File) int {
	info, err := f.Stat()
	if err != nil {
		return 0
	}
	if stat, ok := info.Sys().(*syscall.Stat_t); ok {
		return int(stat.Nlink)
	}
	return 0
}
