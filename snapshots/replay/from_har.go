package replay

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/tearsheet/tearsheet/snapshots/har"
	"github.com/tearsheet/tearsheet/snapshots/wacz"
	"github.com/tearsheet/tearsheet/snapshots/warc"
)

// fromHAR takes the entries of a HAR file.
func (a *Archive) fromHAR(in io.ReaderAt, size int64) error {
	return a.fromLog(io.NewSectionReader(in, 0, size), a.beside)
}

// fromHARinZIP takes those of a HAR file that is in a ZIP file with its bodies.
func (a *Archive) fromHARinZIP(in io.ReaderAt, size int64) error {
	z, err := zip.NewReader(in, size)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(z.File, func(f *zip.File) bool { return strings.HasSuffix(f.Name, ".har") })
	if at < 0 {
		return wacz.ErrEmpty
	}
	log, err := z.File[at].Open()
	if err != nil {
		return err
	}
	defer log.Close() // only read: nothing to lose
	return a.fromLog(log, func(name string) ([]byte, error) {
		at := slices.IndexFunc(z.File, func(f *zip.File) bool { return f.Name == name })
		if at < 0 {
			return nil, errors.New("which is not in the ZIP file")
		}
		return unzipped(z.File[at])
	})
}

// unzipped is a file of a ZIP file that goes through memory.
func unzipped(f *zip.File) ([]byte, error) {
	raw, err := f.OpenRaw()
	if err != nil {
		return nil, err
	}
	m := &meter{in: raw}
	switch f.Method {
	case zip.Store:
		return m.bounded(m)
	case zip.Deflate:
		return m.bounded(flate.NewReader(m))
	}
	return nil, zip.ErrAlgorithm
}

// fromGzip takes what a gzip file holds: records, or a HAR file.
func (a *Archive) fromGzip(in io.ReaderAt, size int64) error {
	unpacked, err := gzip.NewReader(io.NewSectionReader(in, 0, size))
	if err != nil {
		return err
	}
	start := make([]byte, 64)
	n, _ := io.ReadFull(unpacked, start) // a short one is no HAR file
	if start = trimmed(start[:n]); !bytes.HasPrefix(start, []byte("{")) {
		return a.fromWARC(in, size)
	}
	return a.fromLog(io.MultiReader(bytes.NewReader(start), unpacked), a.beside)
}

// fromLog takes the entries of a log.
func (a *Archive) fromLog(in io.Reader, files har.Files) error {
	start := make([]byte, 3)
	n, _ := io.ReadFull(in, start) // a short file is none, as the reader will find
	log, err := har.Read(io.MultiReader(bytes.NewReader(bytes.TrimPrefix(start[:n], []byte("\xef\xbb\xbf"))), in))
	if err != nil {
		return err
	}
	whole := map[string]bool{} // addresses of which there is a body
	for i := range log.Entries {
		e := &log.Entries[i]
		if failed(e) && (e.Response.Content.Text != "" || e.Response.Content.File != "") || e.Response.Status == http.StatusNotModified && !e.Unmodified() {
			e.Response.Status = http.StatusOK // out of a cache, as some browsers write it
		}
		whole[e.Request.URL] = whole[e.Request.URL] || !e.Unmodified() && !failed(e)
	}
	first := map[string]*har.Entry{} // of each page
	for i := range log.Entries {
		e := &log.Entries[i]
		if failed(e) || !strings.HasPrefix(e.Request.URL, "http") || e.Unmodified() && whole[e.Request.URL] {
			continue
		}
		media, _, _ := strings.Cut(e.Media(), ";")
		a.entries = append(a.entries, entry{
			method: strings.ToUpper(e.Request.Method), url: e.Request.URL, sent: sentOf(e), status: int(e.Response.Status),
			media: strings.ToLower(strings.TrimSpace(media)), at: e.Started.Time, read: func() (recorded, error) { return harAnswer(e, log.Creator, files) }, place: fmt.Sprintf("entry %d", i+1),
		})
		if first[e.Page] == nil {
			first[e.Page] = e
		}
	}
	for _, page := range log.Pages {
		if e := first[page.ID]; e != nil {
			a.Pages = append(a.Pages, Page{e.Request.URL, page.Title, page.Started.Time})
		}
	}
	return nil
}

// failed tells an entry of a request that got no answer.
func failed(e *har.Entry) bool { return e.Response.Status == 0 || e.Response.Status == -1 }

// sentOf is what a request sends, as a query.
func sentOf(e *har.Entry) string {
	sent := e.Request.Sent
	if strings.EqualFold(e.Request.Method, "GET") {
		return ""
	}
	if sent.Text == "" && len(sent.Params) > 0 {
		var pairs []string
		for _, p := range sent.Params {
			pairs = append(pairs, url.QueryEscape(p.Name)+"="+url.QueryEscape(p.Value))
		}
		return strings.Join(pairs, "&")
	}
	return wacz.SentQuery(sent.MediaType, []byte(sent.Text))
}

// errCached says why there is no body, and what to do about it.
var errCached = errors.New(`the browser had it in its cache: record it again without ("Disable cache" in developer tools)`)

func harAnswer(e *har.Entry, made har.Tool, files har.Files) (recorded, error) {
	if e.Unmodified() {
		return recorded{}, &Error{URL: e.Request.URL, Missing: true, Err: errCached}
	}
	status := int(e.Response.Status)
	if !warc.ValidStatus(status) {
		return recorded{}, fmt.Errorf("it has the status %d, which HTTP does not have", status)
	}
	body, err := e.Body(made, files)
	if missing := new(har.Missing); errors.As(err, &missing) {
		return recorded{}, &Error{URL: e.Request.URL, Missing: true, Err: err}
	}
	answer := recorded{Status: status, StatusText: e.Response.StatusText, Body: body.Bytes}
	for _, f := range e.Response.Header {
		if warc.ValidName(f.Name) {
			answer.Header = append(answer.Header, f)
		}
	}
	answer.complete(e, body.UTF8)
	return answer, err
}

// complete puts into the head what the file says elsewhere: of what type the content is, in
// which characters it is by now, and where a redirect leads.
func (r *recorded) complete(e *har.Entry, utf8 bool) {
	media, was := e.Media(), r.Header.Get("Content-Type")
	if utf8 && len(r.Body) > 0 && media != "" {
		kind, _, _ := strings.Cut(media, ";")
		media = strings.TrimSpace(kind) + "; charset=utf-8"
	}
	if media != was && media != "" {
		r.Header = without(r.Header, "Content-Type")
		r.Header.Add("Content-Type", media)
	}
	if e.Response.Redirect != "" && r.Status/100 == 3 && r.Header.Get("Location") == "" {
		r.Header.Add("Location", e.Response.Redirect)
	}
}
