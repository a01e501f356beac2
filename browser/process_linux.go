package browser

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

// nobody is the user that runs Chrome when we are root, so that its sandbox works.
const nobody = 65534

// ownProcess puts Chrome into a process group of its own that the kernel stops when
// we die, and makes it run as uid (-1: as we do).
func ownProcess(cmd *exec.Cmd, uid int) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
	if uid >= 0 {
		cmd.SysProcAttr.Credential = &syscall.Credential{Uid: uint32(uid), Gid: uint32(uid)}
	}
}

// signalNone asks whether a process is there.
const signalNone = syscall.Signal(0)

// exists tells whether any process has that number.
func exists(pid int) bool { return !errors.Is(syscall.Kill(pid, signalNone), syscall.ESRCH) }

// killGroup stops all processes of the group at once.
func killGroup(pid int) { _ = syscall.Kill(-pid, syscall.SIGKILL) }

// memoryOfOne is what a process holds in memory for itself, in bytes; 0 if it cannot be told.
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
	stats, _ := filepath.Glob("/proc/[0-9]*/stat")
	var sum int64
	for _, stat := range stats {
		line, err := os.ReadFile(stat)
		if err != nil {
			continue
		}
		// pid (comm) state ppid pgrp ...
		after := strings.Fields(string(line[bytes.LastIndexByte(line, ')')+1:]))
		if len(after) < 3 || after[2] != strconv.Itoa(group) {
			continue
		}
		if pid, err := strconv.Atoi(filepath.Base(filepath.Dir(stat))); err == nil {
			sum += memoryOfOne(pid)
		}
	}
	return sum
}

// smallSharedMemory tells whether /dev/shm is too small for Chrome to rely on.
func smallSharedMemory() bool {
	var fs syscall.Statfs_t
	if err := syscall.Statfs("/dev/shm", &fs); err != nil {
		return true
	}
	return int64(fs.Bavail)*fs.Bsize < 1<<30
}
