package check

import (
	"os/exec"
	"strconv"
	"syscall"
)

// shell runs a command line as the system's shell does.
func shell(command string) *exec.Cmd {
	cmd := exec.Command("cmd")
	cmd.SysProcAttr = &syscall.SysProcAttr{CmdLine: "/d /s /c \"" + command + "\""}
	return cmd
}

// ownGroup puts a command into a process group of its own.
func ownGroup(cmd *exec.Cmd) { cmd.SysProcAttr.CreationFlags = syscall.CREATE_NEW_PROCESS_GROUP }

// askGroup has nothing to ask with: there are no signals.
func askGroup(cmd *exec.Cmd) { killGroup(cmd) }

// killGroup ends a command and all that it started.
func killGroup(cmd *exec.Cmd) {
	_ = exec.Command("taskkill", "/t", "/f", "/pid", strconv.Itoa(cmd.Process.Pid)).Run()
}
