package guard_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"
	"golang.org/x/net/proxy"

	"github.com/tearsheet/tearsheet/browser/guard"
	"github.com/tearsheet/tearsheet/browser/guard/guardtest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// nowhere is a network without names.
func nowhere() *net.Resolver { return guardtest.Resolver(func(string) []string { return nil }) }

func newGuard(t *testing.T, opts guard.Options) *guard.Guard {
	t.Helper()
	g, err := guard.New(opts)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// Ways to write addresses that are not those of the web, and the word that says what each is.
var refused = map[string]string{
	"127.0.0.1": "this machine", "127.255.255.254": "this machine", "0.0.0.0": "this machine", "0.1.2.3": "this machine", "::1": "this machine", "::": "this machine",
	"localhost": "this machine", "LOCALHOST": "this machine", "localhost.": "this machine", "a.localhost": "this machine", "a.b.localhost.": "this machine",
	"::ffff:127.0.0.1": "this machine", "::ffff:7f00:1": "this machine", "64:ff9b::127.0.0.1": "this machine", "::ffff:10.0.0.1": "private",
	"10.0.0.1": "private", "172.16.0.1": "private", "172.31.255.255": "private", "192.168.1.1": "private", "fd00:ec2::254": "private", "fc00::1": "private", "fec0::1": "private",
	"64:ff9b::10.0.0.1": "private", "64:ff9b::a9fe:a9fe": "link", "64:ff9b:1::8.8.8.8": "protocols",
	"100.64.0.1": "provider", "100.100.100.200": "provider", "168.63.129.16": "cloud",
	"169.254.169.254": "link", "169.254.0.1": "link", "fe80::1": "link", "fe80::1%lo": "link",
	"224.0.0.1": "group", "239.255.255.250": "group", "ff02::1": "group", "ff0e::1": "group",
	"240.0.0.1": "no machine", "255.255.255.255": "no machine", "192.0.2.1": "no machine", "2001:db8::1": "no machine",
	"198.18.0.1": "tests", "192.0.0.192": "protocols", "2001::1": "protocols", "2001:0:4136:e378:8000:63bf:3fff:fdd2": "protocols",
	"2002:7f00:1::": "6to4", "2002:808:808::": "6to4", "192.88.99.1": "6to4",
	"::127.0.0.1": "web", "::8.8.8.8": "web", "4000::1": "web", "2a00:1450:4001::5efe:10.0.0.1": "private", "2a00:1450:4001::200:5efe:127.0.0.1": "this machine", "fe80::5efe:8.8.8.8": "link",
}

func TestRefused(t *testing.T) {
	g := newGuard(t, guard.Options{Resolver: nowhere()})
	for host, why := range refused {
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
		_, err := g.DialContext(ctx, "tcp", net.JoinHostPort(host, "1"))
		cancel()
		if no := guard.Why(err); no == nil || !strings.Contains(no.Why, why) {
			t.Errorf("%s: %v, which does not say %q", host, err, why)
		}
	}
}

// What is of the web is not refused: here it cannot be reached, which takes no time where
// the context has ended.
func TestNotRefused(t *testing.T) {
	g := newGuard(t, guard.Options{Resolver: nowhere()})
	for _, host := range []string{"8.8.8.8", "1.1.1.1", "172.15.255.255", "172.32.0.1", "100.63.255.255", "100.128.0.0", "169.253.1.1", "192.0.1.1", "198.20.0.1", "223.255.255.255", "2a00:1450:4001:81b::200e", "64:ff9b::8.8.8.8", "::ffff:8.8.8.8"} {
		ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		conn, err := g.DialContext(ctx, "tcp", net.JoinHostPort(host, "9"))
		cancel()
		if conn != nil {
			conn.Close()
		}
		if no := guard.Why(err); no != nil {
			t.Errorf("%s: %v", host, err)
		}
	}
}

// The machine's own address, and one beside it, whatever they are.
func TestOwnNetwork(t *testing.T) {
	addresses, err := net.InterfaceAddrs()
	if err != nil {
		t.Fatal(err)
	}
	g := newGuard(t, guard.Options{})
	for _, a := range addresses {
		ip, _, err := net.ParseCIDR(a.String())
		if err != nil || ip.IsLoopback() || ip.IsLinkLocalUnicast() {
			continue
		}
		if _, err := g.DialContext(t.Context(), "tcp", net.JoinHostPort(ip.String(), "1")); guard.Why(err) == nil {
			t.Errorf("%s: %v", ip, err)
		}
	}
}

func TestAllow(t *testing.T) {
	site := server(t, "the tide is in")
	for _, test := range []struct {
		allow, host string
		ok          bool
	}{
		{"127.0.0.0/8", "127.0.0.1", true},
		{"127.0.0.1", "127.0.0.1", true},
		{"127.0.0.1/32", "localhost", true},
		{"127.0.0.1/32", "tide.localhost", true},
		{"127.0.0.1/32", "::ffff:127.0.0.1", true},
		{"127.0.0.2/32", "127.0.0.1", false},
		{"10.0.0.0/8", "127.0.0.1", false},
		{"::1/128", "127.0.0.1", false},
	} {
		allowed, err := guard.ParseNet(test.allow)
		if err != nil {
			t.Fatal(err)
		}
		g := newGuard(t, guard.Options{Allow: []netip.Prefix{allowed}})
		conn, err := g.DialContext(t.Context(), "tcp", net.JoinHostPort(test.host, site.Port()))
		if conn != nil {
			conn.Close()
		}
		if (err == nil) != test.ok {
			t.Errorf("%s with %s: %v", test.host, test.allow, err)
		}
	}
}

func TestParseNet(t *testing.T) {
	for text, want := range map[string]string{"10.1.2.3/16": "10.1.0.0/16", "10.1.2.3": "10.1.2.3/32", "fd00::1/64": "fd00::/64", "::1": "::1/128", "::ffff:10.0.0.1": "10.0.0.1/32"} {
		if got, err := guard.ParseNet(text); err != nil || got.String() != want {
			t.Errorf("%s: %v, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "10", "10.0.0.0/33", "10.0.0.0/", "localhost", "fe80::1%eth0", "::ffff:10.0.0.0/104", "10.0.0.0/8,11.0.0.0/8"} {
		if got, err := guard.ParseNet(text); err == nil {
			t.Errorf("%s is taken for %v", text, got)
		}
	}
}

// A name that leads to the web when it is looked at, and to this machine when it is dialled.
func TestRebinding(t *testing.T) {
	site := server(t, "the tide is in")
	var asked atomic.Int64
	g := newGuard(t, guard.Options{Resolver: guardtest.Resolver(func(name string) []string {
		switch {
		case name == "mixed.example.":
			return []string{"127.0.0.1", "10.0.0.1", "::1", "169.254.169.254"}
		case asked.Add(1) <= 2: // both kinds of address are asked for
			return []string{"198.41.0.4"}
		}
		return []string{"127.0.0.1"}
	})})
	client := g.Client(10 * time.Second)
	defer client.CloseIdleConnections()
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	conn, err := g.DialContext(ctx, "tcp", "rebinding.example:9")
	if conn != nil {
		conn.Close()
	}
	if guard.Why(err) != nil {
		t.Fatalf("the first answer is of the web: %v", err)
	}
	for _, host := range []string{"rebinding.example", "mixed.example"} {
		resp, err := client.Get("http://" + net.JoinHostPort(host, site.Port()))
		if err == nil {
			resp.Body.Close()
		}
		if no := guard.Why(err); no == nil || no.Host != host {
			t.Errorf("%s: %v", host, err)
		}
	}
	if site.hits() != 0 {
		t.Errorf("%d requests came through", site.hits())
	}
}

// Redirects to this machine, in every way to write it, from where one may be reached.
func TestRedirects(t *testing.T) {
	secret := server(t, "the tide is in")
	for _, host := range []string{"127.0.0.1", "[::ffff:127.0.0.1]", "2130706433", "0x7f000001", "0177.0.0.1", "0x7f.1", "127.1", "localhost", "localhost.", "tide.localhost", "0", "0.0.0.0", "[::]", "[::1]"} {
		leads := httptest.NewServer(http.RedirectHandler("http://"+host+":"+secret.Port()+"/", http.StatusFound))
		u, _ := url.Parse(leads.URL)
		client := (&http.Client{Transport: allowPort(t, u.Port())})
		resp, err := client.Get(leads.URL)
		if err == nil {
			resp.Body.Close()
			t.Errorf("%s: %s", host, resp.Status)
		}
		client.CloseIdleConnections()
		leads.Close()
	}
	if secret.hits() != 0 {
		t.Errorf("%d requests came through", secret.hits())
	}
}

// allowPort is a transport that goes by a guard, but for one port of this machine.
func allowPort(t *testing.T, port string) *http.Transport {
	g := newGuard(t, guard.Options{})
	return &http.Transport{DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
		if strings.HasSuffix(address, ":"+port) {
			return new(net.Dialer).DialContext(ctx, network, address)
		}
		return g.DialContext(ctx, network, address)
	}}
}

func TestDoor(t *testing.T) {
	site := server(t, "the tide is in")
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	for _, allow := range []bool{false, true} {
		opts := guard.Options{Resolver: nowhere()}
		if allow {
			opts.Allow = []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}
		}
		door, err := newGuard(t, opts).Open(ctx, os.Getuid())
		if err != nil {
			t.Fatal(err)
		}
		client := through(t, door.Address())
		for _, host := range []string{"127.0.0.1", "localhost", "tide.localhost"} {
			hostport := host + ":" + site.Port()
			resp, err := client.Get("http://" + hostport)
			if err == nil {
				resp.Body.Close()
			}
			if (err == nil) != allow {
				t.Errorf("%s, allowed %v: %v", host, allow, err)
			}
			address, why := door.Outcome(hostport)
			if allow && address != "127.0.0.1:"+site.Port() || !allow && guard.Why(why) == nil {
				t.Errorf("%s, allowed %v: the door says %q, %v", host, allow, address, why)
			}
		}
		resp, err := client.Get("http://no-such.example:1")
		if err == nil {
			resp.Body.Close()
			t.Error("a name that is not there is there")
		}
		_, why := door.Outcome("no-such.example:1")
		if dns := new(net.DNSError); !errors.As(why, &dns) || !dns.IsNotFound {
			t.Errorf("the door says %v", why)
		}
		count, hosts := door.Refused(0, nil)
		if allow && count != 0 || !allow && (count != 3 || len(hosts) != 3) {
			t.Errorf("allowed %v: %d refused: %v", allow, count, hosts)
		}
		client.CloseIdleConnections()
		defer door.Wait()
	}
	cancel()
}

// A door stays shut for the processes of others.
func TestDoorOfOthers(t *testing.T) {
	if _, err := os.Stat("/proc/net/tcp"); err != nil {
		t.Skip("this system does not tell whose a connection is")
	}
	site := server(t, "the tide is in")
	ctx, cancel := context.WithCancel(t.Context())
	door, err := newGuard(t, guard.Options{Open: true}).Open(ctx, os.Getuid()+1)
	if err != nil {
		t.Fatal(err)
	}
	defer door.Wait()
	defer cancel()
	client := through(t, door.Address())
	if resp, err := client.Get(site.URL.String()); err == nil {
		resp.Body.Close()
		t.Error("somebody else came through")
	}
}

// What is not SOCKS5, or breaks off, is no connection.
func TestDoorNonsense(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	door, err := newGuard(t, guard.Options{}).Open(ctx, -1)
	if err != nil {
		t.Fatal(err)
	}
	defer door.Wait()
	defer cancel()
	for _, said := range []string{"", "\x05", "\x05\x01\x02", "\x04\x01\x00\x50\x7f\x00\x00\x01\x00", "GET / HTTP/1.1\r\n\r\n", "\x05\x01\x00\x05\x02\x00\x01\x7f\x00\x00\x01\x00\x50", "\x05\x01\x00\x05\x01\x00\x09", "\x05\x01\x00\x05\x01\x00\x03\xffshort"} {
		conn, err := net.Dial("tcp", strings.TrimPrefix(door.Address(), "socks5://"))
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprint(conn, said)
		conn.(*net.TCPConn).CloseWrite()
		if got, _ := io.ReadAll(conn); len(got) > 3 && got[3] == 0 {
			t.Errorf("%q is answered %q", said, got)
		}
		conn.Close()
	}
	if count, _ := door.Refused(0, nil); count != 0 {
		t.Errorf("%d of what was never asked for were refused", count)
	}
}

// Through a proxy: the check is made here, and the proxy gets the address that was checked.
func TestThroughProxy(t *testing.T) {
	site := server(t, "the tide is in")
	for _, scheme := range []string{"http", "socks5"} {
		upstream := guardtest.NewProxy(t, scheme, site.URL.Host)
		u := upstream.URL(guardtest.Password)
		g := newGuard(t, guard.Options{Proxy: u, Resolver: guardtest.Resolver(func(name string) []string {
			return map[string][]string{"web.example.": {"198.41.0.4"}, "inside.example.": {"10.0.0.1"}, "both.example.": {"127.0.0.1", "2001:500:2::c"}}[name]
		})})
		client := g.Client(10 * time.Second)
		for host, reaches := range map[string]string{"web.example": "198.41.0.4", "inside.example": "", "both.example": "2001:500:2::c", "127.0.0.1": "", "localhost": "", "198.41.0.4": "198.41.0.4"} {
			resp, err := client.Get("http://" + host + "/")
			if err == nil {
				resp.Body.Close()
			}
			if (err == nil) != (reaches != "") || reaches == "" && guard.Why(err) == nil {
				t.Errorf("%s, %s: %v", scheme, host, err)
			}
			if asked := upstream.Asked(); reaches != "" && !slices.Contains(asked, net.JoinHostPort(reaches, "80")) {
				t.Errorf("%s, %s: the proxy was asked for %v", scheme, host, asked)
			}
		}
		client.CloseIdleConnections()

		wrong := newGuard(t, guard.Options{Proxy: upstream.URL("wrong-secret")}).Client(10 * time.Second)
		resp, err := wrong.Get("http://198.41.0.4/")
		if err == nil {
			resp.Body.Close()
		}
		if failed := new(guard.ProxyError); !errors.As(err, &failed) || strings.Contains(err.Error(), "wrong-secret") {
			t.Errorf("%s with a wrong password: %v", scheme, err)
		}
		wrong.CloseIdleConnections()
	}
	for _, bad := range []string{"socks4://127.0.0.1:1", "quic://127.0.0.1:1"} {
		u, _ := url.Parse(bad)
		if _, err := guard.New(guard.Options{Proxy: u}); err == nil {
			t.Errorf("%s is taken", bad)
		}
	}
}

// A proxy that is not there lets nothing go around it.
func TestDeadProxy(t *testing.T) {
	site := server(t, "the tide is in")
	local := guardtest.Resolver(func(string) []string { return []string{"127.0.0.1"} })
	for _, open := range []bool{false, true} {
		for _, dead := range []string{"http://127.0.0.1:1", "https://127.0.0.1:1", "socks5://127.0.0.1:1"} {
			u, _ := url.Parse(dead)
			client := newGuard(t, guard.Options{Proxy: u, Open: open, Resolver: local, Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}}).Client(10 * time.Second)
			resp, err := client.Get("http://" + net.JoinHostPort("tide.example", site.Port()))
			if err == nil {
				resp.Body.Close()
			}
			if err == nil || !strings.Contains(err.Error(), "127.0.0.1:1:") {
				t.Errorf("%s, open %v: %v", dead, open, err)
			}
		}
	}
	if site.hits() != 0 {
		t.Errorf("%d requests came through", site.hits())
	}
}

