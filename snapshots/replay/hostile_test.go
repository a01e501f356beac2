package replay_test

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"fmt"
	"hash/crc32"
	"io"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/tearsheet/tearsheet/browser/exchange"
	"github.com/tearsheet/tearsheet/snapshots/replay"
	"github.com/tearsheet/tearsheet/snapshots/warc"
)

// evil is a file that means harm, or that was harmed.
type evil struct {
	name string
	data []byte
	more int64 // how often the last byte of data comes again
	fine bool  // it may be opened: what is wrong shows when it is asked
}

// ReadAt reads a part of the file.
func (e evil) ReadAt(p []byte, at int64) (int, error) {
	for i := range p {
		switch at := at + int64(i); {
		case at < int64(len(e.data)):
			p[i] = e.data[at]
		case at < int64(len(e.data))+e.more:
			p[i] = e.data[len(e.data)-1]
		default:
			return i, io.EOF
		}
	}
	return len(p), nil
}

// Of every broken or evil file there is a clear error, no panic, and memory stays small.
func TestHostile(t *testing.T) {
	var list []evil
	list = append(list, evilWARCs()...)
	list = append(list, evilZIPs(t)...)
	list = append(list, evilHARs(t)...)
	list = append(list, harmed(t)...)
	if len(list) < 200 {
		t.Errorf("there are %d files only", len(list))
	}
	var slowest struct {
		took time.Duration
		name string
	}
	var largest struct {
		size uint64
		name string
	}
	for _, e := range list {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		began := time.Now()
		err := try(e, int64(len(e.data))+e.more)
		took := time.Since(began)
		runtime.ReadMemStats(&after)
		if took > slowest.took {
			slowest.took, slowest.name = took, e.name
		}
		if size := after.TotalAlloc - before.TotalAlloc; size > largest.size {
			largest.size, largest.name = size, e.name
		}
		if took > 5*time.Second {
			t.Errorf("%s: it took %v", e.name, took)
		}
		// What is small stays small, whatever it says.
		if size := after.TotalAlloc - before.TotalAlloc; len(e.data) < 8<<10 && e.more == 0 && size > 100<<20 {
			t.Errorf("%s: %d bytes had %d MiB allocated", e.name, len(e.data), size>>20)
		}
		switch {
		case err == nil && !e.fine:
			t.Errorf("%s: there is no error", e.name)
		case err != nil && (len(err.Error()) > 500 || strings.ContainsAny(err.Error(), "\x00\x1b")):
			t.Errorf("%s: the message is %.600q", e.name, err)
		}
		if used := int64(after.Sys) - int64(before.Sys); used > 300<<20 {
			t.Errorf("%s: it took %d MiB", e.name, used>>20)
		}
	}
	t.Logf("%d files; the slowest was %s with %v, the largest %s with %d MiB", len(list), slowest.name, slowest.took, largest.name, largest.size>>20)
	var end runtime.MemStats
	runtime.ReadMemStats(&end)
	if end.Sys > 512<<20 {
		t.Errorf("all together took %d MiB", end.Sys>>20)
	}
}

// try opens an archive and asks it for all that it has.
func try(in io.ReaderAt, size int64) error {
	archive, err := replay.Read(in, size)
	if err != nil {
		return err
	}
	for _, page := range append(archive.Pages, replay.Page{URL: "https://a.test/"}) {
		if _, failed := archive.Session(page).Answer(exchange.Request{Method: "GET", URL: page.URL}); failed != nil {
			err = failed
		}
	}
	return err
}

const goodHead = "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.test/\r\nWARC-Date: 2026-11-23T12:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"

func record(length any, block string) []byte {
	return fmt.Appendf(nil, "%sContent-Length: %v\r\n\r\n%s\r\n\r\n", goodHead, length, block)
}

func zipped(data []byte) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = z.Write(data)
	_ = z.Close()
	return b.Bytes()
}

// bomb is a lot of nothing, packed.
func bomb(head string, size int) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	fmt.Fprint(z, head)
	nothing := make([]byte, 1<<20)
	for range size / len(nothing) {
		_, _ = z.Write(nothing)
	}
	_ = z.Close()
	return b.Bytes()
}

const page200 = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>Tide"

