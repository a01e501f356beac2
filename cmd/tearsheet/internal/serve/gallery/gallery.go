package gallery

import (
	"context"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"sync"

	"go.uber.org/zap"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/watching"
	"github.com/tearsheet/tearsheet/snapshots"
	"github.com/tearsheet/tearsheet/snapshots/diff"
	"github.com/tearsheet/tearsheet/snapshots/index"
)

// Options are what a gallery needs besides the archive. The zero value works.
type Options struct {
	// Side reads a snapshot as one side of a comparison. It is needed.
	Side  func(snapshots.Snapshot) (diff.Side, error)
	Jobs  Jobs            // captures pages; nil: the gallery shows what is there, and no more
	Watch *watching.Board // pages that are watched; nil: none are
	// Cache is the folder of what is made of pictures; empty: one in the archive or, where
	// that cannot be written, one for temporary files. CacheBytes is how much it may hold;
	// 0: 1 GiB.
	Cache      string
	CacheBytes int64
	Log        *zap.Logger // of what cannot be shown; nil: nobody is told
}

// Gallery shows an archive. It is safe for concurrent use.
type Gallery struct {
	store   *snapshots.Store
	index   *index.Index
	side    func(snapshots.Snapshot) (diff.Side, error)
	jobs    Jobs
	watch   *watching.Board
	log     *zap.Logger
	cache   *cache
	strips  *strips
	choices choices
	changes changes
	blames  blames
	ledger  *snapshots.Ledger
	handler http.Handler
	ctx     context.Context // ends with the gallery
	end     context.CancelFunc
	working sync.WaitGroup
}

// New makes a gallery of an archive and its index. Close it when done.
func New(store *snapshots.Store, x *index.Index, opts Options) (*Gallery, error) {
	if opts.CacheBytes == 0 {
		opts.CacheBytes = 1 << 30
	}
	dirs := []string{opts.Cache}
	if opts.Cache == "" {
		dirs = []string{store.GalleryDir(), filepath.Join(os.TempDir(), "tearsheet-gallery")}
	}
	kept, err := newCache(opts.CacheBytes, dirs...)
	if err != nil {
		return nil, errors.Join(errors.New("the gallery has no folder for thumbnails"), err)
	}
	g := &Gallery{store: store, index: x, side: opts.Side, jobs: opts.Jobs, watch: opts.Watch, log: opts.Log, cache: kept, ledger: store.Ledger()}
	if g.log == nil {
		g.log = zap.NewNop()
	}
	g.ctx, g.end = context.WithCancel(context.Background())
	g.strips = newStrips(g.ctx, kept)
	g.handler = g.routes()
	g.working.Go(g.read)
	return g, nil
}

// Close ends what the gallery still does. The index and the archive stay open.
func (g *Gallery) Close() {
	g.end()
	g.strips.close()
	g.working.Wait()
}

// read has the index read the words of all captures, so that the first who searches need
// not wait for it.
func (g *Gallery) read() {
	if _, err := g.index.Search(g.ctx, index.Query{Text: "a", Limit: 1}); err != nil && g.ctx.Err() == nil {
		g.log.Warn("the archive cannot be searched", zap.Error(err))
	}
}

// ServeHTTP answers a request.
func (g *Gallery) ServeHTTP(w http.ResponseWriter, r *http.Request) { g.handler.ServeHTTP(w, r) }

// routes are the gallery's addresses.
func (g *Gallery) routes() http.Handler {
	mux := http.NewServeMux()
	const one = "/snapshot/{host}/{page}/{stamp}"
	for pattern, handler := range map[string]func(w http.ResponseWriter, r *http.Request) error{
		"GET /{$}":                              g.home,
		"GET " + one:                            g.snapshot,
		"POST " + one + "/verify":               g.verify,
		"GET " + one + "/file/{kind}":           g.file,
		"GET " + one + "/frame/{kind}":          g.frame,
		"GET " + one + "/thumbnail":             g.thumbnail,
		"GET " + one + "/{kind}/{strip}":        g.strip,
		"GET /page/{host}/{page}":               g.timeline,
		"GET /page/{host}/{page}/blame":         g.blame,
		"GET /page":                             g.pageOf,
		"GET /compare":                          g.compare,
		"GET /compare/picture":                  g.comparePictures,
		"GET /compare/{picture}/{strip}":        g.differenceStrip,
		"GET /capture":                          g.captureForm,
		"POST /capture":                         g.capture,
		"GET /runs":                             g.runs,
		"GET /runs/{id}":                        g.run,
		"GET /runs/{id}/events":                 g.runEvents,
		"POST /runs/{id}/retry":                 g.retry,
		"POST /runs/{id}/cancel":                g.cancel,
		"GET /watch":                            g.watched,
		"GET /watch/add":                        g.newWatch,
		"POST /watch/add":                       g.addWatch,
		"GET /watch/{page}":                     g.watchedPage,
		"GET /watch/{page}/change":              g.changeWatch,
		"POST /watch/{page}/change":             g.keepWatch,
		"POST /watch/{page}/remove":             g.removeWatch,
		"POST /watch/{page}/look":               g.lookNow,
		"POST /watch/{page}/unlearn":            g.unlearn,
		"GET /watch/changes/{change}/place/{n}": g.place,
		"GET /static/{name}":                    g.static,
	} {
		mux.HandleFunc(pattern, g.handle(handler))
	}
	mux.HandleFunc("/", g.handle(func(http.ResponseWriter, *http.Request) error { return errNotHere }))
	// What changes something is only taken from the gallery's own pages.
	return http.NewCrossOriginProtection().Handler(mux)
}
