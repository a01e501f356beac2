//go:build unix

package doctor

import "golang.org/x/sys/unix"

// space gives the size of the file system at path, and what of it is free for us.
func space(path string) (size, free uint64, err error) {
	var st unix.Statfs_t
	if err := unix.Statfs(path, &st); err != nil {
		return 0, 0, err
	}
	block := uint64(st.Bsize)
	return uint64(st.Blocks) * block, uint64(st.Bavail) * block, nil //nolint:unconvert // signed on some systems
}
