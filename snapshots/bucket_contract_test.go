package snapshots

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/tearsheet/tearsheet/snapshots/storage"
)

// create writes an object in an attempt.
func create(b storage.Bucket, key, text, token string) error {
	return b.Create(context.Background(), key, storage.New{
		Body: strings.NewReader(text), Size: int64(len(text)), SHA256: DigestOf([]byte(text)), MediaType: "text/plain", Token: token,
	})
}

// keys gives the keys of a list.
func keys(t *testing.T, b storage.Bucket, prefix, after string, folded bool) (list []string) {
	t.Helper()
	for o, err := range b.List(t.Context(), prefix, after, folded) {
		if err != nil {
			t.Fatal(err)
		}
		if !o.Folder() && (o.Size != int64(len(o.Key)) || time.Since(o.Changed).Abs() > time.Hour) {
			t.Errorf("%+v", o)
		}
		list = append(list, o.Key)
	}
	return list
}

// TestBucketContract holds a bucket to what storage.Bucket says.
func TestBucketContract(t *testing.T) { inEachBucket(t, bucketContract) }

func bucketContract(t *testing.T, kind string) {
	b := openTestBucket(t, bucketAddress(t, kind), nil)
	if err := create(b, "empty/a file of nothing", "", "one"); err != nil {
		t.Error(err)
	}
	for _, c := range []struct {
		text, token string
		want        error
	}{
		{"first", "one", nil}, {"first", "one", nil}, {"first", "two", fs.ErrExist}, {"other", "one", fs.ErrExist},
	} {
		if err := create(b, "a/b?c=d&e %2F#ä.txt", c.text, c.token); !errors.Is(err, c.want) {
			t.Errorf("%+v: %v", c, err)
		}
	}
	data, err := readObject(t.Context(), b, "a/b?c=d&e %2F#ä.txt", 100)
	if err != nil || string(data) != "first" {
		t.Errorf("%q %v", data, err)
	}
	if _, err := b.Open(t.Context(), "a/nothing"); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
	for range 2 {
		if err := b.Remove(t.Context(), "a/b?c=d&e %2F#ä.txt"); err != nil {
			t.Error(err)
		}
	}
	if _, err := b.Open(t.Context(), "a/b?c=d&e %2F#ä.txt"); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
	if kind == "s3" && os.Getenv("TEARSHEET_TEST_S3") == "" {
		return // the service that is in this process compares no bytes
	}
	wrong := storage.New{Body: &changing{}, Size: 100, Token: "one"}
	if err := b.Create(t.Context(), "a/wrong", wrong); err == nil || errors.Is(err, fs.ErrExist) {
		t.Errorf("bytes that changed on their way are taken: %v", err)
	}
	if _, err := b.Open(t.Context(), "a/wrong"); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
}

// changing is a body that has other bytes each time that it is read from its beginning.
type changing struct{ times byte }

func (c *changing) ReadAt(p []byte, at int64) (int, error) {
	if at == 0 {
		c.times++
	}
	for i := range p {
		p[i] = c.times
	}
	return len(p), nil
}

// TestBucketLists reads lists of more than a page.
func TestBucketLists(t *testing.T) { inEachBucket(t, bucketLists) }

func bucketLists(t *testing.T, kind string) {
	address, err := url.Parse(bucketKinds[kind].address(t, func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if kindOfRequest(r) == "LIST" {
				q := r.URL.Query()
				for _, key := range []string{"max-keys", "maxResults", "maxresults"} {
					q.Set(key, "2")
				}
				r.URL.RawQuery = q.Encode()
			}
			next.ServeHTTP(w, r)
		})
	}))
	if err != nil {
		t.Fatal(err)
	}
	b := openTestBucket(t, address.JoinPath("in"), nil)
	all := []string{".log/1", ".log/2", ".log/3", "a.txt", "a/1", "a/2/x", "a/2/y", "a/3", "ab", "z/1"}
	for _, key := range slices.Backward(all) {
		if err := create(b, key, key, "one"); err != nil {
			t.Fatal(err)
		}
	}
	if err := create(openTestBucket(t, address.JoinPath("in-other"), nil), "a/1", "a/1", "one"); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		prefix, after string
		folded        bool
		want          []string
	}{
		{"", "", false, all},
		{"", "a/2/x", false, all[6:]},
		{".log/", ".log/-1", false, all[:3]},
		{".log/", ".log/1", false, all[1:3]},
		{".log/", ".log/3", false, nil},
		{"a", "", false, all[3:9]},
		{"", "", true, []string{".log/", "a.txt", "a/", "ab", "z/"}},
		{"a/", "", true, []string{"a/1", "a/2/", "a/3"}},
		{"nothing/", "", true, nil},
	} {
		got := keys(t, b, c.prefix, c.after, c.folded)
		if kind == "s3" && c.folded {
			slices.Sort(got) // its library tells folders behind the objects of a page
			got = slices.Compact(got)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%+v: %q", c, got)
		}
	}
	again := b.List(t.Context(), "", all[4], false)
	for range 2 {
		for o := range again {
			if o.Key != all[5] {
				t.Error(o.Key)
			}
			break
		}
		n := 5
		for range again {
			n++
		}
		if n != len(all) {
			t.Errorf("a list that is read once more has %d objects", n-5)
		}
	}
}

