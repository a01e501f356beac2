package process

import (
	"errors"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// Nobody is the user that runs Chrome when we are root, so that its sandbox works.
const Nobody = 65534

// Own puts Chrome into a process group of its own that the kernel stops when
// we die, and makes it run as uid (-1: as we do).
func Own(cmd *exec.Cmd, uid int) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
	if uid >= 0 {
		cmd.SysProcAttr.Credential = &syscall.Credential{Uid: uint32(uid), Gid: uint32(uid)}
	}
}

// signalNone asks whether a process is there.
const signalNone = syscall.Signal(0)

// Exists tells whether any process has that number.
func exists(pid int) bool { return !errors.Is(syscall.Kill(pid, signalNone), syscall.ESRCH) }

// endPatience is how long processes that were stopped may take to end.
const endPatience = time.Second

// killGroup stops all processes of the group at once, and waits until they have ended: one that
// holds much takes a moment for that.
func killGroup(pid int) {
	var open []unix.PollFd
	for _, member := range membersOf(pid) {
		if fd, err := unix.PidfdOpen(member, 0); err == nil {
			defer unix.Close(fd)
			open = append(open, unix.PollFd{Fd: int32(fd), Events: unix.POLLIN})
		}
	}
	_ = syscall.Kill(-pid, syscall.SIGKILL)
	for end := time.Now().Add(endPatience); len(open) > 0; {
		left := time.Until(end).Milliseconds()
		if n, err := unix.Poll(open, int(max(left, 0))); n == 0 || err != nil && !errors.Is(err, unix.EINTR) {
			return
		}
		open = slices.DeleteFunc(open, func(p unix.PollFd) bool { return p.Revents != 0 })
	}
}

// residentOf is what a process has in memory, files that others have too included.
func residentOf(pid int) int64 {
	statm, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/statm")
	if err != nil {
		return 0
	}
	sizes := strings.Fields(string(statm))
	if len(sizes) < 2 {
		return 0
	}
	resident, _ := strconv.ParseInt(sizes[1], 10, 64) // 0 where it is no number
	return resident * int64(os.Getpagesize())
}

// Memory is what a process holds in memory for itself, in bytes; 0 if it cannot be told.
func memoryOfOne(pid int) int64 {
	statm, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/statm")
	if err != nil {
		return 0
	}
	sizes := strings.Fields(string(statm))
	if len(sizes) < 3 {
		return 0
	}
	resident, _ := strconv.ParseInt(sizes[1], 10, 64)
	shared, _ := strconv.ParseInt(sizes[2], 10, 64)
	return (resident - shared) * int64(os.Getpagesize())
}

// memoryOf adds up what the processes of a group hold in memory for themselves, in
// bytes: resident pages less those that are shared with others. 0 if it cannot be told.
func memoryOf(group int) int64 {
	var sum int64
	for _, pid := range membersOf(group) {
		sum += memoryOfOne(pid)
	}
	return sum
}

// Held is what a process holds in memory, for itself or shared but of no file; 0 if it
// cannot be told. Up to so much it is enough to know that it is no more.
func heldBy(pid int, little int64) (bytes int64) {
	if all := residentOf(pid); all <= little { // which the system tells much faster
		return all
	}
	status, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/status")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(status)) {
		name, value, _ := strings.Cut(line, ":")
		if name != "RssAnon" && name != "RssShmem" {
			continue
		}
		if kb, err := strconv.ParseInt(strings.TrimSuffix(strings.TrimSpace(value), " kB"), 10, 64); err == nil {
			bytes += kb << 10
		}
	}
	return bytes
}

// Bound has the system refuse a process of Chrome's what goes beyond so many bytes,
// for good: Chrome sets a bound of its own later. It may be asked for by who bears the user
// that Chrome runs as, and by root where root may do everything.
func boundMemory(pid, uid int, bytes int64) {
	bearing(uid, func() {
		most := uint64(bytes)
		_ = unix.Prlimit(pid, unix.RLIMIT_DATA, &unix.Rlimit{Cur: most, Max: most}, nil) // then Nobody but the watch is there
	})
}

// bearing has f run as a user in name only: root keeps what it may do, and is root again after
// it. Nothing else of this program notices.
func bearing(uid int, f func()) {
	if uid == os.Getuid() {
		f()
		return
	}
	const same = ^uintptr(0)
	name := func(id uintptr) bool {
		_, _, noGroup := syscall.RawSyscall(syscall.SYS_SETRESGID, id, same, same)
		_, _, noUser := syscall.RawSyscall(syscall.SYS_SETRESUID, id, same, same)
		return noGroup == 0 && noUser == 0
	}
	group, user := os.Getgid(), os.Getuid()
	if group != user { // root's are the same
		f()
		return
	}
	runtime.LockOSThread()
	name(uintptr(uid))
	f()
	if name(uintptr(user)) {
		runtime.UnlockOSThread() // else this thread does nothing else any more
	}
}

// Kill stops one process.
func killOne(pid int) { _ = syscall.Kill(pid, syscall.SIGKILL) }

// machineMemory is how much memory there is, for the machine or for the container; 0 if it
// cannot be told.
func machineMemory() int64 {
	var info syscall.Sysinfo_t
	if syscall.Sysinfo(&info) != nil {
		return 0
	}
	all := int64(info.Totalram) * int64(info.Unit)
	for _, limit := range []string{"/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"} {
		text, err := os.ReadFile(limit)
		if err != nil {
			continue
		}
		if n, err := strconv.ParseInt(strings.TrimSpace(string(text)), 10, 64); err == nil && n > 0 {
			all = min(all, n)
		}
	}
	return all
}

// SmallSharedMemory tells whether /dev/shm is too small for Chrome to rely on.
func SmallSharedMemory() bool {
	var fs syscall.Statfs_t
	if err := syscall.Statfs("/dev/shm", &fs); err != nil {
		return true
	}
	return int64(fs.Bavail)*fs.Bsize < 1<<30
}
