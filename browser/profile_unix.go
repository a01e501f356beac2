//go:build unix

package browser

import "syscall"

// lockFlags keep a lock file from being a link to another, and from being waited for.
const lockFlags = syscall.O_NONBLOCK | syscall.O_NOFOLLOW
