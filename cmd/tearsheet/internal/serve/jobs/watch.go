package jobs

import "sync"

// watch tells those who wait for a job that it has changed.
type watch struct {
	mu     sync.Mutex
	topics map[string]*topic
}

// topic is a job that somebody waits for.
type topic struct {
	changed chan struct{}
	waiting int
}

// enter gives a channel that is closed when a job changes; leave must follow.
func (w *watch) enter(id string) (changed <-chan struct{}, leave func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	t := w.topics[id]
	if t == nil {
		t = &topic{changed: make(chan struct{})}
		if w.topics == nil {
			w.topics = map[string]*topic{}
		}
		w.topics[id] = t
	}
	t.waiting++
	return t.changed, func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		if t.waiting--; t.waiting == 0 && w.topics[id] == t {
			delete(w.topics, id)
		}
	}
}

// tell says that a job has changed.
func (w *watch) tell(id string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if t := w.topics[id]; t != nil {
		close(t.changed)
		delete(w.topics, id)
	}
}
