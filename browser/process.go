package browser

import (
	"errors"
	"os"
)

// group is Chrome with all its processes. The zero value is none.
type group struct{ leader *os.Process }

// id is the number of the process group, 0 if there is none.
func (g group) id() int {
	if g.leader == nil {
		return 0
	}
	return g.leader.Pid
}

// kill stops all processes of the group at once. Once the leader has been waited for
// its number may be another's: then the group is left alone, unless no process bears the
// number, since that of a group with members is not given again.
func (g group) kill() {
	if g.leader == nil || g.ended() && exists(g.id()) {
		return
	}
	killGroup(g.id())
}

// ended tells whether the leader has ended and been waited for.
func (g group) ended() bool { return errors.Is(g.leader.Signal(signalNone), os.ErrProcessDone) }
