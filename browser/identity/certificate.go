package identity

import (
	"crypto/tls"
	"errors"
)

// Certificate is a client certificate with its key, for a host that asks for one.
type Certificate struct {
	Host string // with its port where it has one of its own
	TLS  tls.Certificate
}

// ParseCertificate reads a certificate and its key, both of a PEM file. An error does not
// name what it was given.
func ParseCertificate(host string, pem []byte) (Certificate, error) {
	pair, err := tls.X509KeyPair(pem, pem)
	if err != nil {
		return Certificate{}, errors.New("it does not hold a certificate and its key, both as PEM")
	}
	l, err := NewLogin("", "", host)
	return Certificate{l.Host, pair}, err
}
