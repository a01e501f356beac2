package gallery

import (
	"fmt"
	"math"
	"strings"
	"sync"

	"github.com/tearsheet/tearsheet/snapshots"
)

// sameness is what two digests say of two pictures.
type sameness int

const (
	unknown sameness = iota // one has none
	isSame
	differs
)

// change is by how much a capture differs from the one before it, as far as that is seen
// without a comparison of the two.
type change struct {
	Added, Removed int     // words
	Share          float64 // of the words of both, 0 to 1
	HasText        bool
	Title          bool
	Status         string // "200 to 404", where it is another
	Picture        sameness
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

func (g *Gallery) changeOf(a, b snapshots.Snapshot) change {
	c := change{Title: a.Title != b.Title}
	if a.Status != b.Status {
		c.Status = fmt.Sprintf("%d to %d", a.Status, b.Status)
	}
	if x, ok := fileOf(a, "screenshot"); ok {
		if y, ok := fileOf(b, "screenshot"); ok {
			c.Picture = differs
			if x.SHA256 == y.SHA256 {
				c.Picture = isSame
			}
		}
	}
	x, y := g.articleOf(a), g.articleOf(b)
	if x == nil || y == nil {
		return c
	}
	c.HasText = true
	if x.Text == y.Text {
		return c
	}
	count := map[string]int{}
	all := 0
	for word := range strings.FieldsSeq(x.Text) {
		count[word]--
		all++
	}
	for word := range strings.FieldsSeq(y.Text) {
		count[word]++
		all++
	}
	for _, n := range count {
		c.Added += max(0, n)
		c.Removed += max(0, -n)
	}
	c.Share = float64(c.Added+c.Removed) / float64(max(1, all))
	return c
}

func root(share float64) float64 { return math.Sqrt(min(1, max(0, share))) }
