package watching

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"regexp"
	"slices"
	"time"

	"go.uber.org/zap"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/store"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/tell"
	"github.com/tearsheet/tearsheet/snapshots/warc"
)

// The errors of what cannot be changed here.
var (
	ErrInFile = conflict("the file of watched pages has this page: change it there")
	ErrThere  = conflict("a page of this name or address is watched already: change that one, or give this one another name")
)

type conflict string

func (c conflict) Error() string { return string(c) }

// Kind is that of the problem.
func (c conflict) Kind() string { return "conflict" }

// CanAdd tells whether pages can be added. To a board that is nil none can.
func (b *Board) CanAdd() bool { return b != nil && b.options.Prepare != nil && b.options.Most > 0 }

// Begin has a watch run on the board, with the pages of its watch.yaml and those that were added.
func (b *Board) Begin(ctx context.Context, w *watch.Watch, file []*watch.Page) error {
	b.editing.Lock()
	defer b.editing.Unlock()
	return b.begin(ctx, w, file)
}

func (b *Board) begin(ctx context.Context, w *watch.Watch, file []*watch.Page) error {
	b.mu.Lock()
	b.watch, b.file = w, file
	b.mu.Unlock()
	return b.use(ctx)
}

// SetFile says that watch.yaml has other pages now.
func (b *Board) SetFile(ctx context.Context, file []*watch.Page) error {
	return b.Begin(ctx, b.running(), file)
}

// use watches the pages of the file and those that were added. It is called while editing.
func (b *Board) use(ctx context.Context) error {
	b.mu.Lock()
	w, file := b.watch, b.file
	b.mu.Unlock()
	list, err := w.Store.Added(ctx)
	if err != nil {
		return err
	}
	pages, added := slices.Clone(file), map[string]store.Added{}
	for _, a := range list {
		log := b.options.Log.With(zap.String("page", warc.Secrets.Text(a.Key)))
		if isIn(file, a.Key, a.URL) {
			log.Warn("a page that was added is in the file of watched pages too, and watched as that says")
			continue
		}
		p, err := b.read(a.Asked)
		if err != nil || p.Key != a.Key {
			log.Warn("a page that was added cannot be watched", zap.Error(err))
			continue
		}
		pages, added[a.Key] = append(pages, p), a
	}
	b.mu.Lock()
	b.added = added
	b.mu.Unlock()
	w.Use(ctx, pages)
	return nil
}

// isIn tells whether a page is one of the file.
func isIn(file []*watch.Page, key, address string) bool {
	return slices.ContainsFunc(file, func(p *watch.Page) bool { return p.Key == key || p.Address() == address })
}

// identity is what IDs of pages look like, which are nobody's to choose.
var identity = regexp.MustCompile(`^page_[0-9a-f]{20}$`)

// Add watches a further page, which an object of JSON describes.
func (b *Board) Add(ctx context.Context, asked []byte) (Page, error) {
	page, _, err := b.put(ctx, "", asked)
	return page, err
}

// Put changes a page that was added, named by its ID, its name or its address; one that is not
// there is made with that name.
func (b *Board) Put(ctx context.Context, what string, asked []byte) (page Page, made bool, err error) {
	return b.put(ctx, what, asked)
}

func (b *Board) put(ctx context.Context, what string, asked []byte) (page Page, made bool, err error) {
	b.editing.Lock()
	defer b.editing.Unlock()
	object, err := objectOf(asked)
	if err != nil {
		return Page{}, false, err
	}
	was := ""
	if what != "" {
		_, old := b.find(what)
		switch {
		case old == nil && identity.MatchString(what):
			return Page{}, false, ErrNoPage
		case old == nil:
			if name, ok := object["name"]; ok && name != what {
				return Page{}, false, fault("name", "it is another one than that of the address: leave it out")
			}
			object["name"] = what
		default:
			kept, ok := b.kept(old.Key)
			if !ok {
				return Page{}, false, ErrInFile
			}
			was = old.Key
			restore(object, kept)
			if _, ok := object["name"]; !ok && old.Name != "" {
				object["name"] = old.Name
			}
		}
	}
	if asked, err = json.Marshal(object); err != nil {
		return Page{}, false, err
	}
	p, err := b.read(asked)
	if err != nil {
		return Page{}, false, err
	}
	if err := b.keep(ctx, was, p, asked); err != nil {
		return Page{}, false, err
	}
	page, err = b.Page(ctx, idOf(p.Key))
	return page, was == "", err
}

// keep keeps a page, in the place of another one that was added, and watches it.
func (b *Board) keep(ctx context.Context, was string, p *watch.Page, asked []byte) error {
	b.mu.Lock()
	file := b.file
	_, there := b.added[p.Key]
	b.mu.Unlock()
	switch {
	case isIn(file, p.Key, p.Address()):
		return ErrInFile
	case there && was != p.Key:
		return ErrThere
	case b.options.Most == 0:
		return asConflict(&store.TooManyError{})
	}
	w := b.running()
	if w == nil {
		var err error
		if w, err = b.options.Begin(ctx); err != nil {
			return asConflict(err)
		}
		if err := b.begin(ctx, w, nil); err != nil {
			return err
		}
	}
	err := w.Store.Add(ctx, cmp.Or(was, p.Key), store.Added{Key: p.Key, URL: p.Address(), Asked: asked, At: time.Now()}, b.options.Most)
	if err == nil && was != "" {
		err = w.Store.Withhold(ctx, was, tell.Guarded, p.Notify)
	}
	if err != nil {
		return asConflict(err)
	}
	return b.use(ctx)
}

// asConflict names the kind of what others have to be asked for.
func asConflict(err error) error {
	if tooMany, ok := errors.AsType[*store.TooManyError](err); ok {
		return conflict(tooMany.Error())
	}
	if errors.Is(err, store.ErrInUse) {
		return conflict(store.ErrInUse.Error())
	}
	return err
}

// Remove watches a page no longer that was added, and forgets how it was. Nobody is told of it any
// more.
func (b *Board) Remove(ctx context.Context, what string) error {
	b.editing.Lock()
	defer b.editing.Unlock()
	w, p := b.find(what)
	if p == nil {
		return ErrNoPage
	}
	if _, ok := b.kept(p.Key); !ok {
		return ErrInFile
	}
	if err := errors.Join(w.Store.Remove(ctx, p.Key), w.Store.Withhold(ctx, p.Key, tell.Guarded, nil)); err != nil {
		return err
	}
	return b.use(ctx)
}

// Asked is what was asked of a page that was added, without what is secret in it; nil for one of
// watch.yaml.
func (b *Board) Asked(what string) (map[string]any, error) {
	_, p := b.find(what)
	if p == nil {
		return nil, ErrNoPage
	}
	kept, ok := b.kept(p.Key)
	if !ok {
		return nil, nil
	}
	return shown(kept), nil
}

// kept is what was asked of a page that was added.
func (b *Board) kept(key string) (object map[string]any, ok bool) {
	b.mu.Lock()
	a, ok := b.added[key]
	b.mu.Unlock()
	if !ok {
		return nil, false
	}
	object, err := objectOf(a.Asked)
	return object, err == nil
}
