package gs_test

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"errors"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tearsheet/tearsheet/snapshots/storage"
	"github.com/tearsheet/tearsheet/snapshots/storage/gs"
	"github.com/tearsheet/tearsheet/snapshots/storage/gs/gstest"
)

// account writes the file of an account whose tokens come from an address.
func account(t *testing.T, tokens string) {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	data, err := json.Marshal(map[string]string{
		"type": "service_account", "client_email": "archive@tests.example", "private_key_id": "1", "token_uri": tokens,
		"private_key": string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})),
	})
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "account.json")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("GOOGLE_APPLICATION_CREDENTIALS", file)
}

// serve has a service at an address; the last request's credentials are kept.
func serve(t *testing.T, start func(http.Handler) *httptest.Server) (server *httptest.Server, sent *string) {
	t.Helper()
	sent = new(string)
	next := gstest.Handler("archive")
	server = start(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		*sent = r.Header.Get("Authorization")
		next.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	return server, sent
}

// try writes an object to a service.
func try(t *testing.T, server *httptest.Server) error {
	t.Helper()
	u, err := url.Parse("gs://archive?endpoint=" + server.URL)
	if err != nil {
		t.Fatal(err)
	}
	b, err := gs.Open(u, gs.Options{Transport: server.Client().Transport, Tries: 1})
	if err != nil {
		t.Fatal(err)
	}
	return b.Create(t.Context(), "a", storage.New{Body: strings.NewReader("a"), Size: 1, Token: "one"})
}

// Credentials go to the service over https, and over http nowhere.
func TestCredentials(t *testing.T) {
	tokens := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		if r.URL.Path == "/refused" {
			w.WriteHeader(http.StatusBadRequest)
			_, _ = w.Write([]byte(`{"error": "invalid_grant", "error_description": "the account was removed"}`))
			return
		}
		_, _ = w.Write([]byte(`{"access_token": "of-the-archive", "token_type": "Bearer", "expires_in": 3600}`))
	}))
	t.Cleanup(tokens.Close)
	account(t, tokens.URL)
	for name, c := range map[string]struct {
		start func(http.Handler) *httptest.Server
		want  string
	}{
		"https": {httptest.NewTLSServer, "Bearer of-the-archive"},
		"http":  {httptest.NewServer, ""},
	} {
		server, sent := serve(t, c.start)
		if err := try(t, server); err != nil || *sent != c.want {
			t.Errorf("%s: %q is sent, %v", name, *sent, err)
		}
	}

	server, _ := serve(t, httptest.NewTLSServer)
	account(t, tokens.URL+"/refused")
	if err := try(t, server); !errors.Is(err, fs.ErrPermission) || !strings.Contains(err.Error(), "the account was removed") {
		t.Error(err)
	}
	t.Setenv("GOOGLE_APPLICATION_CREDENTIALS", filepath.Join(t.TempDir(), "nothing.json"))
	if err := try(t, server); err == nil || !strings.Contains(err.Error(), "nothing.json") {
		t.Error(err)
	}
}

// The address of an upload in parts, with which anybody can write, is in no error.
func TestSessionIsKept(t *testing.T) {
	wire := tripper(func(r *http.Request) (*http.Response, error) {
		if r.Method == http.MethodPost {
			return &http.Response{StatusCode: http.StatusOK, Header: http.Header{"Location": {"http://h/upload?upload_id=secret"}}, Body: http.NoBody, Request: r}, nil
		}
		return nil, errors.New("the wire is cut")
	})
	u, err := url.Parse("gs://archive?endpoint=http://h")
	if err != nil {
		t.Fatal(err)
	}
	b, err := gs.Open(u, gs.Options{Transport: wire, Tries: 1, PartSize: 256 << 10})
	if err != nil {
		t.Fatal(err)
	}
	large := strings.Repeat("a", 300<<10)
	err = b.Create(t.Context(), "a", storage.New{Body: strings.NewReader(large), Size: int64(len(large)), Token: "one"})
	if err == nil || strings.Contains(err.Error(), "secret") {
		t.Error(err)
	}
}

// tripper answers requests.
type tripper func(*http.Request) (*http.Response, error)

// RoundTrip calls it.
func (f tripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }
