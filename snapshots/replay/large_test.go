package replay_test

import (
	"archive/zip"
	"fmt"
	"io"
	"testing"

	"github.com/tearsheet/tearsheet/browser/exchange"
	"github.com/tearsheet/tearsheet/snapshots/replay"
)

// sparse is a file that is zeros but for some pieces of it, and counts what is read.
type sparse struct {
	size   int64
	pieces map[int64][]byte // by their places
	read   int64
}

// hole is written to a sparse file as nothing.
var hole = make([]byte, 16<<20)

func (s *sparse) Write(p []byte) (int, error) {
	if &p[0] != &hole[0] {
		s.pieces[s.size] = append([]byte(nil), p...)
	}
	s.size += int64(len(p))
	return len(p), nil
}

func (s *sparse) ReadAt(p []byte, at int64) (int, error) {
	n := int(max(0, min(int64(len(p)), s.size-at)))
	clear(p[:n])
	for place, data := range s.pieces {
		if from := at - place; from >= 0 && from < int64(len(data)) {
			copy(p[:n], data[from:])
		} else if from < 0 && -from < int64(n) {
			copy(p[-from:n], data)
		}
	}
	if s.read += int64(n); n < len(p) {
		return n, io.EOF
	}
	return n, nil
}

// Of a package of 5 GB no more is read than its lists and the records that are asked for.
func TestLarge(t *testing.T) {
	t.Parallel()
	const home, holes = "https://harbour.test/", 320
	record := zippedWARC("1.1", answered(home, "", ok, "<p>Low tide"))
	file := &sparse{pieces: map[int64][]byte{}}
	z := zip.NewWriter(file)
	size := uint64(holes*len(hole) + len(record))
	data, err := z.CreateRaw(&zip.FileHeader{Name: "archive/data.warc.gz", CompressedSize64: size, UncompressedSize64: size})
	if err != nil {
		t.Fatal(err)
	}
	if err := z.Flush(); err != nil { // what is written now goes straight to the file
		t.Fatal(err)
	}
	for range holes {
		_, _ = data.Write(hole)
	}
	_, _ = data.Write(record)
	index, err := z.Create("indexes/index.cdxj")
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(index, `test,harbour)/ 20261123120000 {"url": %q, "mime": "text/html", "status": 200, "length": %d, "offset": %d, "filename": "data.warc.gz"}`+"\n",
		home, len(record), holes*len(hole))
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	archive, err := replay.Read(file, file.size)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := archive.Session(archive.Pages[0]).Answer(exchange.Request{Method: "GET", URL: home})
	if err != nil || bodyOf(t, answer) != "<p>Low tide" {
		t.Errorf("%v %q", err, bodyOf(t, answer))
	}
	t.Logf("of %d bytes %d were read", file.size, file.read)
	if file.size < 5<<30 || file.read > 64<<10 {
		t.Errorf("of %d bytes %d were read", file.size, file.read)
	}
}
