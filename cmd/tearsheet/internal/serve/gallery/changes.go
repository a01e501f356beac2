package gallery

import (
	"math"
	"strings"
	"sync"

	"go.uber.org/zap"

	"github.com/tearsheet/tearsheet/snapshots"
	"github.com/tearsheet/tearsheet/snapshots/history"
)

// change is what changed since the whole capture before, as far as that is seen without a
// comparison of the pictures.
type change struct {
	Words []string // a line for each kind of thing; none: nothing changed
	Share float64  // of the words of both texts, 0 to 1
}

// changes remembers what it has told: captures do not change any more.
type changes struct {
	mu    sync.Mutex
	known map[[2]snapshots.ID]change
}

// maxChanges is how many are remembered.
const maxChanges = 20_000

func (c *changes) between(g *Gallery, a, b snapshots.Snapshot) change {
	key := [2]snapshots.ID{a.ID, b.ID}
	c.mu.Lock()
	found, ok := c.known[key]
	c.mu.Unlock()
	if ok {
		return found
	}
	found = g.changeOf(a, b)
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.known == nil || len(c.known) >= maxChanges {
		c.known = map[[2]snapshots.ID]change{}
	}
	c.known[key] = found
	return found
}

func (g *Gallery) changeOf(a, b snapshots.Snapshot) (c change) {
	step, err := history.Between(a, b, false)
	if err != nil {
		g.log.Info("two captures cannot be compared", zap.Error(err))
		c.Words = []string{"cannot be compared"}
	} else {
		c.Words = step.Words()
	}
	x, y := g.articleOf(a), g.articleOf(b)
	if x == nil || y == nil || x.Text == y.Text {
		return c
	}
	count := map[string]int{}
	all, other := 0, 0
	for word := range strings.FieldsSeq(x.Text) {
		count[word]--
		all++
	}
	for word := range strings.FieldsSeq(y.Text) {
		count[word]++
		all++
	}
	for _, n := range count {
		other += max(n, -n)
	}
	c.Share = float64(other) / float64(max(1, all))
	return c
}

func root(share float64) float64 { return math.Sqrt(min(1, max(0, share))) }
