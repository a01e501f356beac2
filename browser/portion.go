package browser

import "time"

// portion is how much of a body is asked for in one read. A read ends when it has all that was
// asked for: where little comes, little is.
type portion struct {
	size    int64
	fastest time.Duration // that a read was; 0: there was none
}

const (
	portionMost = 1 << 20
	readSlow    = 100 * time.Millisecond
	readTooSlow = 5 * time.Second // whatever Chrome needs for an answer
)

// took takes how long the read of it was, for the next one. Where even the fastest takes its
// time it is Chrome that is slow, and less would come no sooner.
func (p *portion) took(d time.Duration) {
	if p.fastest == 0 || d < p.fastest {
		p.fastest = d
	}
	if d < min(max(readSlow, 4*p.fastest), readTooSlow) {
		p.size = min(p.size*2, portionMost)
	} else {
		p.size = max(p.size/8, 1)
	}
}
