package schemaorg

// What is read of one page: far more than any article states.
const (
	maxValues = 100_000
	maxOfOne  = 4000 // values of one property
)

// amount is how much was read of a page.
type amount struct {
	Truncated bool // there was more
	values    int
}

func (a *amount) left() int { return maxValues - a.values }

// holds tells whether one more value is read.
func (a *amount) holds() bool {
	if a.left() <= 0 {
		a.Truncated = true
		return false
	}
	a.values++
	return true
}
