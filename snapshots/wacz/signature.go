package wacz

import (
	"crypto/ecdsa"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/sha512"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"encoding/pem"
	"errors"
	"fmt"
	"math/big"
	"time"

	"github.com/tearsheet/tearsheet/snapshots/proof"
)

// Packages of others are signed as "WACZ Signing and Verification" has it: the text that is
// signed is the digest of datapackage.json. An anonymous signature brings its public key,
// that of a domain a certificate, as its web server has one, and a time stamp.

// signedData is a signature as it stands in datapackage-digest.json.
type signedData struct {
	Hash      string `json:"hash"`
	Signature string `json:"signature"`
	Created   string `json:"created"`
	Software  string `json:"software,omitempty"`

	PublicKey string `json:"publicKey,omitempty"` // of an anonymous one

	Domain      string `json:"domain,omitempty"`
	DomainCert  string `json:"domainCert,omitempty"` // PEM, its own first
	CrossSigned string `json:"crossSignedCert,omitempty"`
	TimeStamp   string `json:"timeSignature,omitempty"`
	TimeCert    string `json:"timestampCert,omitempty"`
}

// Trust says who is believed.
type Trust struct {
	Domains *x509.CertPool // roots of the certificates of domains; nil: those of the system
	Stamps  proof.Trust    // authorities that stamp times
}

// maxApart is how far a signature and its time stamp may be apart.
const maxApart = 10 * time.Minute

// check checks a signature of a digest.
func (s *signedData) check(hash string, trust Trust, f *Findings) {
	signature, err := base64.StdEncoding.DecodeString(s.Signature)
	switch {
	case s.Hash != hash:
		f.broken(errors.New("the signature is for another digest"))
		return
	case err != nil || len(signature) == 0:
		f.broken(errors.New("the signature cannot be read"))
		return
	case s.Domain != "" || s.DomainCert != "":
		s.checkDomain(signature, trust, f)
	case s.PublicKey != "":
		s.checkAnonymous(signature, f)
	default:
		f.broken(errors.New("the signature names neither its key nor a certificate"))
	}
}

// checkAnonymous checks a signature by a key of which nobody says whose it is.
func (s *signedData) checkAnonymous(signature []byte, f *Findings) {
	der, err := base64.StdEncoding.DecodeString(s.PublicKey)
	var key any
	if err == nil {
		key, err = x509.ParsePKIXPublicKey(der)
	}
	if err != nil {
		f.broken(fmt.Errorf("the public key cannot be read: %w", err))
		return
	}
	if !holds(key, []byte(s.Hash), signature) {
		f.broken(errors.New("the signature is not that of its key"))
		return
	}
	f.Keys = append(f.Keys, s.PublicKey)
	f.proved("it was signed by who holds the key %s", fingerprint(der))
	f.unproved("who that is: the signature is anonymous")
	f.unproved("when it was signed: %s is the signer's own word", f.own(s.Created))
}

// checkDomain checks a signature by a key for which the certificate of a domain speaks.
func (s *signedData) checkDomain(signature []byte, trust Trust, f *Findings) {
	chain, err := certificates(s.DomainCert)
	if err != nil || len(chain) == 0 {
		f.broken(errors.New("the certificate of the domain cannot be read"))
		return
	}
	cert := chain[0]
	if !holds(cert.PublicKey, []byte(s.Hash), signature) {
		f.broken(errors.New("the signature is not that of the key in its certificate"))
		return
	}
	if err := cert.VerifyHostname(s.Domain); err != nil {
		f.broken(fmt.Errorf("the certificate is not one of %s", f.own(s.Domain)))
		return
	}
	f.proved("it was signed by who holds the key %s", fingerprint(cert.RawSubjectPublicKeyInfo))
	f.Keys = append(f.Keys, base64.StdEncoding.EncodeToString(cert.RawSubjectPublicKeyInfo))
	at, stamped := s.checkTime(trust.Stamps, f)
	cross, _ := certificates(s.CrossSigned) // one more way to a root, if it can be read
	between := x509.NewCertPool()
	for _, c := range append(chain[1:], cross...) {
		between.AddCert(c)
	}
	_, err = cert.Verify(x509.VerifyOptions{
		DNSName: s.Domain, Roots: trust.Domains, Intermediates: between, CurrentTime: at, KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageAny},
	})
	switch {
	case err != nil:
		f.unproved("that the key is that of %s: %v", f.own(s.Domain), err)
	case !stamped:
		f.unproved("that the key was that of %s when it signed: its certificate holds for the time that the signer says", f.own(s.Domain))
	default:
		f.Domains = append(f.Domains, s.Domain)
		f.proved("the key was that of %s when it signed", f.own(s.Domain))
	}
}

