// Package gstest is a store that speaks the JSON API of Google Cloud Storage, as much of it
// as an archive needs, in the process of a test.
package gstest

import (
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"io"
	"maps"
	"mime"
	"mime/multipart"
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

// Address is that of an empty bucket: in this process or, where TEARSHEET_TEST_GS has one,
// there. It is reached over wrap, nil being nothing.
func Address(t testing.TB, wrap func(http.Handler) http.Handler) string {
	t.Helper()
	if address := os.Getenv("TEARSHEET_TEST_GS"); address != "" && wrap == nil {
		return address
	}
	handler := Handler("archive")
	if wrap != nil {
		handler = wrap(handler)
	}
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return "gs://archive?endpoint=" + server.URL
}

// Handler is a service with one empty bucket.
func Handler(bucket string) http.Handler {
	s := &service{objects: map[string]object{}, uploads: map[string]*upload{}}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /upload/storage/v1/b/{bucket}/o", s.begin)
	mux.HandleFunc("PUT /upload/storage/v1/b/{bucket}/o", s.part)
	mux.HandleFunc("DELETE /upload/storage/v1/b/{bucket}/o", s.abandon)
	mux.HandleFunc("GET /storage/v1/b/{bucket}/o", s.list)
	mux.HandleFunc("GET /storage/v1/b/{bucket}/o/{name}", s.get)
	mux.HandleFunc("DELETE /storage/v1/b/{bucket}/o/{name}", s.remove)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, rest, _ := strings.Cut(r.URL.Path, "/b/")
		if name, _, _ := strings.Cut(rest, "/"); name != bucket {
			refuse(w, http.StatusNotFound, "The specified bucket does not exist.")
			return
		}
		mux.ServeHTTP(w, r)
	})
}

// service is what is stored.
type service struct {
	mu      sync.Mutex
	objects map[string]object
	uploads map[string]*upload
	begun   int
}

// object is one that is stored.
type object struct {
	about
	data    []byte
	created time.Time
}

// about is what a client says of an object.
type about struct {
	Name        string            `json:"name"`
	ContentType string            `json:"contentType"`
	CRC32C      string            `json:"crc32c"`
	Metadata    map[string]string `json:"metadata"`
}

// upload is of an object that comes in parts.
type upload struct {
	about
	condition string
	data      []byte
	isDone    bool
}

// grain is what parts are counted in: less is not kept of one that breaks off.
const grain = 256 << 10

// refuse answers as the service does.
func refuse(w http.ResponseWriter, status int, message string) {
	answer(w, status, map[string]any{"error": map[string]any{"code": status, "message": message}})
}

func answer(w http.ResponseWriter, status int, value any) {
	w.Header().Set("Content-Type", "application/json; charset=UTF-8")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(value) // who has gone needs no answer
}

