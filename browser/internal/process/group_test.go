//go:build unix

package process

import (
	"os/exec"
	"syscall"
	"testing"
)

// A group whose leader has ended and been waited for may be another's by now: one that
// has a leader is not ours, and one without is what ours has left.
func TestKillOfAGroupThatHasEnded(t *testing.T) {
	start := func(group int) *exec.Cmd {
		cmd := exec.Command("sleep", "60")
		cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pgid: group}
		if err := cmd.Start(); err != nil {
			t.Skip("this system cannot start sleep: ", err)
		}
		t.Cleanup(func() {
			cmd.Process.Kill()
			cmd.Wait()
		})
		return cmd
	}
	others, ours := start(0), start(0)
	left := start(ours.Process.Pid)
	ours.Process.Kill()
	ours.Wait()

	Group{ours.Process}.Kill()
	if err := left.Wait(); err == nil {
		t.Error("what was left of the group ended by itself")
	}
	// Now its number is given to another: we cannot have the system do that, so the
	// process that has ended takes the other's number.
	ours.Process.Pid = others.Process.Pid
	Group{ours.Process}.Kill()
	if err := others.Process.Signal(signalNone); err != nil {
		t.Errorf("the group of another was killed: %v", err)
	}
	Group{others.Process}.Kill()
	if err := others.Wait(); err == nil {
		t.Error("a group that runs was not killed")
	}
}
