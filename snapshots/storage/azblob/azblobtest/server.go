// Package azblobtest is a store that speaks as Azure Blob Storage does, as much of it as an
// archive needs, in the process of a test.
package azblobtest

import (
	"bytes"
	"crypto/md5"
	"encoding/base64"
	"encoding/xml"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tearsheet/tearsheet/snapshots/storage/storagetest"
)

const (
	account = "tests"
	name    = "archive"
)

// Address is that of an empty container: in this process or, where TEARSHEET_TEST_AZBLOB has
// one, there. Whoever reaches it over wrap, nil being nothing, has the credentials in the
// environment.
func Address(t testing.TB, wrap func(http.Handler) http.Handler) string {
	t.Helper()
	if address := os.Getenv("TEARSHEET_TEST_AZBLOB"); address != "" && wrap == nil {
		return address
	}
	handler := Handler()
	if wrap != nil {
		handler = wrap(handler)
	}
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	t.Setenv("AZURE_STORAGE_CONNECTION_STRING", "")
	t.Setenv("AZURE_STORAGE_ACCOUNT", account)
	t.Setenv("AZURE_STORAGE_KEY", base64.StdEncoding.EncodeToString([]byte("secret")))
	return "azblob://" + name + "?endpoint=" + server.URL + "/" + account
}

// Handler is an account with one empty container.
func Handler() http.Handler {
	return &service{blobs: map[string]stored{}, blocks: map[string]map[string][]byte{}}
}

// service is what is stored.
type service struct {
	mu     sync.Mutex
	blobs  map[string]stored
	blocks map[string]map[string][]byte // that have come, and are in no blob: by its name and theirs
}

// stored is a blob.
type stored struct {
	data    []byte
	header  http.Header // that come with it
	changed time.Time
}

// refuse answers as the service does.
func refuse(w http.ResponseWriter, status int, code string) {
	w.Header().Set("Content-Type", "application/xml")
	w.Header().Set("x-ms-error-code", code)
	w.WriteHeader(status)
	_, _ = io.WriteString(w, xml.Header+"<Error><Code>"+code+"</Code><Message>Refused.</Message></Error>")
}

// ServeHTTP answers who signs. Whether the signature is right is not looked at.
func (s *service) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	signed, isSigned := strings.CutPrefix(r.Header.Get("Authorization"), "SharedKey "+account+":")
	if sum, err := base64.StdEncoding.DecodeString(signed); !isSigned || err != nil || len(sum) != 32 || r.Header.Get("x-ms-date") == "" {
		refuse(w, http.StatusForbidden, "AuthenticationFailed")
		return
	}
	where, ok := strings.CutPrefix(r.URL.Path, "/"+account+"/"+name)
	if !ok {
		refuse(w, http.StatusNotFound, "ContainerNotFound")
		return
	}
	data, err := io.ReadAll(r.Body)
	if err != nil {
		return // the wire was cut
	}
	sum := md5.Sum(data)
	if want := r.Header.Get("Content-MD5"); want != "" && want != base64.StdEncoding.EncodeToString(sum[:]) {
		refuse(w, http.StatusBadRequest, "Md5Mismatch")
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	key := strings.TrimPrefix(where, "/")
	switch what := r.Method + " " + r.URL.Query().Get("comp"); what {
	case "GET list":
		s.list(w, r)
	case "PUT block":
		s.block(w, key, r.URL.Query().Get("blockid"), data)
	case "PUT blocklist":
		s.commit(w, r, key, data)
	case "PUT ":
		if r.Header.Get("x-ms-blob-type") != "BlockBlob" {
			refuse(w, http.StatusBadRequest, "InvalidHeaderValue")
			return
		}
		s.store(w, r, key, data)
	case "GET ", "HEAD ":
		s.get(w, r, key)
	case "DELETE ":
		s.remove(w, key)
	default:
		refuse(w, http.StatusBadRequest, "UnsupportedHttpVerb")
	}
}

// holds tells whether a blob may be written, and else answers.
func (s *service) holds(w http.ResponseWriter, r *http.Request, key string) bool {
	if _, there := s.blobs[key]; there && r.Header.Get("If-None-Match") == "*" {
		refuse(w, http.StatusConflict, "BlobAlreadyExists")
		return false
	}
	return true
}

