package browser

// crashed is the failure of a page whose process has ended.
func (c *chrome) crashed() *Error {
	if err := c.memory.Exceeded(); err != nil {
		return overMemory(err)
	}
	return fail(KindCrash, nil, "the page crashed its tab")
}

// overMemory is the failure of a page that took too much.
func overMemory(err error) *Error {
	return fail(KindCrash, err, "out of memory").about("page_memory")
}
