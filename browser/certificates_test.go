package browser_test

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"math/big"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
	"github.com/tearsheet/tearsheet/browser/identity"
)

// ownCertificate makes a certificate of a client, as PEM with its key.
func ownCertificate(t *testing.T) []byte {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	about := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "harbour clerk"}, NotAfter: time.Now().Add(time.Hour), ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}}
	cert, err := x509.CreateCertificate(rand.Reader, about, about, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	return append(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: cert}), pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: secret})...)
}

// A host that asks for a certificate is shown the user's, with cookies, forms and redirects
// as with any other; without one it is not entered.
func TestClientCertificates(t *testing.T) {
	t.Parallel()
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		who := r.TLS.PeerCertificates[0].Subject.CommonName
		switch r.URL.Path {
		case "/":
			http.SetCookie(w, &http.Cookie{Name: "seen", Value: "yes", Path: "/"})
			http.Redirect(w, r, "/in", http.StatusFound)
		case "/in":
			w.Header().Set("Content-Type", "text/html")
			fmt.Fprintf(w, "<title>%s</title><p>%s</p><script>fetch('/api', {method: 'POST', body: 'tide'}).then(async r => document.body.append(await r.text()))</script>", who, r.Header.Get("Cookie"))
		case "/api":
			var sent bytes.Buffer
			_, _ = sent.ReadFrom(r.Body)
			fmt.Fprintf(w, "%s sent %s", who, sent.String())
		}
	}))
	server.TLS = &tls.Config{ClientAuth: tls.RequireAnyClientCert}
	server.Config.ErrorLog = nil
	server.StartTLS()
	t.Cleanup(server.Close)
	cert, err := identity.ParseCertificate(strings.TrimPrefix(server.URL, "https://"), ownCertificate(t))
	if err != nil {
		t.Fatal(err)
	}
	page := browsertest.Capture(t, browser.Request{URL: server.URL, Network: browser.Network{Insecure: true}, Identity: browser.Identity{Certificates: []identity.Certificate{cert}}})
	if page.Title != "harbour clerk" || !bytes.Contains(page.DOM, []byte("<p>seen=yes</p>")) || !bytes.Contains(page.DOM, []byte("harbour clerk sent tide")) || page.FinalURL != server.URL+"/in" {
		t.Errorf("%s at %s:\n%s", page.Title, page.FinalURL, page.DOM)
	}
	// Without one Chrome may find its connection closed before it knows why.
	if refused, _ := browsertest.Refused(t, browser.Request{URL: server.URL, Network: browser.Network{Insecure: true}}); refused.Kind() != browser.KindTLS && refused.Kind() != browser.KindConnect {
		t.Errorf("without it: %s: %v", refused.Kind(), refused)
	}
	for _, text := range []string{"", "hush"} {
		if _, err := identity.ParseCertificate("a", []byte(text)); err == nil || strings.Contains(err.Error(), "hush") {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// What is asked for with a certificate is asked for under the guard as well.
func TestGuardedCertificates(t *testing.T) {
	t.Parallel()
	var hits atomic.Int64
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		hits.Add(1)
		fmt.Fprint(w, "<title>Inside</title>")
	}))
	t.Cleanup(server.Close)
	cert, err := identity.ParseCertificate(strings.TrimPrefix(server.URL, "https://"), ownCertificate(t))
	if err != nil {
		t.Fatal(err)
	}
	ask := browser.Request{URL: server.URL, Network: browser.Network{Insecure: true}, Identity: browser.Identity{Certificates: []identity.Certificate{cert}}}
	closed := browsertest.Launch(t, browser.Options{Guard: true})
	if page, err := browsertest.Attempt(t, closed, ask); err == nil || hits.Load() > 0 {
		t.Errorf("the guard let %d requests through: %q, %v", hits.Load(), page.Title, err)
	}
	open := browsertest.Launch(t, browser.Options{Guard: true, AllowNet: []string{"127.0.0.1"}})
	if page := browsertest.CaptureWith(t, open, ask); page.Title != "Inside" {
		t.Errorf("with a hole: %q", page.Title)
	}
}
