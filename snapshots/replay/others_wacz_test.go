package replay_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// part is a file of a package.
type part struct {
	name    string
	data    []byte
	deflate bool
}

func zipOf(t *testing.T, parts ...part) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range parts {
		head := &zip.FileHeader{Name: p.name}
		if p.deflate {
			head.Method = zip.Deflate
		}
		file, err := z.CreateHeader(head)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = file.Write(p.data)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func othersWACZ(t *testing.T) []another {
	t.Helper()
	const home = "https://harbour.test/"
	first, second := zippedWARC("1.0", answered(home, "", ok, "<p>Low tide")), zippedWARC("1.0", answered(home+"b", "", ok, "second"))
	cdxj := func(url, file string, size int) string {
		return fmt.Sprintf(`test,harbour)/%s 20261123120000 {"url": %q, "mime": "text/html", "status": "200", "digest": "-", "length": "%d", "offset": "0", "filename": %q}`+"\n",
			strings.TrimPrefix(url, home), url, size, file)
	}
	lines := cdxj(home, "one.warc.gz", len(first)) + cdxj(home+"b", "two.warc.gz", len(second))
	cdx := " CDX N b a m s k r M S V g\n" +
		fmt.Sprintf("test,harbour)/ 20261123120000 %s text/html 200 - - - %d 0 one.warc.gz\n", home, len(first)) +
		fmt.Sprintf("test,harbour)/b 20261123120000 %sb text/html 200 AAAA - - %d 0 two.warc.gz\n", home, len(second))
	nine := " CDX N b a m s k r V g\n" +
		fmt.Sprintf("test,harbour)/ 20261123120000 %s text/html 200 - - 0 one.warc.gz\n", home) +
		fmt.Sprintf("test,harbour)/b 20261123120000 %sb text/html 200 - - 0 two.warc.gz\n", home)
	about := part{"datapackage.json", []byte(`{"profile": "data-package"}`), true}
	pages := part{"pages/pages.jsonl", []byte(`{"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}` + "\n" + `{"url": "` + home + `", "ts": "2026-11-23T12:00:00Z", "title": "Tides"}`), true}
	warcs := []part{{"archive/one.warc.gz", first, false}, {"archive/two.warc.gz", second, false}}
	with := func(more ...part) []byte { return zipOf(t, append(warcs, more...)...) }
	want := []string{"GET " + home + "|200|<p>Low tide", "GET " + home + "b|200|second"}
	list := []another{
		{name: "WACZ of several files", data: with(about, pages, part{"indexes/index.cdxj", []byte(lines), true})},
		{name: "WACZ without pages", data: with(about, part{"indexes/index.cdxj", []byte(lines), false})},
		{name: "WACZ, lines of the index compressed", data: with(about, pages, part{"indexes/index.cdxj.gz", packed(lines), false})},
		{
			name: "WACZ, an index in blocks", data: with(about, pages, part{"indexes/index.cdx.gz", append(packed("!meta 0 {\"format\": \"cdxj-gzip-1.0\"}\n"+cdxj(home, "one.warc.gz", len(first))), packed(cdxj(home+"b", "two.warc.gz", len(second)))...), false},
				part{"indexes/index.idx", []byte("!meta 0 {\"format\": \"cdxj-gzip-1.0\", \"filename\": \"index.cdx.gz\"}\ntest,harbour)/ 20261123120000 {\"offset\": 0, \"length\": 9}\n"), true}),
		},
		{name: "WACZ, an index of 11 fields", data: with(about, pages, part{"indexes/index.cdx", []byte(cdx), true})},
		{name: "WACZ, an index of 9 fields", data: with(about, pages, part{"indexes/index.cdx.gz", packed(nine), false})},
		{name: "WACZ, an index each", data: with(pages, part{"indexes/one.cdxj", []byte(cdxj(home, "one.warc.gz", len(first))), true}, part{"indexes/two.cdxj", []byte(cdxj(home+"b", "archive/two.warc.gz", len(second))), true})},
		{name: "WACZ without an index", data: with(about, pages)},
		{name: "WACZ, an index that is empty", data: with(about, pages, part{"indexes/index.cdxj", nil, true})},
		{name: "WACZ in another order", data: zipOf(t, append([]part{about, pages, {"indexes/index.cdxj", []byte(lines), true}}, warcs...)...)},
		{name: "WACZ with folders", data: zipOf(t, append([]part{{name: "archive/"}, {name: "indexes/"}, {name: "logs/"}, {"indexes/index.cdxj", []byte(lines), true}}, warcs...)...)},
		{name: "WACZ of uncompressed WARCs", data: zipOf(t, part{"archive/one.warc", plainWARC("1.0", answered(home, "", ok, "<p>Low tide")), false}, part{"archive/two.warc", plainWARC("1.0", answered(home+"b", "", ok, "second")), false})},
	}
	for i := range list {
		list[i].page, list[i].want = home, want
	}
	return list
}
