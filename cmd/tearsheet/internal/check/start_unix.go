//go:build unix

package check

import (
	"os/exec"
	"syscall"
)

// shell runs a command line as the system's shell does.
func shell(command string) *exec.Cmd { return exec.Command("/bin/sh", "-c", command) }

// ownGroup puts a command and all that it starts into a process group of its own.
func ownGroup(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

// askGroup asks the group to end.
func askGroup(cmd *exec.Cmd) { _ = syscall.Kill(-cmd.Process.Pid, syscall.SIGTERM) }

// killGroup ends it.
func killGroup(cmd *exec.Cmd) { _ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
