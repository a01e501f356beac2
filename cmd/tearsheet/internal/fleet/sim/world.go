package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strconv"
	"time"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/fleet/frontier"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/fleet/politeness"
)

// site is a host of the made-up web, and what its own log says.
type site struct {
	key     string
	pages   int32 // that are to be captured
	settled int32
	quality byte
	open    int8  // pages that are being loaded
	last    int64 // when the last one began; 0: none has
	first   int64 // when the first page was settled
	record  *record
}

// The kinds of host.
const (
	fine byte = iota
	down      // nobody answers
	slow      // every second page does not come in time
)

// lane is where all jobs are here: of one run and one priority.
var lane = frontier.Lane("1", "_")

// makeSites makes hosts with a heavy tail of pages (Zipf): the largest has a share of all.
func makeSites(s settings, chance *rand.Rand) []site {
	sites := make([]site, s.hosts)
	sum := 0.0
	for i := range sites {
		sum += 1 / float64(i+1)
	}
	scale := s.pages * float64(s.hosts) / sum
	for i := range sites {
		sites[i].key = keyOf(i)
		// Half of the pages are spread evenly, at least one a host; the others by rank.
		n := 0.5*s.pages + 0.5*scale/float64(i+1)
		sites[i].pages = max(1, int32(n+chance.Float64()))
		switch x := chance.Float64(); {
		case x < 0.03:
			sites[i].quality = down
		case x < 0.04:
			sites[i].quality = slow
		}
	}
	return sites
}

// keyOf is the key of a host, from which indexOf reads which one it is: the shards are
// spread as hashes are.
func keyOf(i int) string {
	x := uint64(i) * 0x9e3779b97f4a7c15
	return fmt.Sprintf("%08x%08x", uint32(x>>32), i)
}

func shardOf(key string) int {
	i, _ := strconv.ParseUint(frontier.ShardOf(key), 16, 32)
	return int(i)
}

func indexOf(key string) int {
	i, _ := strconv.ParseUint(key[8:], 16, 32) // which keyOf has written
	return int(i)
}

// visit is how a page turns out.
type visit struct {
	answer  time.Duration // from its request on
	takes   time.Duration // in all
	failure *politeness.Failure
}

// visit makes one up: a page takes about three seconds, some much longer.
func (s *site) visit(chance *rand.Rand) visit {
	takes := time.Duration(2.5 * math.Exp(0.6*chance.NormFloat64()) * float64(time.Second))
	v := visit{answer: takes / 5, takes: takes}
	switch {
	case s.quality == down:
		return visit{takes: 300 * time.Millisecond, failure: &politeness.Failure{Kind: "connect", Says: "nobody answers"}}
	case s.quality == slow && chance.IntN(2) == 0:
		return visit{answer: 45 * time.Second, takes: 45 * time.Second, failure: &politeness.Failure{Kind: "timeout", Says: "it does not come"}}
	case chance.IntN(200) == 0:
		v.failure = &politeness.Failure{Kind: "busy", Says: "the server answers 503", After: 10 * time.Second}
	case chance.IntN(500) == 0:
		v.failure = &politeness.Failure{Kind: "crash", Says: "the tab has crashed"}
	}
	return v
}
