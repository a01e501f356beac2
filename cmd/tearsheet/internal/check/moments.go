package check

import (
	"slices"

	"github.com/tearsheet/tearsheet/browser/action"
)

// ofMoment stands between the name of a page and that of one of its moments: names have none.
const ofMoment = "@"

// shots are the moments of a page at which its actions take a picture, each as a page that is
// only brought so far: all of it is compared, like the page in the end. What fields must be is
// said of that.
func (p Page) shots() (moments []Page) {
	var before []Action
	for _, a := range p.Actions {
		if a.Do != action.Shot {
			before = append(before, a)
			continue
		}
		one := p
		one.Name = p.Name + ofMoment + a.Value
		one.Actions = slices.Clone(before)
		one.Expect = nil
		moments = append(moments, one)
	}
	return moments
}
