package browser

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"runtime"
	"strings"
	"time"

	"github.com/chromedp/chromedp/remote"
	"golang.org/x/sync/semaphore"
)

// Three kinds of address lead to a browser elsewhere: the socket of one (ws://…/devtools/…),
// the port of one, which names its socket at /json/version, and a service, which gives whoever
// connects a browser of his own. What a service knows its users by is in the query or before
// the @, and in nothing that is told.

// isService tells whether an address is that of a service.
func isService(u *url.URL) bool {
	return strings.HasPrefix(u.Scheme, "ws") && !strings.Contains(u.Path, "/devtools/") &&
		(strings.Trim(u.Path, "/") != "" || u.RawQuery != "")
}

// socketOf gives the address to connect to for that of a browser.
func socketOf(ctx context.Context, address string) (string, error) {
	u, err := url.Parse(address)
	if err != nil {
		return "", err
	}
	if isService(u) || strings.HasPrefix(u.Scheme, "ws") && strings.Contains(u.Path, "/devtools/") {
		return address, nil
	}
	ask := *u
	ask.Scheme = strings.Replace(u.Scheme, "ws", "http", 1)
	if !strings.HasSuffix(strings.TrimSuffix(ask.Path, "/"), "/json/version") {
		ask.Path = strings.TrimSuffix(strings.TrimSuffix(ask.Path, "/"), "/json") + "/json/version"
	}
	told, err := versionAt(ctx, &ask)
	if errors.Is(err, errHostName) {
		if err = numbered(ctx, &ask); err == nil {
			told, err = versionAt(ctx, &ask)
		}
	}
	if err != nil {
		return "", err
	}
	socket, err := url.Parse(told)
	if err != nil || !strings.HasPrefix(socket.Scheme, "ws") || socket.Host == "" {
		return "", fmt.Errorf("/json/version names no socket")
	}
	// What stands behind a proxy may know itself by a name that means another machine here, and
	// does not repeat what it was asked with.
	if ip := net.ParseIP(socket.Hostname()); ip != nil && ip.IsUnspecified() || inward(socket.Hostname()) && !inward(ask.Hostname()) {
		socket.Host = ask.Host
	}
	if socket.Host == ask.Host {
		socket.Scheme = strings.Replace(ask.Scheme, "http", "ws", 1)
		socket.User, socket.RawQuery = ask.User, cmp.Or(socket.RawQuery, ask.RawQuery)
	}
	return socket.String(), nil
}

// errHostName is what Chrome says to a request that names it otherwise than by its number.
var errHostName = errors.New("it wants to be asked by its number")

// versionAt asks for the socket's address.
func versionAt(ctx context.Context, u *url.URL) (string, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return "", err
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return "", err
	}
	defer res.Body.Close()
	const longest = 64 << 10
	body, err := io.ReadAll(io.LimitReader(res.Body, longest))
	switch {
	case err != nil:
		return "", err
	case res.StatusCode == http.StatusInternalServerError && strings.Contains(string(body), "Host header"):
		return "", errHostName
	case res.StatusCode != http.StatusOK:
		return "", fmt.Errorf("/json/version answers %s", res.Status)
	}
	var says struct {
		Socket string `json:"webSocketDebuggerUrl"`
	}
	err = json.Unmarshal(body, &says)
	return says.Socket, err
}

// numbered puts the number of a host in the place of its name.
func numbered(ctx context.Context, u *url.URL) error {
	found, err := net.DefaultResolver.LookupIPAddr(ctx, u.Hostname())
	if err != nil {
		return err
	}
	u.Host = net.JoinHostPort(found[0].String(), cmp.Or(u.Port(), "80"))
	return nil
}

// inward tells whether a host means the machine that says it.
func inward(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// hidden is the address of a browser as it is told: without user, password, path and query. Who
// knows the path of a DevTools address has the browser.
func hidden(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "..."
	}
	if u.User != nil {
		u.User = url.User("...")
	}
	if len(u.Path) > 1 {
		u.Path, u.RawPath = "/...", ""
	}
	if u.RawQuery != "" {
		u.RawQuery = "..."
	}
	return u.String()
}

// without takes out of an error what is hidden of an address.
func without(err error, address string) error {
	u, parsed := url.Parse(address)
	if err == nil || parsed != nil {
		return err
	}
	secrets := []string{u.RawQuery}
	if len(u.Path) > 1 {
		secrets = append(secrets, strings.TrimPrefix(u.EscapedPath(), "/"))
	}
	if u.User != nil {
		secrets = append(secrets, u.User.String())
	}
	for _, values := range u.Query() {
		secrets = append(secrets, values...)
	}
	text := err.Error()
	for _, secret := range secrets {
		if secret != "" {
			text = strings.ReplaceAll(text, secret, "...")
		}
	}
	if text == err.Error() {
		return err
	}
	return errors.New(text)
}

// dialTimeout bounds one attempt to connect, of which a page waits for several.
const dialTimeout = 10 * time.Second

// connect uses the browser at an address.
func connect(ctx context.Context, o Options, address string) (*chrome, error) {
	failed := func(err error) error {
		return fail(KindBrowser, without(err, address), "no browser answers at %s; start one with --remote-debugging-port", hidden(address))
	}
	asking, done := context.WithTimeout(ctx, dialTimeout)
	defer done()
	socket, err := socketOf(asking, address)
	if err != nil {
		return nil, failed(err)
	}
	alloc, stopAlloc := remote.NewAllocator(context.Background(), socket, remote.NoModifyURL, remote.WithDialTimeout(dialTimeout))
	c := &chrome{drawing: semaphore.NewWeighted(drawnAtOnce(runtime.GOMAXPROCS(0)))}
	err = c.connect(ctx, alloc, o, stopAlloc)
	if err != nil {
		c.cancel()
		return nil, failed(err)
	}
	go c.pulse()
	return c, nil
}
