package process

import (
	"os/exec"
	"strconv"
	"syscall"
)

const Nobody = -1

// Own puts Chrome into a process group of its own, so that Ctrl-C is ours.
func Own(cmd *exec.Cmd, _ int) {
	cmd.SysProcAttr = &syscall.SysProcAttr{CreationFlags: syscall.CREATE_NEW_PROCESS_GROUP}
}

// signalNone asks whether a process is there.
const signalNone = syscall.Signal(0)

// Exists is told of processes that have ended: their number may be another's by now.
func exists(int) bool { return true }

// killGroup stops the process and its children.
func killGroup(pid int) { exec.Command("taskkill", "/T", "/F", "/PID", strconv.Itoa(pid)).Run() }

func memoryOf(int) int64 { return 0 }

func memoryOfOne(int) int64 { return 0 }

func heldBy(int, int64) int64 { return 0 }

func boundMemory(_, _ int, _ int64) {}

func killOne(int) {}

func machineMemory() int64 { return 0 }

// processes are those of one Chrome: here they are not looked at.
type processes struct{ group int }

func (p *processes) renderers() []int { return nil }

func SmallSharedMemory() bool { return false }
