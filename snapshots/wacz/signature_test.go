package wacz_test

import (
	"archive/zip"
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"io"
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/digitorus/timestamp"

	"github.com/tearsheet/tearsheet/browser/exchange"
	"github.com/tearsheet/tearsheet/snapshots/proof"
	"github.com/tearsheet/tearsheet/snapshots/wacz"
	"github.com/tearsheet/tearsheet/snapshots/warc"
)

var now = time.Now().UTC().Truncate(time.Second)

// party is somebody with a key and a certificate that a root speaks for.
type party struct {
	key        *ecdsa.PrivateKey
	cert, root *x509.Certificate
}

func newParty(t *testing.T, curve elliptic.Curve, name string, usage x509.ExtKeyUsage) party {
	t.Helper()
	rootKey, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	key, err := ecdsa.GenerateKey(curve, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	issue := func(template, parent *x509.Certificate, public any) *x509.Certificate {
		template.NotBefore, template.NotAfter, template.BasicConstraintsValid = now.Add(-time.Hour), now.Add(time.Hour), true
		der, err := x509.CreateCertificate(rand.Reader, template, parent, public, rootKey)
		if err != nil {
			t.Fatal(err)
		}
		cert, err := x509.ParseCertificate(der)
		if err != nil {
			t.Fatal(err)
		}
		return cert
	}
	root := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Pier office"}, IsCA: true, KeyUsage: x509.KeyUsageCertSign}
	root = issue(root, root, rootKey.Public())
	cert := issue(&x509.Certificate{
		SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: name}, DNSNames: []string{name},
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{usage},
	}, root, key.Public())
	return party{key, cert, root}
}

func (p party) pool() *x509.CertPool {
	pool := x509.NewCertPool()
	pool.AddCert(p.root)
	return pool
}

// raw signs as browsers do, sign as most else does.
func (p party) raw(text string) string {
	sum := sha256.Sum256([]byte(text))
	r, s, err := ecdsa.Sign(rand.Reader, p.key, sum[:])
	if err != nil {
		panic(err)
	}
	size := (p.key.Params().BitSize + 7) / 8
	both := make([]byte, 2*size)
	r.FillBytes(both[:size])
	s.FillBytes(both[size:])
	return base64.StdEncoding.EncodeToString(both)
}

func (p party) sign(text string) string {
	sum := sha256.Sum256([]byte(text))
	signature, err := ecdsa.SignASN1(rand.Reader, p.key, sum[:])
	if err != nil {
		panic(err)
	}
	return base64.StdEncoding.EncodeToString(signature)
}

// stamp is an authority's answer about a text.
func (p party) stamp(t *testing.T, text string, at time.Time) string {
	t.Helper()
	sum := sha256.Sum256([]byte(text))
	stamp := timestamp.Timestamp{HashAlgorithm: crypto.SHA256, HashedMessage: sum[:], Time: at, Policy: []int{1, 2, 3}, AddTSACertificate: true}
	answer, err := stamp.CreateResponseWithOpts(p.cert, p.key, crypto.SHA256)
	if err != nil {
		t.Fatal(err)
	}
	return base64.StdEncoding.EncodeToString(answer)
}

func inPEM(cert *x509.Certificate) string {
	return string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: cert.Raw}))
}