// TestBucketReadsWhole cuts the wire in the middle of an object: what is read is whole, or an error.
func TestBucketReadsWhole(t *testing.T) { inEachBucket(t, bucketReadsWhole) }

func bucketReadsWhole(t *testing.T, kind string) {
	var cuts atomic.Int32
	address, err := url.Parse(bucketKinds[kind].address(t, func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Method != http.MethodGet || cuts.Add(1) > 1 {
				next.ServeHTTP(w, r)
				return
			}
			whole := httptest.NewRecorder()
			next.ServeHTTP(whole, r)
			for field, values := range whole.Header() {
				w.Header()[field] = values
			}
			w.Header().Set("Content-Length", strconv.Itoa(whole.Body.Len()))
			_, _ = w.Write(whole.Body.Bytes()[:whole.Body.Len()/2])
			panic(http.ErrAbortHandler)
		})
	}))
	if err != nil {
		t.Fatal(err)
	}
	b := openTestBucket(t, address, nil)
	text := strings.Repeat("the tide tables of the harbour, ", 10_000)
	if err := create(b, "tides.txt", text, "one"); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		data, err := readObject(t.Context(), b, "tides.txt", 1<<20)
		if err == nil && string(data) != text {
			t.Errorf("%d bytes of %d are read, and no error", len(data), len(text))
		}
	}
	if cuts.Load() < 2 {
		t.Error("nothing was cut")
	}
}

// TestBucketRefusals is what is said where a bucket cannot be used.
func TestBucketRefusals(t *testing.T) { inEachBucket(t, bucketRefusals) }

func bucketRefusals(t *testing.T, kind string) {
	address := bucketAddress(t, kind)
	missing := *address
	missing.Host = "there-is-none"
	b := openTestBucket(t, &missing, nil)
	for what, err := range map[string]error{
		"create": create(b, "a", "a", "one"),
		"list": func() error {
			for _, err := range b.List(t.Context(), "", "", true) {
				return err
			}
			return nil
		}(),
	} {
		if err == nil || !strings.Contains(err.Error(), "there-is-none: make it first") {
			t.Errorf("%s: %v", what, err)
		}
	}
	for query, says := range map[string]string{
		"colour=red": "colour is no setting", "endpoint=ftp://x": "is no address of a server", "endpoint=http://u:p@x": "is no address of a server",
	} {
		u := *address
		u.RawQuery = query
		if _, err := bucketKinds[kind].open(&u, bucketOptions{}); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", query, err)
		}
	}
	u := *address
	u.User = url.UserPassword("key", "secret")
	if _, err := bucketKinds[kind].open(&u, bucketOptions{}); err == nil || strings.Contains(err.Error(), "secret") {
		t.Error(err)
	}
	for status, want := range map[int]error{http.StatusForbidden: fs.ErrPermission, http.StatusServiceUnavailable: nil} {
		b := openTestBucket(t, address, answering(status))
		for what, err := range map[string]error{"create": create(b, "a", "a", "one"), "remove": b.Remove(t.Context(), "a")} {
			if err == nil || want != nil && !errors.Is(err, want) || strings.Contains(err.Error(), "\n") || errors.Is(err, fs.ErrExist) {
				t.Errorf("%d, %s: %v", status, what, err)
			}
		}
	}
}

// answering is a wire at whose end is a service that does nothing.
type answering int

// RoundTrip answers with a status.
func (a answering) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Body != nil {
		r.Body.Close()
	}
	return &http.Response{StatusCode: int(a), ProtoMajor: 1, ProtoMinor: 1, Header: http.Header{}, Body: io.NopCloser(strings.NewReader("no way")), Request: r}, nil
}

// TestBucketAddresses is what addresses are read as.
func TestBucketAddresses(t *testing.T) {
	for _, name := range []string{"AZURE_STORAGE_CONNECTION_STRING", "AZURE_STORAGE_KEY", "AZURE_STORAGE_SAS_TOKEN", "AZURE_STORAGE_SERVICE_ENDPOINT", "AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_S3", "STORAGE_EMULATOR_HOST"} {
		t.Setenv(name, "")
		os.Unsetenv(name)
	}
	t.Setenv("AZURE_STORAGE_ACCOUNT", "usual")
	for address, want := range map[string]string{
		"s3://pages/of/2026/?endpoint=https://s3.example/": "https://s3.example s3://pages/of/2026",
		"gs://pages":                              "https://storage.googleapis.com gs://pages",
		"gs://pages/of?endpoint=http://h:1":       "http://h:1 gs://pages/of",
		"azblob://pages":                          "https://usual.blob.core.windows.net azblob://pages",
		"azblob://pages/of?account=other":         "https://other.blob.core.windows.net azblob://pages/of",
		"azblob://p?endpoint=https://h/acc/":      "https://h/acc azblob://p",
		"azblob://p/?endpoint=https://h&account=": "https://h azblob://p",
	} {
		b, err := storage.Open(address)
		if err != nil || b.Identity() != want {
			t.Errorf("%s: %v %v", address, b, err)
		}
	}
	t.Setenv("STORAGE_EMULATOR_HOST", "127.0.0.1:9")
	if b, err := storage.Open("gs://pages"); err != nil || b.Identity() != "http://127.0.0.1:9 gs://pages" {
		t.Errorf("%v %v", b, err)
	}
}
