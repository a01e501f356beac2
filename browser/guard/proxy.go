package guard

import (
	"bufio"
	"context"
	"crypto/tls"
	"encoding/base64"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"time"

	"golang.org/x/net/proxy"
)

// upstream connects to an address through a proxy server. The server itself is the user's
// choice and may be anywhere.
type upstream interface {
	dial(ctx context.Context, address string) (net.Conn, error)
}

// ports are those of proxies whose address has none.
var ports = map[string]string{"http": "80", "https": "443", "socks5": "1080"}

// newUpstream reads the address of a proxy. Errors have no password in them.
func newUpstream(u *url.URL) (upstream, error) {
	port, known := ports[u.Scheme]
	if !known {
		return nil, fmt.Errorf("a %s proxy cannot be used so: use one of http, https or socks5", u.Scheme)
	}
	if u.Port() != "" {
		port = u.Port()
	}
	address := net.JoinHostPort(u.Hostname(), port)
	if u.Scheme == "socks5" {
		var auth *proxy.Auth
		if u.User != nil {
			password, _ := u.User.Password()
			auth = &proxy.Auth{User: u.User.Username(), Password: password}
		}
		dialer, err := proxy.SOCKS5("tcp", address, auth, &net.Dialer{Timeout: patience})
		if err != nil {
			return nil, err
		}
		return socksProxy{dialer.(proxy.ContextDialer)}, nil
	}
	return &httpProxy{address: address, host: u.Hostname(), secure: u.Scheme == "https", user: u.User}, nil
}

// ProxyError is the failure of the proxy server, or its refusal.
type ProxyError struct{ Err error }

// Error says it in one line.
func (e *ProxyError) Error() string { return "the proxy could not be used: " + e.Err.Error() }

// Unwrap gives the cause.
func (e *ProxyError) Unwrap() error { return e.Err }

// socksProxy is a proxy that speaks SOCKS5 (RFC 1928).
type socksProxy struct{ dialer proxy.ContextDialer }

func (p socksProxy) dial(ctx context.Context, address string) (net.Conn, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	conn, err := p.dialer.DialContext(ctx, "tcp", address)
	if err != nil {
		return nil, &ProxyError{err}
	}
	return conn, nil
}

// httpProxy is a proxy that is asked for tunnels (RFC 9110, 9.3.6).
type httpProxy struct {
	address string
	host    string
	secure  bool // it is itself spoken to over TLS
	user    *url.Userinfo
}

func (p *httpProxy) dial(ctx context.Context, address string) (net.Conn, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	conn, err := (&net.Dialer{}).DialContext(ctx, "tcp", p.address)
	if err != nil {
		return nil, &ProxyError{err}
	}
	stop := context.AfterFunc(ctx, func() { _ = conn.SetDeadline(time.Unix(1, 0)) })
	tunnel, err := p.ask(ctx, conn, address)
	if !stop() && err == nil { // the time was up in the last moment
		err = ctx.Err()
	}
	if err != nil {
		_ = conn.Close()
		return nil, &ProxyError{err}
	}
	return tunnel, nil
}

// ask has the proxy connect to an address.
func (p *httpProxy) ask(ctx context.Context, conn net.Conn, address string) (net.Conn, error) {
	if p.secure {
		over := tls.Client(conn, &tls.Config{ServerName: p.host, MinVersion: tls.VersionTLS12})
		if err := over.HandshakeContext(ctx); err != nil {
			return nil, err
		}
		conn = over
	}
	req := &http.Request{Method: http.MethodConnect, URL: &url.URL{Opaque: address}, Host: address, Header: http.Header{}}
	if p.user != nil {
		password, _ := p.user.Password()
		req.Header.Set("Proxy-Authorization", "Basic "+base64.StdEncoding.EncodeToString([]byte(p.user.Username()+":"+password)))
	}
	if err := req.Write(conn); err != nil {
		return nil, err
	}
	reader := bufio.NewReader(conn)
	answer, err := http.ReadResponse(reader, req)
	if err != nil {
		return nil, err
	}
	_ = answer.Body.Close() // of a tunnel there is none
	if answer.StatusCode/100 != 2 {
		return nil, fmt.Errorf("it answers %s when asked for %s", answer.Status, address)
	}
	return &begun{conn, reader}, nil
}

// begun is a connection of which something may have been read already.
type begun struct {
	net.Conn
	reader *bufio.Reader
}

func (b *begun) Read(p []byte) (int, error) { return b.reader.Read(p) }
