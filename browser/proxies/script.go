package proxies

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/dop251/goja"
)

// Bounds of a script.
const (
	scriptMost = 1 << 20 // bytes
	fetchTime  = 15 * time.Second
	runTime    = 2 * time.Second // for one answer
	callsDeep  = 500
)

// Script is a script of automatic configuration. It is read when it is first asked.
type Script struct {
	source   string // a file, or an address
	resolver *net.Resolver

	mu     sync.Mutex
	vm     *goja.Runtime // nil: it has not been read, or did not end
	find   goja.Callable
	text   string
	lookup context.Context // of the answer that is being found
}

// NewScript gives the script in a file or at an address. resolver looks up names for it; nil:
// that of the machine.
func NewScript(source string, resolver *net.Resolver) *Script {
	if resolver == nil {
		resolver = net.DefaultResolver
	}
	return &Script{source: source, resolver: resolver}
}

// Load reads the script, if it has not been.
func (s *Script) Load(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.load(ctx)
}

func (s *Script) load(ctx context.Context) error {
	if s.vm != nil {
		return nil
	}
	if s.text == "" {
		text, err := read(ctx, s.source)
		if err != nil {
			return fmt.Errorf("the proxy script: %w", err)
		}
		s.text = text
	}
	vm := goja.New()
	vm.SetMaxCallStackSize(callsDeep)
	s.lookup = ctx
	if err := s.give(vm); err != nil {
		return err
	}
	stop := bound(ctx, vm)
	_, err := vm.RunScript("proxy script", s.text)
	stop()
	if err != nil {
		return fmt.Errorf("the proxy script: %w", err)
	}
	find, ok := goja.AssertFunction(vm.Get("FindProxyForURL"))
	if !ok {
		return errors.New("the proxy script has no FindProxyForURL")
	}
	s.vm, s.find = vm, find
	return nil
}

// bound ends what runs when its time is up, or with ctx; stop must follow.
func bound(ctx context.Context, vm *goja.Runtime) (stop func()) {
	ctx, cancel := context.WithTimeout(ctx, runTime)
	done := make(chan struct{})
	go func() {
		defer close(done)
		<-ctx.Done()
		if errors.Is(ctx.Err(), context.DeadlineExceeded) {
			vm.Interrupt("it does not come to an end")
		} else {
			vm.Interrupt("nobody waits for it any more")
		}
	}()
	return func() {
		cancel()
		<-done
		vm.ClearInterrupt()
	}
}

// read reads a script from where it is.
func read(ctx context.Context, source string) (string, error) {
	if !strings.HasPrefix(source, "http://") && !strings.HasPrefix(source, "https://") {
		f, err := os.Open(source)
		if err != nil {
			return "", err
		}
		defer f.Close()
		if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() {
			return "", fmt.Errorf("%s is no plain file", source)
		}
		return readMost(f)
	}
	ctx, cancel := context.WithTimeout(ctx, fetchTime)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, source, nil)
	if err != nil {
		return "", err
	}
	client := http.Client{Transport: &http.Transport{}} // how to reach it, it cannot say
	resp, err := client.Do(req)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return "", fmt.Errorf("the server answers %s", resp.Status)
	}
	return readMost(resp.Body)
}

// readMost reads a script that is not too long.
func readMost(r io.Reader) (string, error) {
	data, err := io.ReadAll(io.LimitReader(r, scriptMost+1))
	if err == nil && len(data) > scriptMost {
		err = fmt.Errorf("it is longer than %d bytes", scriptMost)
	}
	return string(data), err
}

// Find asks the script for the proxies for an address; nil among them is none.
func (s *Script) Find(ctx context.Context, address, host string) ([]*url.URL, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.load(ctx); err != nil {
		return nil, err
	}
	lookups, cancel := context.WithTimeout(ctx, runTime)
	defer cancel()
	s.lookup = lookups
	stop := bound(ctx, s.vm)
	value, err := s.find(goja.Undefined(), s.vm.ToValue(address), s.vm.ToValue(host))
	stop()
	if err != nil {
		s.vm = nil // whatever it has left behind
		return nil, err
	}
	return parse(value.String())
}

// schemes are the words of scripts for kinds of proxy. Those that say SOCKS and no more mean
// the fifth version these days.
var schemes = map[string]string{"PROXY": "http", "HTTP": "http", "HTTPS": "https", "SOCKS": "socks5", "SOCKS5": "socks5"}

// parse reads what a script answers, such as "PROXY a:3128; DIRECT".
func parse(answer string) (list []*url.URL, err error) {
	if answer == "null" || answer == "undefined" || strings.TrimSpace(answer) == "" {
		return []*url.URL{nil}, nil
	}
	for part := range strings.SplitSeq(answer, ";") {
		kind, where, _ := strings.Cut(strings.TrimSpace(part), " ")
		kind, where = strings.ToUpper(kind), strings.TrimSpace(where)
		switch scheme := schemes[kind]; {
		case kind == "":
		case kind == "DIRECT":
			list = append(list, nil)
		case scheme != "" && where != "" && !strings.ContainsAny(where, " /@"):
			list = append(list, &url.URL{Scheme: scheme, Host: where})
		default:
			err = fmt.Errorf("it answers %q, which is no proxy", strings.TrimSpace(part))
		}
	}
	if len(list) > 0 { // what is not understood is passed over
		return list, nil
	}
	return nil, err
}