// store keeps a blob, unless there is one and there may be none.
func (s *service) store(w http.ResponseWriter, r *http.Request, key string, data []byte) {
	if !s.holds(w, r, key) {
		return
	}
	header := http.Header{}
	for field, values := range r.Header {
		if strings.HasPrefix(field, "X-Ms-Meta-") {
			header[field] = values
		}
	}
	now := time.Now()
	header.Set("Content-Type", r.Header.Get("x-ms-blob-content-type"))
	header.Set("ETag", `"`+strconv.FormatInt(now.UnixNano(), 16)+`"`)
	s.blobs[key] = stored{data: data, header: header, changed: now}
	delete(s.blocks, key)
	w.Header().Set("ETag", header.Get("ETag"))
	w.WriteHeader(http.StatusCreated)
}

// block keeps a block for a blob.
func (s *service) block(w http.ResponseWriter, key, id string, data []byte) {
	decoded, err := base64.StdEncoding.DecodeString(id)
	if err != nil || len(decoded) == 0 || len(decoded) > 64 {
		refuse(w, http.StatusBadRequest, "InvalidQueryParameterValue")
		return
	}
	for other := range s.blocks[key] {
		if len(other) != len(id) {
			refuse(w, http.StatusBadRequest, "InvalidBlobOrBlock")
			return
		}
	}
	if s.blocks[key] == nil {
		s.blocks[key] = map[string][]byte{}
	}
	s.blocks[key][id] = data
	w.WriteHeader(http.StatusCreated)
}

// commit makes a blob of blocks. The others that came for it are forgotten.
func (s *service) commit(w http.ResponseWriter, r *http.Request, key string, body []byte) {
	var list struct {
		Latest []string
	}
	if err := xml.Unmarshal(body, &list); err != nil {
		refuse(w, http.StatusBadRequest, "InvalidXmlDocument")
		return
	}
	if !s.holds(w, r, key) {
		return
	}
	var data []byte
	for _, id := range list.Latest {
		block, ok := s.blocks[key][id]
		if !ok {
			refuse(w, http.StatusBadRequest, "InvalidBlockList")
			return
		}
		data = append(data, block...)
	}
	s.store(w, r, key, data)
}

// get gives a blob or some of it, or what is known of it.
func (s *service) get(w http.ResponseWriter, r *http.Request, key string) {
	b, ok := s.blobs[key]
	if !ok {
		refuse(w, http.StatusNotFound, "BlobNotFound")
		return
	}
	for field, values := range b.header {
		w.Header()[field] = values
	}
	if part := r.Header.Get("x-ms-range"); part != "" {
		r.Header.Set("Range", part)
	}
	http.ServeContent(w, r, "", b.changed, bytes.NewReader(b.data))
}

// remove removes a blob.
func (s *service) remove(w http.ResponseWriter, key string) {
	if _, ok := s.blobs[key]; !ok {
		refuse(w, http.StatusNotFound, "BlobNotFound")
		return
	}
	delete(s.blobs, key)
	w.WriteHeader(http.StatusAccepted)
}

// entry is a blob in a list.
type entry struct {
	Name    string
	Changed string `xml:"Properties>Last-Modified"`
	Size    int    `xml:"Properties>Content-Length"`
}

// folder stands for blobs in a list.
type folder struct {
	Name string
}

// page is of a list.
type page struct {
	XMLName    xml.Name `xml:"EnumerationResults"`
	Blobs      []entry  `xml:"Blobs>Blob"`
	Folders    []folder `xml:"Blobs>BlobPrefix"`
	NextMarker string
}

// list gives a page of a list.
func (s *service) list(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	list := storagetest.List{
		Prefix: query.Get("prefix"), Delimiter: query.Get("delimiter"), From: query.Get("startFrom"), After: query.Get("marker"), Most: 5000,
	}
	if n, err := strconv.Atoi(query.Get("maxresults")); err == nil {
		list.Most = n
	}
	names, next := list.Page(maps.Keys(s.blobs))
	p := page{NextMarker: next}
	for _, name := range names {
		if list.IsFolder(name) {
			p.Folders = append(p.Folders, folder{name})
			continue
		}
		b := s.blobs[name]
		p.Blobs = append(p.Blobs, entry{Name: name, Size: len(b.data), Changed: b.changed.UTC().Format(http.TimeFormat)})
	}
	w.Header().Set("Content-Type", "application/xml")
	_, _ = io.WriteString(w, xml.Header) // who has gone needs no answer
	_ = xml.NewEncoder(w).Encode(p)
}
