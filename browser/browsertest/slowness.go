//go:build !race

package browsertest

// Slowness is how many times more patient tests are, and what is tested: the race detector
// makes Go many times slower.
const Slowness = 1
