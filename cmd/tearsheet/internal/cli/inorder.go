package cli

import "iter"

// inOrder gives f of each item in the order of the items, while it works on up to n of
// them at the same time.
func inOrder[T, R any](items iter.Seq[T], n int, f func(T) R) iter.Seq[R] {
	return func(yield func(R) bool) {
		stop := make(chan struct{})
		defer close(stop)
		// The queue of promises bounds both the work and what waits to be printed.
		promises := make(chan chan R, n)
		go func() {
			defer close(promises)
			for item := range items {
				promise := make(chan R, 1)
				select {
				case promises <- promise:
				case <-stop:
					return
				}
				go func() { promise <- f(item) }()
			}
		}()
		for promise := range promises {
			if !yield(<-promise) {
				return
			}
		}
	}
}
