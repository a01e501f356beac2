package cli

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/netip"
	"os"
	"syscall"

	"github.com/spf13/pflag"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/tokens"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/webhook"
	"github.com/tearsheet/tearsheet/snapshots/regular"
)

// listenFlags say where a server is reached, and by whom.
type listenFlags struct {
	listen    string
	tokens    string
	hosts     []string
	cert, key string

	exposed bool // others than this machine reach it
	keys    *tokens.Keys
	tls     *tls.Config
}

func (o *listenFlags) addFlags(flags *pflag.FlagSet) {
	flags.StringVar(&o.listen, "listen", "127.0.0.1:8787", "address to listen on")
	flags.StringVar(&o.tokens, "tokens", "", "file of tokens, one of which each request needs ($TEARSHEET_TOKENS; on other addresses than this machine's the one that tearsheet token keeps)")
	flags.StringArrayVar(&o.hosts, "host", nil, "name under which the server is reached (repeatable; without tokens others than localhost are refused)")
	flags.StringVar(&o.cert, "tls-cert", "", "file of the certificate and its chain (PEM): the server speaks https")
	flags.StringVar(&o.key, "tls-key", "", "file of the certificate's key (PEM)")
}

func (o *listenFlags) validate(ctx context.Context) error {
	host, _, err := net.SplitHostPort(o.listen)
	if err != nil {
		return usagef("--listen %q: use HOST:PORT, such as 127.0.0.1:8787", o.listen)
	}
	o.exposed = !onlyHere(ctx, host)
	if (o.cert == "") != (o.key == "") {
		return usagef("--tls-cert and --tls-key go together")
	}
	if o.cert != "" {
		pair, err := tls.LoadX509KeyPair(o.cert, o.key)
		if err != nil {
			return usagef("--tls-cert, --tls-key: %w", err)
		}
		o.tls = &tls.Config{Certificates: []tls.Certificate{pair}, MinVersion: tls.VersionTLS12}
	}
	file := o.tokens
	if file == "" {
		file = os.Getenv(tokensVariable)
	}
	named := file != ""
	if !named && o.exposed {
		file = defaultTokens()
	}
	if file == "" {
		return o.refuseOpen()
	}
	if o.keys, err = tokens.Open(file); err != nil {
		return usagef("--tokens: %w", err)
	}
	switch {
	case o.keys.Len() > 0:
		return nil
	case named:
		return usagef("--tokens %s: there is no token in it; tearsheet token add NAME --tokens %s makes one", file, file)
	}
	return o.refuseOpen()
}

// refuseOpen refuses to let in everybody who reaches this machine.
func (o *listenFlags) refuseOpen() error {
	if o.exposed {
		return usagef("--listen %s: others than this machine reach that address, and there are no tokens; tearsheet token add NAME makes one", o.listen)
	}
	return nil
}

// onlyHere tells whether a host to listen on is reached from this machine alone.
func onlyHere(ctx context.Context, host string) bool {
	if ip, err := netip.ParseAddr(host); err == nil {
		return ip.Unmap().IsLoopback()
	}
	if host == "" { // every address
		return false
	}
	list, err := net.DefaultResolver.LookupNetIP(ctx, "ip", host)
	for _, ip := range list {
		if !ip.Unmap().IsLoopback() {
			return false
		}
	}
	return err == nil && len(list) > 0
}

func (o *listenFlags) open() (net.Listener, error) { return listenOn(o.listen) }

// listenOn listens on the address that --listen names.
func listenOn(address string) (net.Listener, error) {
	l, err := net.Listen("tcp", address)
	if errors.Is(err, syscall.EADDRINUSE) {
		err = fmt.Errorf("--listen %s: something listens there already: stop it, or name another address", address)
	}
	return l, err
}

// address is that of the gallery.
func (o *listenFlags) address(l net.Listener) string {
	scheme := "http"
	if o.tls != nil {
		scheme = "https"
	}
	return fmt.Sprintf("%s://%s/", scheme, l.Addr())
}

// readOrMakeSecret reads the secret of webhooks, and makes one where there is none.
func readOrMakeSecret(file string) (webhook.Secret, error) {
	const most = 4096
	data, err := regular.ReadFile(file, most)
	if errors.Is(err, fs.ErrNotExist) {
		secret := webhook.NewSecret()
		return secret, os.WriteFile(file, []byte(secret.String()+"\n"), 0o600)
	}
	if err != nil {
		return nil, err
	}
	secret, err := webhook.ParseSecret(string(data))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return secret, nil
}
