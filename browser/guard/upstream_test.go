package guard_test

import (
	"bufio"
	"encoding/base64"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"sync"
	"testing"
)

// upstreamProxy is a proxy of the user's that wants a password and leads all to one site.
type upstreamProxy struct {
	scheme   string
	listener net.Listener
	mu       sync.Mutex
	wanted   string
}

func (u *upstreamProxy) URL(user, password string) *url.URL {
	return &url.URL{Scheme: u.scheme, Host: u.listener.Addr().String(), User: url.UserPassword(user, password)}
}

func (u *upstreamProxy) last() string {
	u.mu.Lock()
	defer u.mu.Unlock()
	return u.wanted
}

func (u *upstreamProxy) asked(address string) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.wanted = address
}

func newUpstream(t *testing.T, scheme string, site *counted) *upstreamProxy {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	u := &upstreamProxy{scheme: scheme, listener: listener}
	var open sync.WaitGroup
	open.Go(func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			open.Go(func() {
				defer conn.Close()
				reader := bufio.NewReader(conn)
				ask := map[string]func(*bufio.Reader, io.Writer) bool{"http": u.connect, "socks5": u.socks}[scheme]
				if !ask(reader, conn) {
					return
				}
				out, err := net.Dial("tcp", site.URL.Host)
				if err != nil {
					return
				}
				defer out.Close()
				go func() { _, _ = io.Copy(out, reader); out.(*net.TCPConn).CloseWrite() }()
				_, _ = io.Copy(conn, out)
			})
		}
	})
	t.Cleanup(func() { listener.Close(); open.Wait() })
	return u
}

// connect takes a request for a tunnel.
func (u *upstreamProxy) connect(from *bufio.Reader, to io.Writer) bool {
	req, err := http.ReadRequest(from)
	if err != nil {
		return false
	}
	right := "Basic " + base64.StdEncoding.EncodeToString([]byte("skipper:p@ss:word"))
	if req.Method != http.MethodConnect || req.Header.Get("Proxy-Authorization") != right {
		fmt.Fprint(to, "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=tide\r\nContent-Length: 0\r\n\r\n")
		return false
	}
	u.asked(req.Host)
	fmt.Fprint(to, "HTTP/1.1 200 Connected\r\n\r\n")
	return true
}

// socks takes a request of SOCKS5 with a password (RFC 1929).
func (u *upstreamProxy) socks(from *bufio.Reader, to io.Writer) bool {
	text := func(more int) string {
		n, _ := from.ReadByte()
		all := make([]byte, int(n)+more)
		_, _ = io.ReadFull(from, all)
		return string(all)
	}
	if v, _ := from.ReadByte(); v != 5 {
		return false
	}
	text(0)
	fmt.Fprint(to, "\x05\x02")
	_, _ = from.ReadByte()
	if user, password := text(0), text(0); user != "skipper" || password != "p@ss:word" {
		fmt.Fprint(to, "\x01\x01")
		return false
	}
	fmt.Fprint(to, "\x01\x00")
	head := make([]byte, 4)
	_, _ = io.ReadFull(from, head)
	host := make([]byte, map[byte]int{1: 4, 4: 16}[head[3]]+2)
	_, _ = io.ReadFull(from, host)
	address, ok := netip.AddrFromSlice(host[:len(host)-2])
	if !ok {
		u.asked("a name")
		return false
	}
	u.asked(net.JoinHostPort(address.String(), fmt.Sprint(int(host[len(host)-2])<<8|int(host[len(host)-1]))))
	fmt.Fprint(to, "\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00")
	return true
}