// unsigned is a package, and the digest in it.
func unsigned(t *testing.T) (data []byte, hash string) {
	t.Helper()
	var records, out bytes.Buffer
	w := warc.NewWriter(&records, warc.Options{Dir: t.TempDir()})
	entry, _, err := w.Exchange(exchange.Exchange{
		Started: now, Request: exchange.Request{Method: "GET", URL: "https://pier.test/"},
		Response: exchange.Response{Status: 200, Body: strings.NewReader("<p>Tide")},
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := wacz.Write(&out, wacz.Package{Created: now, Pages: []wacz.Page{{URL: "https://pier.test/", Time: now}}, WARC: &records, Entries: []warc.Entry{entry}}); err != nil {
		t.Fatal(err)
	}
	about := partOf(t, out.Bytes(), "datapackage.json")
	sum := sha256.Sum256(about)
	return out.Bytes(), "sha256:" + hex.EncodeToString(sum[:])
}

func partOf(t *testing.T, data []byte, name string) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	in, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	part, err := io.ReadAll(in)
	if err != nil {
		t.Fatal(err)
	}
	return part
}

// with is a package with other content in the place of some of its files, or without where
// that is nil.
func with(t *testing.T, data []byte, parts map[string][]byte) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	to := zip.NewWriter(&out)
	for _, f := range z.File {
		part, changed := parts[f.Name]
		if !changed {
			part = partOf(t, data, f.Name)
		} else if part == nil {
			continue
		}
		file, err := to.CreateHeader(&zip.FileHeader{Name: f.Name})
		if err != nil {
			t.Fatal(err)
		}
		_, _ = file.Write(part)
	}
	if err := to.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// Of a signature is told what it proves and what it does not.
func TestSignature(t *testing.T) {
	t.Parallel()
	somebody := newParty(t, elliptic.P384(), "nobody.test", x509.ExtKeyUsageServerAuth)
	domain := newParty(t, elliptic.P256(), "pier.test", x509.ExtKeyUsageServerAuth)
	clock := newParty(t, elliptic.P256(), "clock.test", x509.ExtKeyUsageTimeStamping)
	spki, err := x509.MarshalPKIXPublicKey(somebody.key.Public())
	if err != nil {
		t.Fatal(err)
	}
	trusting := wacz.Trust{Domains: domain.pool(), Stamps: proof.Trust{Roots: clock.pool()}}
	type fields map[string]any
	anonymous := func(hash string) fields {
		return fields{"hash": hash, "created": now.Format(time.RFC3339), "software": "other", "publicKey": base64.StdEncoding.EncodeToString(spki), "signature": somebody.raw(hash)}
	}
	named := func(hash string) fields {
		signature := domain.sign(hash)
		return fields{
			"hash": hash, "created": now.Format(time.RFC3339), "version": "0.1.0", "domain": "pier.test", "domainCert": inPEM(domain.cert) + inPEM(domain.root),
			"signature": signature, "timeSignature": clock.stamp(t, signature, now.Add(time.Minute)), "timestampCert": inPEM(clock.cert),
		}
	}
	and := func(make func(string) fields, name string, value any) func(string) fields {
		return func(hash string) fields {
			f := make(hash)
			if f[name] = value; value == nil {
				delete(f, name)
			}
			return f
		}
	}
	for _, test := range []struct {
		name     string
		signed   func(hash string) fields
		trust    wacz.Trust
		parts    map[string][]byte
		problem  string // part of it
		proved   string
		unproved string
		domain   bool
	}{
		{name: "none", unproved: "not signed"},
		{name: "anonymous", signed: anonymous, proved: "who holds the key sha256:", unproved: "anonymous"},
		{name: "anonymous, in ASN.1", signed: func(h string) fields { return and(anonymous, "signature", somebody.sign(h))(h) }, proved: "who holds the key", unproved: "own word"},
		{name: "anonymous, of something else", signed: and(anonymous, "signature", somebody.raw("sha256:00")), problem: "not that of its key"},
		{name: "anonymous, another digest", signed: func(string) fields { return anonymous("sha256:00") }, problem: "another digest"},
		{name: "anonymous, no key", signed: and(anonymous, "publicKey", "AAAA"), problem: "public key cannot be read"},
		{name: "no signature", signed: and(anonymous, "signature", "%"), problem: "cannot be read"},
		{name: "neither key nor certificate", signed: and(anonymous, "publicKey", nil), problem: "neither"},
		{name: "a file is another", signed: anonymous, parts: map[string][]byte{"pages/pages.jsonl": []byte("{}\n")}, problem: "pages/pages.jsonl does not have the"},
		{name: "a domain", signed: named, trust: trusting, proved: "the key was that of pier.test", domain: true},
		{name: "a domain by nobody trusted", signed: named, trust: wacz.Trust{Domains: clock.pool(), Stamps: proof.Trust{Roots: clock.pool()}}, unproved: "that the key is that of pier.test"},
		{name: "a domain, stamped by nobody trusted", signed: named, trust: wacz.Trust{Domains: domain.pool(), Stamps: proof.Trust{Roots: domain.pool()}}, unproved: "not trusted"},
		{name: "a domain without a stamp", signed: and(named, "timeSignature", nil), trust: trusting, unproved: "there is no time stamp"},
		{name: "another domain", signed: and(named, "domain", "quay.test"), trust: trusting, problem: "not one of quay.test"},
		{name: "a domain, another key", signed: and(named, "signature", somebody.sign("x")), trust: trusting, problem: "not that of the key in its certificate"},
		{name: "a stamp of something else", signed: and(named, "timeSignature", clock.stamp(t, "other", now)), trust: trusting, problem: "for another digest"},
		{name: "a stamp of another time", signed: and(named, "created", now.Add(30*time.Minute).Format(time.RFC3339)), trust: trusting, problem: "the time stamp is of"},
		{name: "no certificate", signed: and(named, "domainCert", "none"), trust: trusting, problem: "certificate of the domain cannot be read"},
		{name: "no digest of the list", parts: map[string][]byte{"datapackage-digest.json": nil}, unproved: "there is no datapackage-digest.json"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			data, hash := unsigned(t)
			parts := map[string][]byte{}
			if test.signed != nil {
				sealed, err := json.Marshal(map[string]any{"path": "datapackage.json", "hash": hash, "signedData": test.signed(hash)})
				if err != nil {
					t.Fatal(err)
				}
				parts["datapackage-digest.json"] = sealed
			}
			for name, part := range test.parts {
				parts[name] = part
			}
			data = with(t, data, parts)
			file, err := wacz.Read(bytes.NewReader(data), int64(len(data)))
			if err != nil {
				t.Fatal(err)
			}
			found := file.Check(test.trust)
			said := fmt.Sprint(found.Problems)
			if (test.problem == "") != (len(found.Problems) == 0) || !strings.Contains(said, test.problem) {
				t.Errorf("the problems are %s", said)
			}
			if !strings.Contains(strings.Join(found.Proved, "\n"), test.proved) || !strings.Contains(strings.Join(found.Unproved, "\n"), test.unproved) {
				t.Errorf("proved %q, not proved %q", found.Proved, found.Unproved)
			}
			if (len(found.Domains) == 1) != test.domain {
				t.Errorf("signed by %q", found.Domains)
			}
		})
	}
}
