package browser

import (
	"regexp"
	"strings"
)

// measured are lines of a scale, or of what stands beside one: they have no words, or a number with a
// part behind the point.
var measured = regexp.MustCompile(`^[^\pL]*$|\d[.,]\d`)

// onScreen splits a line of turned.View: the element, what it says, and where it is.
var onScreen = regexp.MustCompile(`^(\S+) ?(.*?) ?-?\d+ -?\d+$`)

// zooms tells whether a turn of the wheel has only changed the scale of a drawing or a map: what the
// page says beside it stands where it did, and nothing is new but numbers.
func zooms(from, to turned) bool {
	before, said := map[string]bool{}, map[string]bool{}
	for line := range strings.SplitSeq(from.View, "\n") {
		before[line] = true
		if parts := onScreen.FindStringSubmatch(line); parts != nil {
			said[parts[1]+" "+parts[2]] = true
		}
	}
	stays, moves := false, false
	for line := range strings.SplitSeq(to.View, "\n") {
		parts := onScreen.FindStringSubmatch(line)
		switch {
		case parts == nil: // how far a pane is scrolled
		case before[line]:
			stays = stays || parts[2] != "" && !measured.MatchString(parts[2])
		case parts[2] != "" && (said[parts[1]+" "+parts[2]] || measured.MatchString(parts[2])):
			moves = true
		default:
			return false
		}
	}
	return stays && moves
}
