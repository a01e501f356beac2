package proof_test

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"encoding/pem"
	"os"
	"path/filepath"
	"strings"
	"testing"

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
		facts, err := proof.Check(data, digest, proof.Trust{})
		if err != nil || len(facts.Keys) != 1 || facts.Keys[0] != key {
			t.Errorf("%s: %v %v", format, facts, err)
		}
		if _, err := proof.Check(data, sha256.Sum256([]byte("another")), proof.Trust{}); err == nil {
			t.Errorf("%s: it is a proof for another manifest too", format)
		}
		forged := bytes.Replace(data, []byte(`"signature": "`), []byte(`"signature": "AAAA`), 1)
		if facts, err := proof.Check(forged, digest, proof.Trust{}); err == nil || len(facts.Keys) > 0 {
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
