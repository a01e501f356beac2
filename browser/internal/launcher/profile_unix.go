//go:build unix

package launcher

import "syscall"

// lockFlags keep a lock file from being a link to another, and from being waited for.
const lockFlags = syscall.O_NONBLOCK | syscall.O_NOFOLLOW
