package browser

// Memory is how many bytes the browser's processes take; 0 where nothing tells, as of one
// that runs elsewhere.
func (b *Browser) Memory() int64 {
	if b.far != nil {
		return 0
	}
	b.mu.Lock()
	c := b.current
	b.mu.Unlock()
	return c.group.Memory()
}
