package faults

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"io"
	"log"
	"math/big"
	"net"
	"net/http/httptest"
	"time"
)

// certificates are what is wrong with those of servers.
var certificates = map[string]struct {
	about  x509.Certificate
	config *tls.Config
}{
	"self-signed": {about: x509.Certificate{NotAfter: time.Now().AddDate(1, 0, 0), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}}},
	"expired":     {about: x509.Certificate{NotAfter: time.Now().AddDate(-1, 0, 0), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}}},
	"wrong-host":  {about: x509.Certificate{NotAfter: time.Now().AddDate(1, 0, 0), DNSNames: []string{"harbour.example"}}},
	"asks-for-one": {
		about:  x509.Certificate{NotAfter: time.Now().AddDate(1, 0, 0), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}},
		config: &tls.Config{ClientAuth: tls.RequireAnyClientCert},
	},
	"old-version": {
		about:  x509.Certificate{NotAfter: time.Now().AddDate(1, 0, 0), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}},
		config: &tls.Config{MaxVersion: tls.VersionTLS11, MinVersion: tls.VersionTLS10}, //nolint:gosec // that is what is wrong with it
	},
}

// serveSecure serves a page with a certificate that is wrong in that way.
func serveSecure(what string) (*httptest.Server, error) {
	c := certificates[what]
	about := c.about
	about.SerialNumber, about.Subject, about.NotBefore = big.NewInt(7), pkix.Name{CommonName: "Boat house"}, time.Now().AddDate(-2, 0, 0)
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	made, err := x509.CreateCertificate(rand.Reader, &about, &about, &key.PublicKey, key)
	if err != nil {
		return nil, err
	}
	server := httptest.NewUnstartedServer(page(""))
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	if server.TLS = c.config.Clone(); server.TLS == nil {
		server.TLS = &tls.Config{}
	}
	server.TLS.Certificates = []tls.Certificate{{Certificate: [][]byte{made}, PrivateKey: key}}
	server.StartTLS()
	return server, nil
}

func behind(what string) func(*Server) string {
	return func(s *Server) string { return s.secure[what].URL + "/" }
}

var secure = []Fault{
	{Name: "tls-self-signed", Ends: failed("tls"), address: behind("self-signed")},
	{Name: "tls-expired", Ends: failed("tls"), address: behind("expired")},
	{Name: "tls-wrong-host", Ends: failed("tls"), address: behind("wrong-host")},
	{Name: "tls-old-version", Ends: failed("tls"), address: behind("old-version")},
	{Name: "tls-asks-for-one", Ends: failed("tls", "connect"), Flags: []string{"--insecure"}, address: behind("asks-for-one")},
	{Name: "tls-to-plain", Ends: failed("tls"), address: func(s *Server) string { return "https" + s.URL[len("http"):] + "/" }},
}

var unreachable = []Fault{
	{Name: "no-such-host", Ends: failed("dns"), address: func(*Server) string { return "http://nowhere.invalid/" }},
	{Name: "port-closed", Ends: failed("connect"), address: func(s *Server) string { return "http://" + s.closed + "/" }},
	{Name: "port-unsafe", Ends: failed("invalid_url"), address: func(*Server) string { return "http://127.0.0.1:25/" }},
	{Name: "proxy-dead", Ends: failed("connect"), Flags: []string{"--proxy", "http://127.0.0.1:1"}, address: func(*Server) string { return "http://harbour.example/" }},
}
