// Package har reads HAR files, the logs that browsers' developer tools and proxies save:
// JSON with every request and, if they were asked to, every body.
package har

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"
)

// Field is one line of a header.
type Field struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// Page is a page that was loaded.
type Page struct {
	ID      string    `json:"id"`
	Title   string    `json:"title"`
	Started time.Time `json:"startedDateTime"`
}

// Entry is one request and its answer.
type Entry struct {
	Page    string    `json:"pageref"`
	Started time.Time `json:"startedDateTime"`
	Request struct {
		Method string  `json:"method"`
		URL    string  `json:"url"`
		Header []Field `json:"headers"`
		Sent   struct {
			MediaType string  `json:"mimeType"`
			Text      string  `json:"text"`
			Params    []Field `json:"params"`
		} `json:"postData"`
	} `json:"request"`
	Response struct {
		Status     int     `json:"status"`
		StatusText string  `json:"statusText"`
		Header     []Field `json:"headers"`
		Redirect   string  `json:"redirectURL"`
		Content    struct {
			MediaType string `json:"mimeType"`
			Text      string `json:"text"`
			Encoding  string `json:"encoding"`
		} `json:"content"`
	} `json:"response"`
}

// Body is the answer's body, free of encodings; empty where the file does not have it.
func (e *Entry) Body() ([]byte, error) {
	content := e.Response.Content
	if content.Encoding != "base64" {
		return []byte(content.Text), nil
	}
	body, err := base64.StdEncoding.DecodeString(content.Text)
	if err != nil {
		return nil, fmt.Errorf("the body of %.80s is not what it says: %w", e.Request.URL, err)
	}
	return body, nil
}

// Log is what a file holds.
type Log struct {
	Pages   []Page
	Entries []Entry
}

// MaxSize is the length over which a file is refused: it goes through memory whole.
const MaxSize = 128 << 20

// errForm says that a file is JSON and no HAR.
var errForm = errors.New("it is JSON, but no HAR file: that has a log with entries")

// Read reads a file.
func Read(in io.Reader) (*Log, error) {
	limited := &io.LimitedReader{R: in, N: MaxSize + 1}
	var file struct {
		Log *struct {
			Pages   []Page  `json:"pages"`
			Entries []Entry `json:"entries"`
		} `json:"log"`
	}
	err := json.NewDecoder(limited).Decode(&file)
	switch {
	case limited.N <= 0:
		return nil, fmt.Errorf("it has more than %d MB: more than are read of a HAR file", MaxSize>>20)
	case err != nil:
		return nil, fmt.Errorf("it is no HAR file: %w", err)
	case file.Log == nil || file.Log.Entries == nil:
		return nil, errForm
	}
	return &Log{file.Log.Pages, file.Log.Entries}, nil
}
