package gallery

import (
	"io"
	"net/http"
	"os"
	"testing"
	"time"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/pipeline"
	"github.com/tearsheet/tearsheet/snapshots"
	"github.com/tearsheet/tearsheet/snapshots/index"
)

// BenchmarkPages asks for each sort of page of a large archive: the one that the index's
// benchmarks have left in TEARSHEET_BENCH_ARCHIVE.
func BenchmarkPages(b *testing.B) {
	dir := os.Getenv("TEARSHEET_BENCH_ARCHIVE")
	if dir == "" {
		b.Skip("this system has no large archive: see snapshots/index")
	}
	store, err := snapshots.Open(dir)
	if err != nil {
		b.Fatal(err)
	}
	x := index.Open(store, index.Options{Fresh: 2 * time.Second})
	defer x.Close()
	g, err := New(store, x, Options{Side: pipeline.SnapshotSide, Jobs: &fakeJobs{}, Cache: b.TempDir()})
	if err != nil {
		b.Fatal(err)
	}
	defer g.Close()
	g.working.Wait() // the words are read
	l, err := x.Newest(b.Context(), index.Query{Host: "site77.example"}, 0, 9)
	if err != nil {
		b.Fatal(err)
	}
	id, before := l.Entries[0].ID, l.Entries[1].ID
	for name, address := range map[string]string{
		"home": "/", "host": "/?host=site77.example", "status": "/?status=2xx", "since": "/?since=2025-01-01&until=2025-02-01", "older": "/?after=447000000000000000", "none": "/?tag=none",
		"search-rare": "/?q=w9zz", "search-common": "/?q=w0", "search-typed": "/?q=w1a&part&typed", "search-typed-common": "/?q=w&part&typed", "search-second": "/?q=w5&after=24", "search-host": "/?q=w0&host=site77.example",
		"snapshot": linkTo(id), "timeline": linkToPage(id), "compare": linkToCompare(before, id), "capture": "/capture", "runs": "/runs",
	} {
		b.Run(name, func(b *testing.B) {
			var size, most int64
			for b.Loop() {
				began := time.Now()
				r := ask(b, g, http.MethodGet, address, "")
				n, err := io.Copy(io.Discard, r.Body)
				if err != nil || r.Code != http.StatusOK {
					b.Fatal(r.Code, err)
				}
				size, most = n, max(most, time.Since(began).Microseconds())
			}
			b.ReportMetric(float64(size), "bytes/page")
			b.ReportMetric(float64(most)/1000, "ms/slowest")
		})
	}
}
