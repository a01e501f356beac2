package browser

import (
	"os/exec"
	"strconv"
	"syscall"
)

const nobody = -1

// ownProcess puts Chrome into a process group of its own, so that Ctrl-C is ours.
func ownProcess(cmd *exec.Cmd, _ int) {
	cmd.SysProcAttr = &syscall.SysProcAttr{CreationFlags: syscall.CREATE_NEW_PROCESS_GROUP}
}

// signalNone asks whether a process is there.
const signalNone = syscall.Signal(0)

// exists is told of processes that have ended: their number may be another's by now.
func exists(int) bool { return true }

// killGroup stops the process and its children.
func killGroup(pid int) { exec.Command("taskkill", "/T", "/F", "/PID", strconv.Itoa(pid)).Run() }

func memoryOf(int) int64 { return 0 }

func memoryOfOne(int) int64 { return 0 }

func smallSharedMemory() bool { return false }
