package proof

import (
	"bytes"
	"crypto"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/pem"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/digitorus/pkcs7"
	"github.com/digitorus/timestamp"
)

// Trust says whose time stamps are believed.
type Trust struct {
	// Roots are the certificates that an authority's own must lead to; nil: those of the system.
	Roots *x509.CertPool
	// Anyone leaves out whether they do: who stamps is then not known.
	Anyone bool
}

// ReadRoots reads certificates in PEM.
func ReadRoots(data []byte) (*x509.CertPool, error) {
	pool, found := x509.NewCertPool(), false
	for block, rest := pem.Decode(data); block != nil; block, rest = pem.Decode(rest) {
		if block.Type != "CERTIFICATE" {
			continue
		}
		cert, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return nil, err
		}
		pool.AddCert(cert)
		found = true
	}
	if !found {
		return nil, errors.New("it holds no certificate in PEM")
	}
	return pool, nil
}

// Attested is what a time stamp says.
type Attested struct {
	Time time.Time `json:"time"`
	By   string    `json:"by"` // whom the certificate names
}

// The object identifiers of RFC 3161 and RFC 5035.
var (
	oidTimeStamp     = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 1, 4}
	oidContentType   = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 3}
	oidSigningCertV2 = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 2, 47}
)

// parsing is held while a token is read: the library for it keeps state for all.
var parsing sync.Mutex

// readToken reads a token twice over: as signed data, and as a time stamp, of which the
// signature is checked.
func readToken(token []byte) (*pkcs7.PKCS7, *timestamp.Timestamp, error) {
	parsing.Lock()
	defer parsing.Unlock()
	p7, err := pkcs7.Parse(token)
	if err != nil {
		return nil, nil, fmt.Errorf("cannot be read: %w", err)
	}
	stamp, err := timestamp.Parse(token)
	if err != nil {
		err = fmt.Errorf("does not hold: %w", err)
	}
	return p7, stamp, err
}

// CheckStamp checks a time stamp that others have put on a text: the token, or the answer of
// the authority that it came in, and certificates that came beside it. The error says that it
// does not hold, untrusted that it holds and is by somebody who is not trusted.
func (trust Trust) CheckStamp(token, text []byte, beside []*x509.Certificate) (got Attested, untrusted, err error) {
	var answer struct{ Status, Token asn1.RawValue } // as RFC 3161 has it
	if _, err := asn1.Unmarshal(token, &answer); err == nil && answer.Status.Tag == asn1.TagSequence {
		token = answer.Token.FullBytes
	}
	digest := sha256.Sum256(text)
	if got, err = (Trust{Anyone: true}).checkToken(token, digest, beside...); err == nil {
		_, untrusted = trust.checkToken(token, digest, beside...)
	}
	return got, untrusted, err
}

// checkToken checks all of a time stamp: that it is one, for this digest, signed by the
// holder of a certificate that is for stamping time and leads to a root.
func (trust Trust) checkToken(token []byte, digest [sha256.Size]byte, beside ...*x509.Certificate) (Attested, error) {
	p7, stamp, readErr := readToken(token)
	if p7 == nil {
		return Attested{}, readErr
	}
	p7.Certificates = append(p7.Certificates, beside...)
	if len(p7.Signers) != 1 {
		return Attested{}, fmt.Errorf("has %d signers, where one must have signed it", len(p7.Signers))
	}
	cert := p7.GetOnlySigner()
	if cert == nil {
		return Attested{}, errors.New("has no certificate of its signer")
	}
	var kind asn1.ObjectIdentifier
	if err := p7.UnmarshalSignedAttribute(oidContentType, &kind); err != nil || !kind.Equal(oidTimeStamp) {
		return Attested{}, errors.New("is signed, but is no time stamp")
	}
	switch {
	case readErr != nil:
		return Attested{}, readErr
	case stamp.HashAlgorithm != crypto.SHA256 || !bytes.Equal(stamp.HashedMessage, digest[:]):
		return Attested{}, errors.New("is for another digest")
	}
	if err := forStamping(cert); err != nil {
		return Attested{}, err
	}
	if err := ownCertificate(p7, cert); err != nil {
		return Attested{}, err
	}
	if err := trust.leads(p7, cert, stamp.Time); err != nil {
		return Attested{}, err
	}
	by := cert.Subject.CommonName
	if by == "" {
		by = cert.Subject.String()
	}
	return Attested{stamp.Time.UTC(), by}, nil
}

// forStamping tells whether a certificate is for stamping time and for nothing else.
func forStamping(cert *x509.Certificate) error {
	if len(cert.ExtKeyUsage) != 1 || cert.ExtKeyUsage[0] != x509.ExtKeyUsageTimeStamping || len(cert.UnknownExtKeyUsage) > 0 {
		return fmt.Errorf("is signed by %q, whose certificate is not for stamping time", cert.Subject.CommonName)
	}
	if cert.KeyUsage != 0 && cert.KeyUsage&(x509.KeyUsageDigitalSignature|x509.KeyUsageContentCommitment) == 0 {
		return fmt.Errorf("is signed by %q, whose certificate is not for signing", cert.Subject.CommonName)
	}
	return nil
}

// ownCertificate compares the certificate with the one that the signature names, if it
// names one: another with the same key must not pass for it.
func ownCertificate(p7 *pkcs7.PKCS7, cert *x509.Certificate) error {
	type certID struct {
		Algorithm pkix.AlgorithmIdentifier `asn1:"optional"`
		Hash      []byte
		Issuer    asn1.RawValue `asn1:"optional"`
	}
	type certIDs struct {
		Certs    []certID
		Policies asn1.RawValue `asn1:"optional"`
	}
	var list certIDs
	if err := p7.UnmarshalSignedAttribute(oidSigningCertV2, &list); err != nil || len(list.Certs) == 0 {
		return nil //nolint:nilerr // older authorities name none
	}
	if sum := sha256.Sum256(cert.Raw); len(list.Certs[0].Hash) == len(sum) && !bytes.Equal(list.Certs[0].Hash, sum[:]) {
		return errors.New("names another certificate than the one in it")
	}
	return nil
}

// leads tells whether the signature holds and the certificate, at the time that the stamp
// says, leads to a root.
func (trust Trust) leads(p7 *pkcs7.PKCS7, cert *x509.Certificate, at time.Time) error {
	if err := p7.VerifyWithChainAtTime(nil, at); err != nil {
		return fmt.Errorf("does not hold: %w", err)
	}
	if at.Before(cert.NotBefore) || at.After(cert.NotAfter) {
		return fmt.Errorf("says %s, when the certificate of %q did not hold", at.UTC().Format(time.RFC3339), cert.Subject.CommonName)
	}
	if trust.Anyone {
		return nil
	}
	between := x509.NewCertPool()
	for _, c := range p7.Certificates {
		between.AddCert(c)
	}
	_, err := cert.Verify(x509.VerifyOptions{
		Roots: trust.Roots, Intermediates: between, CurrentTime: at, KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageTimeStamping},
	})
	if err != nil {
		return fmt.Errorf("is by %q, who is not trusted: %w", cert.Subject.CommonName, err)
	}
	return nil
}
