package proof_test

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"encoding/pem"
	"io"
	"math/big"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/digitorus/pkcs7"
	"github.com/digitorus/timestamp"

	"github.com/tearsheet/tearsheet/snapshots/proof"
)

// clock is an authority that stamps times, with a root of its own.
type clock struct {
	root, cert *x509.Certificate
	key        *ecdsa.PrivateKey

	usage  x509.ExtKeyUsage
	at     time.Time           // that it says
	lie    func([]byte) []byte // what it makes of a digest
	hidden bool                // it does not send its certificate
}

// newClock makes one, changed before it gets its certificate.
func newClock(t *testing.T, change func(*clock)) *clock {
	t.Helper()
	c := &clock{usage: x509.ExtKeyUsageTimeStamping, at: time.Now(), lie: func(d []byte) []byte { return d }}
	change(c)
	var err error
	rootKey, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	if c.key, err = ecdsa.GenerateKey(elliptic.P256(), rand.Reader); err != nil {
		t.Fatal(err)
	}
	make := func(template, parent *x509.Certificate, public any) *x509.Certificate {
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
	from, to := time.Now().Add(-time.Hour), time.Now().Add(time.Hour)
	root := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Harbour office"}, NotBefore: from, NotAfter: to,
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	c.root = make(root, root, rootKey.Public())
	c.cert = make(&x509.Certificate{
		SerialNumber: big.NewInt(7), Subject: pkix.Name{CommonName: "Harbour clock"}, NotBefore: from, NotAfter: to,
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{c.usage}, BasicConstraintsValid: true,
	}, c.root, c.key.Public())
	return c
}

func (c *clock) trust() proof.Trust {
	pool := x509.NewCertPool()
	pool.AddCert(c.root)
	return proof.Trust{Roots: pool}
}

// stamp makes a response to a request.
func (c *clock) stamp(ask *timestamp.Request) ([]byte, error) {
	stamp := timestamp.Timestamp{
		HashAlgorithm: ask.HashAlgorithm, HashedMessage: c.lie(ask.HashedMessage), Time: c.at, Nonce: ask.Nonce,
		Policy: []int{1, 2, 3, 4}, AddTSACertificate: !c.hidden,
	}
	return stamp.CreateResponseWithOpts(c.cert, c.key, crypto.SHA256)
}

// token is a token for the digest of these tests.
func (c *clock) token(t *testing.T) []byte {
	t.Helper()
	answer, err := c.stamp(&timestamp.Request{HashAlgorithm: crypto.SHA256, HashedMessage: digest[:]})
	if err != nil {
		t.Fatal(err)
	}
	stamp, err := timestamp.ParseResponse(answer)
	if err != nil {
		t.Fatal(err)
	}
	return stamp.RawToken
}

// serve puts the authority on the net.
func (c *clock) serve(t *testing.T) *httptest.Server {
	t.Helper()
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
		answer, err := c.stamp(ask)
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

func honest(*clock) {}

func TestTimestamp(t *testing.T) {
	c := newClock(t, honest)
	signer, err := proof.NewSigner("", c.serve(t).URL)
	if err != nil {
		t.Fatal(err)
	}
	data, err := signer.Prove(t.Context(), digest)
	if err != nil {
		t.Fatal(err)
	}
	facts, err := proof.Check(data, digest, c.trust())
	if err != nil || len(facts.Stamps) != 1 || time.Since(facts.Stamps[0].Time) > time.Minute || facts.Stamps[0].By != "Harbour clock" {
		t.Errorf("%v %v", facts, err)
	}
	liar := newClock(t, func(c *clock) { c.lie = func([]byte) []byte { return make([]byte, sha256.Size) } }).serve(t)
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

// unsigned is a token that nobody has signed.
func unsigned(t *testing.T, token []byte) []byte {
	t.Helper()
	p7, err := pkcs7.Parse(token)
	if err != nil {
		t.Fatal(err)
	}
	type content struct {
		Type    asn1.ObjectIdentifier
		Content []byte `asn1:"explicit,tag:0"`
	}
	type signed struct {
		Version int
		Digests []pkix.AlgorithmIdentifier `asn1:"set"`
		Content content
		Signers []asn1.RawValue `asn1:"set"`
	}
	type whole struct {
		Type    asn1.ObjectIdentifier
		Content signed `asn1:"explicit,tag:0"`
	}
	der, err := asn1.Marshal(whole{
		asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 2},
		signed{Version: 3, Content: content{asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 1, 4}, p7.Content}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return der
}

// A time stamp proves nothing unless somebody who may stamp time, and is trusted, has
// signed it for this digest.
func TestForgedTimestamps(t *testing.T) {
	good, other := newClock(t, honest), newClock(t, honest)
	said := func(token []byte, at time.Time) proof.Stamp {
		return proof.Stamp{Authority: "https://tsa.example/", Time: at, Token: base64.StdEncoding.EncodeToString(token)}
	}
	at := func(c *clock) time.Time { return c.at.UTC().Truncate(time.Second) }
	hidden := newClock(t, func(c *clock) { c.hidden = true })
	mail := newClock(t, func(c *clock) { c.usage = x509.ExtKeyUsageEmailProtection })
	early := newClock(t, func(c *clock) { c.at = time.Date(2001, 9, 9, 0, 0, 0, 0, time.UTC) })
	token := good.token(t)
	changed := bytes.Clone(token)
	changed[len(changed)-3] ^= 1
	for _, test := range []struct {
		name  string
		stamp proof.Stamp
		trust proof.Trust
		says  string // empty: it holds
	}{
		{"a good one", said(token, at(good)), good.trust(), ""},
		{"nobody says who is trusted", said(token, at(good)), proof.Trust{Anyone: true}, ""},
		{"of nobody whom the system knows", said(token, at(good)), proof.Trust{}, "not trusted"},
		{"of another root", said(token, at(good)), other.trust(), "not trusted"},
		{"without a certificate", said(hidden.token(t), at(hidden)), hidden.trust(), "no certificate"},
		{"without a signer", said(unsigned(t, token), at(good)), good.trust(), "0 signers"},
		{"by a certificate for mail", said(mail.token(t), at(mail)), mail.trust(), "not for stamping time"},
		{"of a time before its certificate", said(early.token(t), at(early)), early.trust(), "did not hold"},
		{"with a changed signature", said(changed, at(good)), good.trust(), "does not hold"},
		{"with another time beside it", said(token, at(good).Add(-24*time.Hour)), good.trust(), "is said to be of"},
		{"of nothing", said(nil, at(good)), good.trust(), "cannot be read"},
	} {
		data, err := json.Marshal(proof.Proof{Digest: hex.EncodeToString(digest[:]), Stamps: []proof.Stamp{test.stamp}})
		if err != nil {
			t.Fatal(err)
		}
		facts, err := proof.Check(data, digest, test.trust)
		switch {
		case test.says == "" && (err != nil || len(facts.Stamps) != 1):
			t.Errorf("%s: %v %v", test.name, facts, err)
		case test.says != "" && (err == nil || !strings.Contains(err.Error(), test.says) || len(facts.Stamps) > 0):
			t.Errorf("%s: %v %v", test.name, facts, err)
		}
	}
}

func TestReadRoots(t *testing.T) {
	c := newClock(t, honest)
	data := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: c.root.Raw})
	if _, err := proof.ReadRoots(append([]byte("Harbour office\n"), data...)); err != nil {
		t.Error(err)
	}
	if _, err := proof.ReadRoots([]byte("hello")); err == nil {
		t.Error("nothing is a root")
	}
}
