package doctor

import "golang.org/x/sys/windows"

// space gives the size of the volume at path, and what of it is free for us.
func space(path string) (size, free uint64, err error) {
	name, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return 0, 0, err
	}
	err = windows.GetDiskFreeSpaceEx(name, &free, &size, nil)
	return size, free, err
}
