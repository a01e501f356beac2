package snapshots

import (
	"bytes"
	"crypto/ed25519"
	"encoding/pem"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/crypto/ssh"

	"github.com/tearsheet/tearsheet/browser/exchange"
	"github.com/tearsheet/tearsheet/snapshots/proof"
	"github.com/tearsheet/tearsheet/snapshots/wacz"
	"github.com/tearsheet/tearsheet/snapshots/warc"
)

// commit makes a snapshot with one file, and a proof if there is a signer.
func commit(t *testing.T, w *Writer, signer *proof.Signer, kind, name string, data []byte) Snapshot {
	t.Helper()
	draft, err := w.Begin()
	if err != nil {
		t.Fatal(err)
	}
	defer draft.Abort()
	if err := draft.WriteFile(kind, name, data); err != nil {
		t.Fatal(err)
	}
	if signer != nil {
		draft.Seal = func(d Digest) ([]byte, error) { return signer.Prove(t.Context(), d) }
	}
	snap, err := draft.Commit(t.Context(), testManifest("https://example.com/", moment))
	if err != nil {
		t.Fatal(err)
	}
	return snap
}

// aPackage is a small WACZ file whose index is off by so many bytes.
func aPackage(t *testing.T, off int64) []byte {
	t.Helper()
	var records, out bytes.Buffer
	w := warc.NewWriter(&records, warc.Options{})
	if err := w.Info("test"); err != nil {
		t.Fatal(err)
	}
	response, _, err := w.Exchange(exchange.Exchange{
		Started: moment, Request: exchange.Request{Method: "GET", URL: "https://example.com/"},
		Response: exchange.Response{Status: 200, Header: exchange.Fields{{Name: "Content-Type", Value: "text/html"}}, Body: strings.NewReader("<p>Tide")},
	})
	if err != nil {
		t.Fatal(err)
	}
	response.Offset += off
	err = wacz.Write(&out, wacz.Package{Created: moment, WARC: &records, Entries: []warc.Entry{response}, Pages: []wacz.Page{{URL: "https://example.com/", Time: moment}}})
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// A web archive that was broken before it was stored is found, though its bytes are
// those that were stored.
func TestVerifyLooksIntoPackages(t *testing.T) {
	t.Parallel()
	good, same := aPackage(t, 0), func(b []byte) []byte { return b }
	for _, test := range []struct {
		what  string
		data  []byte
		spoil func([]byte) []byte
	}{
		{"", good, same},
		{"the index says", aPackage(t, 1), same},
		{"is no WACZ file", good, func(b []byte) []byte { return b[:len(b)/2] }},
		{"archive/data.warc.gz", good, func(b []byte) []byte { b[bytes.Index(b, []byte("data.warc.gz"))+200] ^= 1; return b }},
		{"checksum", good, func(b []byte) []byte { return bytes.Replace(b, []byte(`"seed":true`), []byte(`"seed":tRue`), 1) }},
		{"there is no datapackage.json", good, func(b []byte) []byte {
			return bytes.ReplaceAll(b, []byte("datapackage.json"), []byte("datapackage.jsox"))
		}},
	} {
		what := test.what
		w := newWriter(t)
		commit(t, w, nil, "wacz", "page.wacz", test.spoil(bytes.Clone(test.data)))
		problems, _ := verify(t, w.Store)
		switch {
		case what == "" && len(problems) > 0:
			t.Errorf("a whole one: %v", problems)
		case what != "" && !slices.ContainsFunc(problems, func(p Problem) bool { return strings.Contains(p.Detail, what) }):
			t.Errorf("%s: found were %v", what, problems)
		}
	}
}

// A snapshot says who has signed it, and a proof that does not hold is found.
func TestVerifyChecksProofs(t *testing.T) {
	t.Parallel()
	_, key, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	block, err := ssh.MarshalPrivateKey(key, "clerk")
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "key")
	if err := os.WriteFile(name, pem.EncodeToMemory(block), 0o600); err != nil {
		t.Fatal(err)
	}
	signer, err := proof.NewSigner(name, "")
	if err != nil {
		t.Fatal(err)
	}
	w := newWriter(t)
	snap := commit(t, w, signer, "dom", "dom.html", []byte("<p>Tide"))
	report := w.VerifySnapshot(t.Context(), snap.ID)
	if !report.OK() || len(report.Signed) != 1 {
		t.Errorf("signed by %v, problems %v", report.Signed, report.Problems)
	}
	report.RequireKey(report.Signed[0])
	if !report.OK() {
		t.Errorf("its own key has not signed it: %v", report.Problems)
	}
	report.RequireKey("another")
	if report.OK() {
		t.Error("another key has signed it too")
	}
	// Who changes a file and writes a new manifest for it has no proof for that.
	other := newWriter(t)
	forged := commit(t, other, nil, "dom", "dom.html", []byte("<p>Tidy"))
	data, err := os.ReadFile(filepath.Join(snap.Dir, ProofName))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(forged.Dir, ProofName), data, 0o644); err != nil {
		t.Fatal(err)
	}
	report = other.VerifySnapshot(t.Context(), forged.ID)
	if report.OK() || len(report.Signed) > 0 {
		t.Errorf("a proof of another manifest holds: %v", report.Signed)
	}
}
