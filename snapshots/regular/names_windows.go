package regular

import (
	"os"
	"syscall"
)

// Names tells how many names a file has; 0: that cannot be told.
func Names(f *os.File) int {
	var info syscall.ByHandleFileInformation
	if err := syscall.GetFileInformationByHandle(syscall.Handle(f.Fd()), &info); err != nil {
		return 0
	}
	return int(info.NumberOfLinks)
}
