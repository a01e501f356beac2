package process

import (
	"errors"
	"os"
)

// Group is Chrome with all its processes. The zero value is none.
type Group struct{ leader *os.Process }

// GroupOf is the group whose first process that is.
func GroupOf(leader *os.Process) Group { return Group{leader} }

// ID is the number of the process group, 0 if there is none.
func (g Group) ID() int {
	if g.leader == nil {
		return 0
	}
	return g.leader.Pid
}

// Kill stops all processes of the group at once. Once the leader has been waited for
// its number may be another's: then the group is left alone, unless no process bears the
// number, since that of a group with members is not given again.
func (g Group) Kill() {
	if g.leader == nil || g.ended() && exists(g.ID()) {
		return
	}
	killGroup(g.ID())
}

// ended tells whether the leader has ended and been waited for.
func (g Group) ended() bool { return errors.Is(g.leader.Signal(signalNone), os.ErrProcessDone) }

// Memory is what its processes hold in memory for themselves, in bytes: resident pages less
// those that are shared with others. 0 if it cannot be told.
func (g Group) Memory() int64 { return memoryOf(g.ID()) }

// LeaderMemory is what the first of them holds; 0 if it cannot be told.
func (g Group) LeaderMemory() int64 { return memoryOfOne(g.ID()) }
