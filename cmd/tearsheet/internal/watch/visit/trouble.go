package visit

import (
	"slices"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/changes"
)

// certain are troubles that are an answer: the page is gone, and not its server out of order.
// They are told as soon as a second look has met them; the others when they stay until the next
// visit.
var certain = []string{"404", "410", "not_found", "login"}

// patience is how many visits in a row a trouble has to last that may pass.
const patience = 2

// seeTrouble takes a look that met a trouble.
func (v *Visit) seeTrouble(s changes.State) Next {
	v.troubles = append(v.troubles, s)
	if len(v.troubles) == 1 {
		return Next{More: true}
	}
	return Next{Store: v.tellsTrouble()}
}

// tellsTrouble tells whether the trouble that two looks have met is one to tell.
func (v *Visit) tellsTrouble() bool {
	if len(v.troubles) < 2 || v.memory.Trouble != "" || v.memory.Last == nil {
		return false
	}
	return v.memory.Pending+1 >= patience || slices.Contains(certain, v.troubles[len(v.troubles)-1].Trouble)
}
