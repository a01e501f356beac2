package azblob

import (
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/tearsheet/tearsheet/snapshots/storage"
	"github.com/tearsheet/tearsheet/snapshots/storage/azblob/azblobtest"
)

// A machine of Azure's has an identity, with which it needs no key.
func TestLogin(t *testing.T) {
	tokens := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("X-Identity-Header") != "of-the-machine" || !strings.HasPrefix(r.URL.Query().Get("resource"), "https://storage.azure.com") || r.URL.Query().Has("startFrom") {
			w.WriteHeader(http.StatusForbidden)
			return
		}
		fmt.Fprintf(w, `{"access_token": "for-blobs", "token_type": "Bearer", "resource": "https://storage.azure.com", "expires_on": "%d"}`, time.Now().Add(time.Hour).Unix())
	}))
	t.Cleanup(tokens.Close)
	next := azblobtest.Handler()
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "Bearer for-blobs" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		// What is behind knows keys only.
		r.Header.Set("Authorization", "SharedKey tests:"+base64.StdEncoding.EncodeToString(make([]byte, 32)))
		r.Header.Set("X-Ms-Date", time.Now().UTC().Format(http.TimeFormat))
		next.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	environment(t, map[string]string{"ACCOUNT": "tests"})
	t.Setenv("IDENTITY_ENDPOINT", tokens.URL)
	t.Setenv("IDENTITY_HEADER", "of-the-machine")

	u, err := url.Parse("azblob://archive/pages?endpoint=" + server.URL + "/tests")
	if err != nil {
		t.Fatal(err)
	}
	b, err := Open(u, Options{Tries: 1, Transport: server.Client().Transport})
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Create(t.Context(), "a", storage.New{Body: strings.NewReader("a"), Size: 1, Token: "one"}); err != nil {
		t.Fatal(err)
	}
	body, err := b.Open(t.Context(), "a")
	if err != nil {
		t.Fatal(err)
	}
	defer body.Close()
	if data, err := io.ReadAll(body); err != nil || string(data) != "a" {
		t.Errorf("%q %v", data, err)
	}
}
