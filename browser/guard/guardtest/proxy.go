package guardtest

import (
	"bufio"
	"encoding/base64"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"sync"
	"testing"
)

// The user that a Proxy asks for, and the password.
const (
	User     = "skipper"
	Password = "p@ss:word"
)

// Proxy is a proxy server that asks for a password and leads all that it is asked for to
// one server.
type Proxy struct {
	scheme   string
	listener net.Listener
	to       string // host:port
	conns    sync.WaitGroup

	mu     sync.Mutex
	wanted []string
}

// NewProxy starts one for a test: an http or socks5 proxy.
func NewProxy(t testing.TB, scheme, to string) *Proxy {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &Proxy{scheme: scheme, listener: listener, to: to}
	p.conns.Go(func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go p.serve(conn)
		}
	})
	t.Cleanup(func() {
		listener.Close()
		p.conns.Wait()
	})
	return p
}

// URL is its address with a password.
func (p *Proxy) URL(password string) *url.URL {
	return &url.URL{Scheme: p.scheme, Host: p.listener.Addr().String(), User: url.UserPassword(User, password)}
}

// Asked lists what it was asked for by those who knew the password, host:port.
func (p *Proxy) Asked() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]string(nil), p.wanted...)
}

func (p *Proxy) asked(address string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.wanted = append(p.wanted, address)
}

func (p *Proxy) serve(conn net.Conn) {
	defer conn.Close()
	reader := bufio.NewReader(conn)
	ask := p.http
	if p.scheme == "socks5" {
		ask = p.socks
	}
	first, ok := ask(reader, conn)
	if !ok {
		return
	}
	out, err := net.Dial("tcp", p.to)
	if err != nil {
		return
	}
	defer out.Close()
	if first != nil && first.Write(out) != nil {
		return
	}
	go func() {
		_, _ = io.Copy(out, reader)
		_ = out.(*net.TCPConn).CloseWrite()
	}()
	_, _ = io.Copy(conn, out)
}

// http takes a request for a tunnel, or one to pass on, which is the only one then.
func (p *Proxy) http(from *bufio.Reader, to io.Writer) (first *http.Request, ok bool) {
	for {
		req, err := http.ReadRequest(from)
		if err != nil {
			return nil, false
		}
		right := "Basic " + base64.StdEncoding.EncodeToString([]byte(User+":"+Password))
		switch {
		case req.Header.Get("Proxy-Authorization") != right:
			fmt.Fprint(to, "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=tide\r\nContent-Length: 0\r\n\r\n")
		case req.Method == http.MethodConnect:
			p.asked(req.Host)
			fmt.Fprint(to, "HTTP/1.1 200 Connected\r\n\r\n")
			return nil, true
		default:
			p.asked(req.URL.Host)
			req.Close = true
			return req, true
		}
	}
}

// socks takes a request of SOCKS5 with a password (RFC 1929).
func (p *Proxy) socks(from *bufio.Reader, to io.Writer) (*http.Request, bool) {
	take := func(n int) []byte {
		all := make([]byte, n)
		_, _ = io.ReadFull(from, all)
		return all
	}
	text := func() string { return string(take(int(take(1)[0]))) }
	if take(1)[0] != 5 {
		return nil, false
	}
	text()
	fmt.Fprint(to, "\x05\x02")
	take(1)
	if user, password := text(), text(); user != User || password != Password {
		fmt.Fprint(to, "\x01\x01")
		return nil, false
	}
	fmt.Fprint(to, "\x01\x00")
	var host string
	switch kind := take(4)[3]; kind {
	case 3:
		host = text()
	case 1, 4:
		address, _ := netip.AddrFromSlice(take(map[byte]int{1: 4, 4: 16}[kind]))
		host = address.String()
	}
	port := take(2)
	p.asked(net.JoinHostPort(host, strconv.Itoa(int(port[0])<<8|int(port[1]))))
	fmt.Fprint(to, "\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00")
	return nil, true
}
