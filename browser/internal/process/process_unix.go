//go:build unix && !linux

package process

import (
	"errors"
	"os/exec"
	"syscall"
)

const Nobody = -1

// Own puts Chrome into a process group of its own.
func Own(cmd *exec.Cmd, _ int) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

// signalNone asks whether a process is there.
const signalNone = syscall.Signal(0)

// Exists tells whether any process has that number.
func exists(pid int) bool { return !errors.Is(syscall.Kill(pid, signalNone), syscall.ESRCH) }

// killGroup stops all processes of the group at once.
func killGroup(pid int) { syscall.Kill(-pid, syscall.SIGKILL) }

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
