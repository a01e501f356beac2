package proof_test

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"io"
	"math/big"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/digitorus/timestamp"
	"golang.org/x/crypto/ssh"

	"github.com/tearsheet/tearsheet/snapshots/proof"
)

var digest = sha256.Sum256([]byte("manifest"))

// keys writes a pair of keys in a format and gives their files.
func keys(t *testing.T, format string) (private, public string) {
	t.Helper()
	pub, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	var block *pem.Block
	var shown []byte
	if format == "ssh" {
		block, err = ssh.MarshalPrivateKey(key, "clerk")
		if err != nil {
			t.Fatal(err)
		}
		sshKey, err := ssh.NewPublicKey(pub)
		if err != nil {
			t.Fatal(err)
		}
		shown = ssh.MarshalAuthorizedKey(sshKey)
	} else {
		der, err := x509.MarshalPKCS8PrivateKey(key)
		if err != nil {
			t.Fatal(err)
		}
		block = &pem.Block{Type: "PRIVATE KEY", Bytes: der}
		if der, err = x509.MarshalPKIXPublicKey(pub); err != nil {
			t.Fatal(err)
		}
		shown = pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der})
	}
	dir := t.TempDir()
	private, public = filepath.Join(dir, "key"), filepath.Join(dir, "key.pub")
	for name, data := range map[string][]byte{private: pem.EncodeToMemory(block), public: shown} {
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return private, public
}

func TestSignature(t *testing.T) {
	t.Parallel()
	for _, format := range []string{"ssh", "pem"} {
		private, public := keys(t, format)
		signer, err := proof.NewSigner(private, "")
		if err != nil {
			t.Fatal(err)
		}
		data, err := signer.Prove(t.Context(), digest)
		if err != nil {
			t.Fatal(err)
		}
		key, err := proof.ReadKey(public)
		if err != nil {
			t.Fatal(err)
		}
		facts, err := proof.Check(data, digest)
		if err != nil || len(facts.Keys) != 1 || facts.Keys[0] != key {
			t.Errorf("%s: %v %v", format, facts, err)
		}
		if _, err := proof.Check(data, sha256.Sum256([]byte("another"))); err == nil {
			t.Errorf("%s: it is a proof for another manifest too", format)
		}
		forged := bytes.Replace(data, []byte(`"signature": "`), []byte(`"signature": "AAAA`), 1)
		if facts, err := proof.Check(forged, digest); err == nil || len(facts.Keys) > 0 {
			t.Errorf("%s: a changed signature holds: %v", format, facts)
		}
	}
}

func TestNoKey(t *testing.T) {
	t.Parallel()
	name := filepath.Join(t.TempDir(), "key")
	if err := os.WriteFile(name, []byte("hello"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := proof.NewSigner(name, ""); err == nil || !strings.Contains(err.Error(), "is no private key") {
		t.Error(err)
	}
	if _, err := proof.NewSigner("", "ftp://tsa.example/"); err == nil {
		t.Error("an address of another kind is an authority")
	}
}

// authority is a time-stamp authority for one test. It stamps what change makes of a digest.
func authority(t *testing.T, change func([]byte) []byte) *httptest.Server {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(7), Subject: pkix.Name{CommonName: "Harbour clock"}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageTimeStamping}, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return
		}
		ask, err := timestamp.ParseRequest(body)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		stamp := timestamp.Timestamp{
			HashAlgorithm: ask.HashAlgorithm, HashedMessage: change(ask.HashedMessage), Time: time.Now(), Nonce: ask.Nonce,
			Policy: []int{1, 2, 3, 4}, AddTSACertificate: ask.Certificates,
		}
		answer, err := stamp.CreateResponseWithOpts(cert, key, crypto.SHA256)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "application/timestamp-reply")
		_, _ = w.Write(answer)
	}))
	t.Cleanup(server.Close)
	return server
}

func TestTimestamp(t *testing.T) {
	t.Parallel()
	honest := authority(t, func(d []byte) []byte { return d })
	signer, err := proof.NewSigner("", honest.URL)
	if err != nil {
		t.Fatal(err)
	}
	data, err := signer.Prove(t.Context(), digest)
	if err != nil {
		t.Fatal(err)
	}
	facts, err := proof.Check(data, digest)
	if err != nil || len(facts.Times) != 1 || time.Since(facts.Times[0]) > time.Minute {
		t.Errorf("%v %v", facts, err)
	}
	liar := authority(t, func([]byte) []byte { return make([]byte, sha256.Size) })
	if signer, err = proof.NewSigner("", liar.URL); err != nil {
		t.Fatal(err)
	}
	if data, err := signer.Prove(t.Context(), digest); err == nil || !strings.Contains(err.Error(), "another digest") {
		t.Errorf("a stamp for something else: %v %s", err, data)
	}
	// Without an authority there is a proof all the same.
	liar.Close()
	if data, err = signer.Prove(t.Context(), digest); err == nil || len(data) == 0 {
		t.Errorf("no authority: %v %s", err, data)
	}
}