func evilWARCs() []evil {
	block := page200
	good := record(len(block), block)
	list := []evil{
		{name: "nothing", data: nil},
		{name: "one byte", data: []byte("W")},
		{name: "no WARC", data: []byte("WARC/9.9\r\n\r\n")},
		{name: "a header without end", data: []byte("WARC/1.1\r\n" + strings.Repeat("A: b\r\n", 1<<18))},
		{name: "a line without end", data: []byte("WARC/1.1\r\nA: " + strings.Repeat("b", 4<<20))},
		{name: "a bomb in place of a header", data: bomb("WARC/1.1\r\nA: ", 256<<20)},
		{name: "a bomb behind a record", data: bomb(string(good), 256<<20)},
		{name: "a bomb as a body", data: bomb(goodHead+fmt.Sprintf("Content-Length: %d\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", 300<<20), 256<<20)},
		{name: "not gzip after all", data: []byte("\x1f\x8bnothing of it")},
		{name: "two records, the second no record", data: append(bytes.Clone(good), "HELLO\r\n\r\n"...), fine: true},
		{name: "not HTTP", data: record(5, "HELLO")},
		{name: "a status that is none", data: record(len("HTTP/1.1 2x0 OK\r\n\r\n"), "HTTP/1.1 2x0 OK\r\n\r\n")},
		{name: "a wrong digest", data: bytes.Replace(good, []byte("Content-Length"), []byte("WARC-Block-Digest: sha256:00ff\r\nContent-Length"), 1)},
	}
	for _, length := range []any{-1, "", "many", "9223372036854775807", "99999999999999999999", "1e3", 1 << 40, len(block) - 1, len(block) + 1, len(block) + 4, 0, "0x10", "+5", " "} {
		list = append(list,
			evil{name: fmt.Sprintf("the length %v", length), data: record(length, block)},
			evil{name: fmt.Sprintf("the length %v, packed", length), data: zipped(record(length, block))})
	}
	inner := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + string(bomb("", 256<<20))
	list = append(list, evil{name: "a bomb inside of a body", data: record(len(inner), inner)})
	for _, coding := range []string{"gzip", "br", "deflate", "zstd", "br, gzip, br", strings.Repeat("gzip,", 1000)} {
		text := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: " + coding + "\r\n\r\n\x1f\x8b\x08 this is not what it says \xff\xff"
		list = append(list, evil{name: "encoded in " + coding[:min(20, len(coding))] + " and not", data: record(len(text), text), fine: coding == "br" || coding == "zstd"})
	}
	for cut := 1; cut < len(good)-1; cut += 9 {
		list = append(list, evil{name: fmt.Sprintf("cut at byte %d", cut), data: good[:cut]})
	}
	packed := zipped(good)
	for cut := 3; cut < len(packed); cut += 7 {
		list = append(list, evil{name: fmt.Sprintf("packed and cut at byte %d", cut), data: packed[:cut]})
	}
	return list
}

// long is a content for pack of so many bytes, in parts.
func long(text string, size int) string {
	const part = 1 << 20
	return fmt.Sprintf("%s\x00times %d", strings.Repeat(text, part/len(text)), size/part)
}

