package watching

import "context"

// Look has a page looked at now. It is named by its ID, its name or its address.
func (b *Board) Look(ctx context.Context, what string) (Page, error) {
	w, p := b.find(what)
	if p == nil {
		return Page{}, ErrNoPage
	}
	if found, err := w.LookNow(ctx, p.Key); err != nil || !found {
		return Page{}, orMissing(err)
	}
	return b.Page(ctx, idOf(p.Key))
}

// Unlearn has parts of a page looked at again that were learned to be volatile; without keys
// all. They are not learned anew.
func (b *Board) Unlearn(ctx context.Context, what string, keys []string) (Page, error) {
	w, p := b.find(what)
	if p == nil {
		return Page{}, ErrNoPage
	}
	m, err := w.Store.Memory(ctx, p.Key)
	if err != nil {
		return Page{}, err
	}
	for _, key := range keys {
		if _, ok := m.Rules[key]; !ok {
			return Page{}, ErrNoPart
		}
	}
	if m.Last != nil { // else nothing is learned
		if _, err := w.Store.Unlearn(ctx, p.Key, keys); err != nil {
			return Page{}, err
		}
	}
	return b.Page(ctx, idOf(p.Key))
}

func orMissing(err error) error {
	if err == nil {
		return ErrNoPage
	}
	return err
}
