//go:build !windows

package regular

import "syscall"

// noWait keeps opening a pipe from waiting for its other end.
const noWait = syscall.O_NONBLOCK

// LockFlags are for opening a lock file: it is never a link, and never waited for.
const LockFlags = syscall.O_NONBLOCK | syscall.O_NOFOLLOW
