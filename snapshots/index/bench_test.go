package index

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tearsheet/tearsheet/snapshots"
)

// Of the archive that the benchmarks ask: five snapshots of each page, twenty pages a
// host. TEARSHEET_BENCH_ARCHIVE names a folder in which it is kept for the next run.
const (
	benchSnapshots = 100_000
	ofPage         = 5
	ofHost         = 20 * ofPage
)

var benchArchive = sync.OnceValues(func() (*snapshots.Store, error) {
	dir := os.Getenv("TEARSHEET_BENCH_ARCHIVE")
	if dir == "" {
		temp, err := os.MkdirTemp("", "tearsheet-bench-*")
		if err != nil {
			return nil, err
		}
		afterAll = append(afterAll, func() { os.RemoveAll(temp) })
		dir = filepath.Join(temp, "archive")
	}
	if _, err := os.Stat(dir); err == nil {
		return snapshots.Open(dir)
	}
	w, err := snapshots.OpenWriter(dir)
	if err != nil {
		return nil, err
	}
	defer w.Close()
	// Syncing each file would take most of the time, so this writes what FORMAT.md says.
	g := newGenerator()
	for i := range benchSnapshots {
		if err := g.write(w.Store, i); err != nil {
			return nil, err
		}
	}
	return w.Store, nil
})

// afterAll are run when all tests are through.
var afterAll []func()

// generator invents stories, with words as frequent as they are in a language.
type generator struct {
	random *rand.Rand
	rank   *rand.Zipf
}

func newGenerator() *generator {
	r := rand.New(rand.NewPCG(1, 2))
	return &generator{r, rand.NewZipf(r, 1.1, 8, 40_000)}
}

func (g *generator) words(n int) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString("w" + strconv.FormatUint(g.rank.Uint64(), 36))
	}
	return b.String()
}

func (g *generator) write(store *snapshots.Store, i int) error {
	host, page := i/ofHost, i%ofHost/ofPage
	m := snapshots.Manifest{
		Format: snapshots.FormatVersion, URL: fmt.Sprintf("https://site%d.example/story-%d", host, page), Status: 200,
		Title: "Story " + g.words(8), CapturedAt: time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(i) * 13 * time.Minute),
		Tool: snapshots.Tool{Name: "tearsheet", Version: "0.0.0"}, Browser: "HeadlessChrome/156.0.0.0",
		Article: &snapshots.Article{Title: "Story", Authors: []string{"Writer " + g.words(1)}, SiteName: "Site", WordCount: 400},
	}
	m.FinalURL = m.URL
	folder, err := snapshots.PageOf(m.URL)
	if err != nil {
		return err
	}
	m.ID = snapshots.ID(folder + "/" + m.CapturedAt.Format("20060102T150405.000Z"))
	dir := filepath.Join(store.Dir(), filepath.FromSlash(string(m.ID)))
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	article, err := json.Marshal(map[string]string{"title": m.Title, "text": g.words(400)})
	if err != nil {
		return err
	}
	m.Files = []snapshots.File{{Name: "article.json", Kind: "article", MediaType: "application/json", Size: int64(len(article)), SHA256: snapshots.DigestOf(article)}}
	manifest, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	manifest = append(manifest, '\n')
	digest := snapshots.DigestOf(manifest).String()
	manifest = bytes.Replace(manifest, []byte(`"manifest_sha256": ""`), []byte(`"manifest_sha256": "`+digest+`"`), 1)
	if err := os.WriteFile(filepath.Join(dir, "article.json"), article, 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, snapshots.ManifestName), manifest, 0o644)
}

// BenchmarkAsk asks an archive of 100,000 snapshots whose index is up to date, opening
// it anew each time, as a command does.
func BenchmarkAsk(b *testing.B) {
	store, err := benchArchive()
	if err != nil {
		b.Fatal(err)
	}
	list := func(q snapshots.Query, limit int) func(*Index) (int, error) {
		return func(x *Index) (n int, err error) {
			for _, e := range x.List(b.Context(), q, limit) {
				if e != nil {
					return n, e
				}
				n++
			}
			return n, nil
		}
	}
	search := func(q Query) func(*Index) (int, error) {
		return func(x *Index) (int, error) {
			q.Limit = 20
			r, err := x.Search(b.Context(), q)
			return len(r.Hits), err
		}
	}
	year := time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name string
		ask  func(*Index) (int, error)
		want int
	}{
		{"list", list(snapshots.Query{}, 0), benchSnapshots},
		{"list-20", list(snapshots.Query{}, 20), 20},
		{"list-host", list(snapshots.Query{Host: "site77.example"}, 0), ofHost},
		{"list-prefix", list(snapshots.Query{URLPrefix: "https://site77.example/story-1"}, 0), 11 * ofPage},
		{"search-rare", search(Query{Text: "w9zz"}), 20},
		{"search-common", search(Query{Text: "w0"}), 20},
		{"search-three", search(Query{Text: "w0 w1 w2"}), 20},
		{"search-phrase", search(Query{Text: `"w0 w1"`}), 20},
		{"search-start", search(Query{Text: "w1a*"}), 20},
		{"search-host", search(Query{Text: "w0", Host: "site77.example"}), 20},
		{"search-since", search(Query{Text: "w5", Since: year}), 20},
	} {
		b.Run(c.name, func(b *testing.B) {
			// The first time reads what is not in the index yet.
			for range 2 {
				x := Open(store, Options{})
				if _, err := c.ask(x); err != nil {
					b.Fatal(err)
				}
				x.Close()
			}
			for b.Loop() {
				x := Open(store, Options{Trouble: func(err error) { b.Error(err) }})
				if n, err := c.ask(x); err != nil || n != c.want {
					b.Fatalf("%d, not %d; %v", n, c.want, err)
				}
				if err := x.Close(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkBuild makes the index of a smaller archive from nothing, with all texts.
func BenchmarkBuild(b *testing.B) {
	const n = 2000
	dir := filepath.Join(b.TempDir(), "archive")
	w, err := snapshots.OpenWriter(dir)
	if err != nil {
		b.Fatal(err)
	}
	defer w.Close()
	g := newGenerator()
	for i := range n {
		if err := g.write(w.Store, i); err != nil {
			b.Fatal(err)
		}
	}
	for b.Loop() {
		if err := os.RemoveAll(w.IndexDir()); err != nil {
			b.Fatal(err)
		}
		x := Open(w.Store, Options{})
		if r, err := x.Search(b.Context(), Query{Text: "w0", All: true}); err != nil || r.Pages != n {
			b.Fatal(r.Pages, err)
		}
		x.Close()
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/n, "µs/snapshot")
}