// begin takes an object, or the beginning of one that comes in parts.
func (s *service) begin(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	if query.Get("uploadType") == "multipart" {
		said, data, err := read(r)
		if err != nil {
			refuse(w, http.StatusBadRequest, err.Error())
			return
		}
		s.mu.Lock()
		defer s.mu.Unlock()
		s.store(w, query.Get("ifGenerationMatch"), said, data)
		return
	}
	u := &upload{condition: query.Get("ifGenerationMatch")}
	if err := json.NewDecoder(r.Body).Decode(&u.about); err != nil {
		refuse(w, http.StatusBadRequest, err.Error())
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.holds(w, u.condition, u.Name) {
		return
	}
	s.begun++
	id := strconv.Itoa(s.begun)
	s.uploads[id] = u
	w.Header().Set("Location", "http://"+r.Host+r.URL.Path+"?uploadType=resumable&upload_id="+id)
}

// read reads an object that comes in one request.
func read(r *http.Request) (said about, data []byte, err error) {
	_, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil {
		return said, nil, err
	}
	parts := multipart.NewReader(r.Body, params["boundary"])
	first, err := parts.NextPart()
	if err != nil {
		return said, nil, err
	}
	if err := json.NewDecoder(first).Decode(&said); err != nil {
		return said, nil, err
	}
	second, err := parts.NextPart()
	if err != nil {
		return said, nil, err
	}
	if data, err = io.ReadAll(second); err != nil {
		return said, nil, err
	}
	if _, err = parts.NextPart(); err != io.EOF { //nolint:errorlint // it is that very value
		return said, nil, fmt.Errorf("there is no end of it: %w", err)
	}
	return said, data, nil
}

// holds tells whether an object may be written, and else answers.
func (s *service) holds(w http.ResponseWriter, condition, name string) bool {
	if _, there := s.objects[name]; there && condition == "0" {
		refuse(w, http.StatusPreconditionFailed, "At least one of the pre-conditions you specified did not hold.")
		return false
	}
	return true
}

// store keeps an object, and tells whether it did.
func (s *service) store(w http.ResponseWriter, condition string, said about, data []byte) bool {
	if !s.holds(w, condition, said.Name) {
		return false
	}
	sum := crc32.Checksum(data, crc32.MakeTable(crc32.Castagnoli))
	if is := base64.StdEncoding.EncodeToString(binary.BigEndian.AppendUint32(nil, sum)); said.CRC32C != "" && said.CRC32C != is {
		refuse(w, http.StatusBadRequest, fmt.Sprintf("Provided CRC32C %q doesn't match calculated CRC32C %q.", said.CRC32C, is))
		return false
	}
	o := object{about: said, data: data, created: time.Now()}
	s.objects[said.Name] = o
	answer(w, http.StatusOK, o.entry())
	return true
}

// part takes a part of an object, or tells how much of it has come.
func (s *service) part(w http.ResponseWriter, r *http.Request) {
	which, total, _ := strings.Cut(strings.TrimPrefix(r.Header.Get("Content-Range"), "bytes "), "/")
	size, err := strconv.Atoi(total)
	if err != nil {
		refuse(w, http.StatusBadRequest, "there is no Content-Range")
		return
	}
	data, err := io.ReadAll(r.Body)
	isCut := err != nil || int64(len(data)) < r.ContentLength
	if isCut {
		data = data[:len(data)/grain*grain]
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	u, ok := s.uploads[r.URL.Query().Get("upload_id")]
	if !ok {
		refuse(w, http.StatusNotFound, "")
		return
	}
	if u.isDone {
		answer(w, http.StatusOK, s.objects[u.Name].entry())
		return
	}
	if first, _, _ := strings.Cut(which, "-"); first != "*" {
		from, err := strconv.Atoi(first)
		if err != nil || from > len(u.data) {
			refuse(w, http.StatusServiceUnavailable, "a part is missing")
			return
		}
		if more := from + len(data) - len(u.data); more > 0 {
			u.data = append(u.data, data[len(data)-more:]...)
		}
		if len(u.data) < size && len(u.data)%grain != 0 {
			refuse(w, http.StatusBadRequest, "a part is no multiple of 256 KiB")
			return
		}
	}
	if len(u.data) == size {
		u.isDone = s.store(w, u.condition, u.about, u.data)
		return
	}
	if len(u.data) > 0 {
		w.Header().Set("Range", fmt.Sprintf("bytes=0-%d", len(u.data)-1))
	}
	w.WriteHeader(http.StatusPermanentRedirect)
}

// abandon forgets what has come of an object.
func (s *service) abandon(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.uploads, r.URL.Query().Get("upload_id"))
	w.WriteHeader(499)
}

// get gives an object, or what is known of it.
func (s *service) get(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	o, ok := s.objects[r.PathValue("name")]
	s.mu.Unlock()
	switch {
	case !ok:
		refuse(w, http.StatusNotFound, "No such object: archive/"+r.PathValue("name"))
	case r.URL.Query().Get("alt") == "media":
		w.Header().Set("Content-Type", o.ContentType)
		w.Header().Set("Content-Length", strconv.Itoa(len(o.data)))
		_, _ = w.Write(o.data) // who has gone needs no answer
	default:
		answer(w, http.StatusOK, struct {
			entry
			Metadata map[string]string `json:"metadata"`
		}{o.entry(), o.Metadata})
	}
}

// remove removes an object.
func (s *service) remove(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, ok := s.objects[r.PathValue("name")]; !ok {
		refuse(w, http.StatusNotFound, "No such object: archive/"+r.PathValue("name"))
		return
	}
	delete(s.objects, r.PathValue("name"))
	w.WriteHeader(http.StatusNoContent)
}

// entry is an object in a list.
type entry struct {
	Name        string    `json:"name"`
	Size        int       `json:"size,string"`
	TimeCreated time.Time `json:"timeCreated"`
}

func (o object) entry() entry { return entry{o.Name, len(o.data), o.created} }

// list gives a page of a list.
func (s *service) list(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	list := storagetest.List{
		Prefix: query.Get("prefix"), Delimiter: query.Get("delimiter"), From: query.Get("startOffset"), After: query.Get("pageToken"), Most: 1000,
	}
	if n, err := strconv.Atoi(query.Get("maxResults")); err == nil {
		list.Most = n
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	names, next := list.Page(maps.Keys(s.objects))
	var told struct {
		Items         []entry  `json:"items,omitempty"`
		Prefixes      []string `json:"prefixes,omitempty"`
		NextPageToken string   `json:"nextPageToken,omitempty"`
	}
	told.NextPageToken = next
	for _, name := range names {
		if list.IsFolder(name) {
			told.Prefixes = append(told.Prefixes, name)
			continue
		}
		told.Items = append(told.Items, s.objects[name].entry())
	}
	answer(w, http.StatusOK, told)
}