// An answer that breaks off breaks off behind the door as well.
func TestDoorKeepsCuts(t *testing.T) {
	cut := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		conn, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		fmt.Fprint(conn, "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\nthe tide is")
		conn.(*net.TCPConn).SetLinger(0)
		conn.Close()
	}))
	defer cut.Close()
	ctx, cancel := context.WithCancel(t.Context())
	door, err := newGuard(t, guard.Options{Open: true}).Open(ctx, -1)
	if err != nil {
		t.Fatal(err)
	}
	defer door.Wait()
	defer cancel()
	client := through(t, door.Address())
	defer client.CloseIdleConnections()
	resp, err := client.Get(cut.URL)
	if err == nil {
		var body []byte
		if body, err = io.ReadAll(resp.Body); err == nil {
			t.Errorf("a connection that was reset ended like a whole answer: %q", body)
		}
		resp.Body.Close()
	}
}

// through is a client that dials by a door.
func through(t *testing.T, address string) *http.Client {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	dialer, err := proxy.FromURL(u, proxy.Direct)
	if err != nil {
		t.Fatal(err)
	}
	return &http.Client{Transport: &http.Transport{DialContext: dialer.(proxy.ContextDialer).DialContext}, Timeout: 20 * time.Second}
}

// counted is a server that counts.
type counted struct {
	URL *url.URL
	n   atomic.Int64
}

func (c *counted) Port() string { return c.URL.Port() }
func (c *counted) hits() int64  { return c.n.Load() }

func server(t *testing.T, says string) *counted {
	t.Helper()
	c := &counted{}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		c.n.Add(1)
		fmt.Fprint(w, says)
	}))
	t.Cleanup(func() { s.CloseClientConnections(); s.Close() })
	c.URL, _ = url.Parse(s.URL)
	return c
}