// checkTime checks the time stamp on a signature. stamped is false where nobody who is
// trusted says the time: then it is the signer's own word.
func (s *signedData) checkTime(trust proof.Trust, f *Findings) (at time.Time, stamped bool) {
	at, err := time.Parse(time.RFC3339Nano, s.Created)
	if err != nil {
		at = time.Now()
	}
	if s.TimeStamp == "" {
		f.unproved("when it was signed: there is no time stamp, and %s is the signer's own word", f.own(s.Created))
		return at, false
	}
	token, err := base64.StdEncoding.DecodeString(s.TimeStamp)
	if err != nil {
		f.broken(errors.New("the time stamp cannot be read"))
		return at, false
	}
	beside, _ := certificates(s.TimeCert) // most are in the token, too
	got, untrusted, err := trust.CheckStamp(token, []byte(s.Signature), beside)
	if err != nil {
		f.broken(fmt.Errorf("the time stamp %w", err))
		return at, false
	}
	if apart := got.Time.Sub(at).Abs(); apart > maxApart {
		f.broken(fmt.Errorf("the time stamp is of %s, and the signature says %s", got.Time.Format(time.RFC3339), f.own(s.Created)))
		return at, false
	}
	if untrusted != nil {
		f.unproved("when it was signed: the time stamp of %s %v", got.Time.Format(time.RFC3339), untrusted)
		return got.Time, false
	}
	f.Stamps = append(f.Stamps, got)
	f.proved("it was signed at %s or before, as %s says", got.Time.Format(time.RFC3339), f.own(got.By))
	return got.Time, true
}

// holds tells whether a signature of a text is that of a key. Browsers write both numbers of
// ECDSA one after the other, most else as ASN.1.
func holds(key any, text, signature []byte) bool {
	sum, long := sha256.Sum256(text), sha512.Sum384(text)
	switch key := key.(type) {
	case *ecdsa.PublicKey:
		for _, digest := range [][]byte{sum[:], long[:]} {
			if ecdsa.VerifyASN1(key, digest, signature) {
				return true
			}
			size := (key.Params().BitSize + 7) / 8
			if len(signature) != 2*size {
				continue
			}
			r, s := new(big.Int).SetBytes(signature[:size]), new(big.Int).SetBytes(signature[size:])
			if ecdsa.Verify(key, digest, r, s) {
				return true
			}
		}
	case *rsa.PublicKey:
		cert := x509.Certificate{PublicKeyAlgorithm: x509.RSA, PublicKey: key}
		return cert.CheckSignature(x509.SHA256WithRSA, text, signature) == nil || cert.CheckSignature(x509.SHA256WithRSAPSS, text, signature) == nil
	}
	return false
}

// certificates reads certificates in PEM.
func certificates(text string) (list []*x509.Certificate, err error) {
	data := []byte(text)
	for block, rest := pem.Decode(data); block != nil; block, rest = pem.Decode(rest) {
		cert, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return list, err
		}
		list = append(list, cert)
	}
	return list, nil
}

// fingerprint names a key.
func fingerprint(der []byte) string {
	sum := sha256.Sum256(der)
	return "sha256:" + hex.EncodeToString(sum[:])
}