// pack makes a ZIP file of names and contents.
func pack(t *testing.T, method uint16, files ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		w, err := z.CreateHeader(&zip.FileHeader{Name: files[i], Method: method})
		if err != nil {
			t.Fatal(err)
		}
		unit, times := files[i+1], 1
		if before, after, ok := strings.Cut(unit, "\x00times"); ok {
			unit = before
			_, _ = fmt.Sscan(after, &times)
		}
		for range times {
			if _, err := w.Write([]byte(unit)); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func line(url string, offset, length any) string {
	return fmt.Sprintf(`test,a)/ 20261123120000 {"url":%q,"mime":"text/html","status":200,"offset":%v,"length":%v,"filename":"data.warc.gz"}`+"\n", url, offset, length)
}

func evilZIPs(t *testing.T) []evil {
	data := string(zipped(record(len(page200), page200)))
	index := line("https://a.test/", 0, len(data))
	list := []evil{
		{name: "an empty ZIP", data: pack(t, zip.Store)},
		{name: "a ZIP of something else", data: pack(t, zip.Store, "word/document.xml", "<x/>")},
		{name: "records that are packed twice", data: pack(t, zip.Deflate, "archive/data.warc.gz", data, "indexes/index.cdxj", index)},
		{name: "an index of nothing", data: pack(t, zip.Store, "archive/data.warc.gz", data, "indexes/index.cdxj", ""), fine: true},
		{name: "an index that is none", data: pack(t, zip.Store, "archive/data.warc.gz", data, "indexes/index.cdxj", "hello\n")},
		{name: "an index without JSON", data: pack(t, zip.Store, "archive/data.warc.gz", data, "indexes/index.cdxj", "a 20261123120000 {hello\n")},
		{name: "an index with a line without end", data: pack(t, zip.Deflate, "archive/data.warc.gz", "", "indexes/index.cdxj", strings.Repeat("a", 8<<20))},
		{name: "an index that is a bomb", data: pack(t, zip.Deflate, "indexes/index.cdxj", long("\n", 200<<20))},
		{name: "pages that are a bomb", data: pack(t, zip.Deflate, "pages/pages.jsonl", long("\n", 100<<20))},
		{name: "a packed index that is a bomb", data: pack(t, zip.Store, "archive/data.warc.gz", data, "indexes/index.cdx.gz", string(bomb("", 256<<20)))},
		{name: "pages that are none", data: pack(t, zip.Store, "archive/data.warc.gz", data, "indexes/index.cdxj", index, "pages/pages.jsonl", "hello\n")},
		{name: "an index that names another file", data: pack(t, zip.Store, "archive/data.warc.gz", data, "indexes/index.cdxj", strings.Replace(index, "data.warc.gz", "../../etc/passwd", 1))},
		{name: "many files", data: pack(t, zip.Store, manyFiles(20_000)...)},
	}
	for _, name := range []string{"../archive/data.warc.gz", "archive/../../evil", "/etc/passwd", "archive\\..\\evil", "a/../b", "..", "archive/\x00"} {
		list = append(list, evil{name: fmt.Sprintf("the name %q", name), data: pack(t, zip.Store, name, "x", "archive/data.warc.gz", data, "indexes/index.cdxj", index)})
	}
	for _, place := range [][2]any{{-1, 10}, {0, -1}, {1 << 40, 10}, {0, 1 << 40}, {9223372036854775807, 9223372036854775807}, {`"x"`, 1}, {3, len(data)}, {0, 5}, {0, 0}, {len(data), 1}} {
		list = append(list, evil{
			name: fmt.Sprintf("the place %v", place),
			data: pack(t, zip.Store, "archive/data.warc.gz", data, "indexes/index.cdxj", line("https://a.test/", place[0], place[1])),
		})
	}
	good := pack(t, zip.Store, "archive/data.warc.gz", data, "indexes/index.cdxj", index)
	for cut := 4; cut < len(good)-1; cut += len(good) / 25 {
		list = append(list, evil{name: fmt.Sprintf("a ZIP cut at byte %d", cut), data: good[:cut]})
	}
	return append(list, evil{name: "a size that is not so", data: falseSize(t, data, index)})
}

func manyFiles(n int) (files []string) {
	for i := range n {
		files = append(files, fmt.Sprintf("f/%d", i), "")
	}
	return files
}

// falseSize is a package whose records say that they are longer than the whole file.
func falseSize(t *testing.T, data, index string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.CreateRaw(&zip.FileHeader{
		Name: "archive/data.warc.gz", Method: zip.Store, CRC32: crc32.ChecksumIEEE([]byte(data)),
		CompressedSize64: 1 << 40, UncompressedSize64: 1 << 40,
	})
	if err != nil {
		t.Fatal(err)
	}
	_, _ = w.Write([]byte(data))
	w, err = z.Create("indexes/index.cdxj")
	if err != nil {
		t.Fatal(err)
	}
	_, _ = w.Write([]byte(index))
	_ = z.Close()
	return b.Bytes()
}

func evilHARs(t *testing.T) []evil {
	t.Helper()
	list := []evil{
		{name: "an empty object", data: []byte("{}")},
		{name: "a log of nothing", data: []byte(`{"log": {}}`)},
		{name: "a log without entries", data: []byte(`{"log": {"entries": []}}`)},
		{name: "entries that are none", data: []byte(`{"log": {"entries": 7}}`)},
		{name: "an entry that is none", data: []byte(`{"log": {"entries": [7]}}`)},
		{name: "an entry of nothing", data: []byte(`{"log": {"entries": [{}]}}`)},
		{name: "deep", data: []byte(strings.Repeat(`{"log":`, 1<<20))},
		{name: "deep lists", data: []byte(`{"log": {"entries": ` + strings.Repeat("[", 1<<20))},
		{name: "long", data: []byte(`{"log": {"comment": "aa`), more: 140 << 20},
		{name: "empty and long", data: []byte(`{ `), more: 140 << 20},
		{name: "a time that is none", data: []byte(`{"log": {"entries": [{"startedDateTime": "noon"}]}}`)},
		{name: "a body that is not base64", data: []byte(`{"log": {"entries": [{"request": {"method": "GET", "url": "https://a.test/"}, "response": {"status": 200, "content": {"mimeType": "text/html", "encoding": "base64", "text": "%%%"}}}]}}`)},
	}
	good := har(t)
	for cut := 5; cut < len(good); cut += len(good) / 25 {
		list = append(list, evil{name: fmt.Sprintf("a HAR cut at byte %d", cut), data: good[:cut]})
	}
	return list
}

// harmed are good files in which bytes have changed.
func harmed(t *testing.T) (list []evil) {
	random := rand.New(rand.NewPCG(1, 2))
	for format, data := range archives(t) {
		for n := range 40 {
			bad := bytes.Clone(data)
			for range 1 + random.IntN(8) {
				bad[random.IntN(len(bad))] ^= byte(1 << random.IntN(8))
			}
			list = append(list, evil{name: fmt.Sprintf("%s with changes %d", format, n), data: bad, fine: true})
		}
	}
	return list
}

// Whatever a file says, opening it ends without a panic.
func FuzzRead(f *testing.F) {
	f.Add([]byte(goodHead + "Content-Length: 0\r\n\r\n\r\n\r\n"))
	f.Add(record(len(page200), page200))
	f.Add(zipped(record(len(page200), page200)))
	f.Add([]byte(`{"log": {"entries": [{"request": {"method": "GET", "url": "https://a.test/"}, "response": {"status": 200}}]}}`))
	f.Fuzz(func(_ *testing.T, data []byte) { _ = try(bytes.NewReader(data), int64(len(data))) })
}

// Nor does a message.
func FuzzMessage(f *testing.F) {
	f.Add([]byte(page200))
	f.Add([]byte("POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"))
	f.Fuzz(func(_ *testing.T, data []byte) {
		if message, err := warc.ReadMessage(bytes.NewReader(data)); err == nil {
			_, _ = message.Decoded()
		}
	})
}
