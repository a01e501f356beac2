package replay

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/tearsheet/tearsheet/snapshots/har"
	"github.com/tearsheet/tearsheet/snapshots/wacz"
	"github.com/tearsheet/tearsheet/snapshots/warc"
)

// fromHAR takes the entries of a HAR file.
func (a *Archive) fromHAR(in io.ReaderAt, size int64) error {
	start := make([]byte, 3)
	if _, err := in.ReadAt(start, 0); err == nil && bytes.Equal(start, []byte("\xef\xbb\xbf")) {
		in, size = io.NewSectionReader(in, 3, size-3), size-3
	}
	log, err := har.Read(io.NewSectionReader(in, 0, size))
	if err != nil {
		return err
	}
	for i := range log.Entries {
		e := &log.Entries[i]
		if e.Response.Status == 0 && e.Response.Content.Text != "" {
			e.Response.Status = http.StatusOK // out of a cache, as some browsers write it
		}
		if e.Response.Status == 0 || !strings.HasPrefix(e.Request.URL, "http") {
			continue
		}
		media, _, _ := strings.Cut(e.Response.Content.MediaType, ";")
		a.entries = append(a.entries, entry{
			method: strings.ToUpper(e.Request.Method), url: e.Request.URL, sent: sentOf(e), status: e.Response.Status,
			media: strings.TrimSpace(media), at: e.Started, read: func() (Answer, error) { return harAnswer(e, log.Creator) }, place: fmt.Sprintf("entry %d", i+1),
		})
	}
	for _, page := range log.Pages {
		for _, e := range log.Entries {
			if e.Page == page.ID {
				a.Pages = append(a.Pages, Page{e.Request.URL, page.Title, page.Started})
				break
			}
		}
	}
	return nil
}

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

func harAnswer(e *har.Entry, made har.Tool) (Answer, error) {
	if !warc.ValidStatus(e.Response.Status) {
		return Answer{}, fmt.Errorf("it has the status %d, which HTTP does not have", e.Response.Status)
	}
	body, err := e.Body(made)
	if missing := new(har.Missing); errors.As(err, &missing) {
		return Answer{}, &Error{URL: e.Request.URL, Missing: true, Err: err}
	}
	answer := Answer{e.Response.Status, e.Response.StatusText, nil, body}
	for _, f := range e.Response.Header {
		if warc.ValidName(f.Name) {
			answer.Header = append(answer.Header, warc.Field(f))
		}
	}
	return answer, err
}
