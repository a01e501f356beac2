package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"time"

	"golang.org/x/term"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/identity"
	"github.com/tearsheet/tearsheet/snapshots/regular"
)

// identityMost is the most of a file of cookies or state that is read.
const identityMost = 256 << 20

// readIdentity reads who the user is for sites, from files, the environment and a terminal.
func (o *pageFlags) readIdentity() error {
	if o.profiles == nil {
		o.profiles = &openProfiles{}
	}
	id, notes, err := identityFrom(o.given, o.profiles.password)
	o.notes = append(o.notes, notes...)
	if err != nil {
		return usageError{err}
	}
	if name := last(o.given("profile")); name != "" {
		p, err := o.profiles.open(name)
		if err != nil {
			return usagef("--profile %s: %w", name, err)
		}
		state := p.State
		state.Expired(time.Now())
		state.Merge(id.State) // what is given besides counts
		id.State, id.LoggedIn, id.ProfileOf, id.Keep = state, p.LoggedIn, name, true
	}
	o.identity = id
	o.headers, err = headersFrom(o.given("headers"))
	if err != nil {
		return usagef("--header %w", err)
	}
	return nil
}

// identityFrom reads an identity by what options were given; password asks for one. Errors
// name the option and where it leads, and nothing of what is there.
func identityFrom(given func(option string) []string, password func(of string) (string, error)) (id browser.Identity, notes []string, err error) {
	if notes, err = readStates(&id, given); err != nil {
		return id, notes, err
	}
	if err := readLogins(&id, given("auth"), password); err != nil {
		return id, notes, err
	}
	proxied := last(given("proxy"))+last(given("proxy_pac"))+last(given("proxy_for")) != ""
	if err := readCertificates(&id, given("client_cert"), proxied); err != nil {
		return id, notes, err
	}
	if name := last(given("save_state")); name != "" {
		if info, err := os.Stat(filepath.Dir(name)); err != nil || !info.IsDir() {
			return id, notes, fmt.Errorf("--save-state %s: there is no such folder", name)
		}
		id.Keep, id.KeepOf = true, base(name)
	}
	return id, notes, nil
}

// readStates reads files of cookies and storage. The notes say what of them no longer counts.
func readStates(id *browser.Identity, given func(option string) []string) (notes []string, err error) {
	for _, from := range []struct{ option, flag string }{{"cookies", "--cookies"}, {"storage_state", "--storage-state"}} {
		for _, name := range given(from.option) {
			data, err := regular.ReadFile(name, identityMost)
			if err != nil {
				return notes, fmt.Errorf("%s: %w", from.flag, err)
			}
			state, err := identity.Read(data)
			if err != nil {
				return notes, fmt.Errorf("%s %s: %w", from.flag, name, err)
			}
			if n := state.Expired(time.Now()); n > 0 {
				notes = append(notes, fmt.Sprintf("%s: %s expired", name, count(n, "cookie")))
			}
			if from.option == "cookies" {
				id.CookiesOf = append(id.CookiesOf, base(name))
			} else {
				id.StateOf = base(name)
			}
			id.State.Merge(state)
		}
	}
	return notes, nil
}

// readLogins reads names and passwords for hosts.
func readLogins(id *browser.Identity, given []string, password func(of string) (string, error)) error {
	for _, text := range given {
		logins, err := loginsFrom(text, password)
		if err != nil {
			return fmt.Errorf("--auth %s: %w", text, err)
		}
		for _, l := range logins {
			id.Logins, id.LoginsOf = append(id.Logins, l), append(id.LoginsOf, "@"+l.Host)
		}
	}
	return nil
}

// readCertificates reads certificates for hosts.
func readCertificates(id *browser.Identity, given []string, proxied bool) error {
	for _, text := range given {
		host, file, ok := strings.Cut(text, "=")
		if !ok {
			return fmt.Errorf("--client-cert %s: use HOST=FILE", text)
		}
		if proxied {
			return errors.New("--client-cert and a proxy cannot be had together: a host that asks for a certificate is reached without the proxy")
		}
		pem, err := regular.ReadFile(file, 1<<20)
		if err != nil {
			return fmt.Errorf("--client-cert: %w", err)
		}
		cert, err := identity.ParseCertificate(host, pem)
		if err != nil {
			return fmt.Errorf("--client-cert %s: %w", file, err)
		}
		id.Certificates, id.CertsOf = append(id.Certificates, cert), append(id.CertsOf, cert.Host)
	}
	return nil
}

// identified tells whether the flags say who the user is.
func (o *pageFlags) identified() bool {
	for _, name := range []string{"cookies", "storage_state", "profile", "auth", "client_cert"} {
		if len(o.given(name)) > 0 {
			return true
		}
	}
	return false
}

// loginsFrom reads logins from where a text leads.
func loginsFrom(text string, ask func(of string) (string, error)) ([]identity.Login, error) {
	if name, ok := strings.CutPrefix(text, "env:"); ok {
		value, ok := os.LookupEnv(name)
		if !ok {
			return nil, errors.New("the environment has no such variable")
		}
		return parseLogins(value)
	}
	if name, ok := strings.CutPrefix(text, "file:"); ok {
		data, err := regular.ReadFile(name, 1<<20)
		if err != nil {
			return nil, err
		}
		return parseLogins(string(data))
	}
	user, host := text[:strings.LastIndexByte(text, '@')], text[strings.LastIndexByte(text, '@')+1:]
	password, err := ask(text)
	if err != nil {
		return nil, err
	}
	l, err := identity.NewLogin(user, password, host)
	return []identity.Login{l}, err
}

// parseLogins reads a login a line; blank lines and those with # are left out.
func parseLogins(text string) (list []identity.Login, err error) {
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
			continue
		}
		l, err := identity.ParseLogin(line)
		if err != nil {
			return nil, err
		}
		list = append(list, l)
	}
	if len(list) == 0 {
		return nil, errors.New("there is no login")
	}
	return list, nil
}

// askPassword asks for a password at the terminal, which does not show it.
func askPassword(of string) (string, error) {
	tty, err := os.OpenFile("/dev/tty", os.O_RDWR, 0)
	if err != nil {
		tty = os.Stdin
		if !term.IsTerminal(int(tty.Fd())) {
			return "", errors.New("there is no terminal to ask for the password at: use env:NAME or file:PATH")
		}
	} else {
		defer tty.Close()
	}
	fmt.Fprintf(os.Stderr, "Password of %s: ", of)
	password, err := term.ReadPassword(int(tty.Fd()))
	fmt.Fprintln(os.Stderr)
	return string(password), err
}

// variableIn is a variable of the environment in the value of a header.
var variableIn = regexp.MustCompile(`\$\{([A-Za-z_][A-Za-z0-9_]*)\}`)

// headersFrom puts variables of the environment into lines of a header: what stands on a
// command line can be read by everybody on the machine.
func headersFrom(lines []string) ([]string, error) {
	var list []string
	for _, line := range lines {
		var missing string
		line = variableIn.ReplaceAllStringFunc(line, func(text string) string {
			name := text[2 : len(text)-1]
			value, ok := os.LookupEnv(name)
			if !ok {
				missing = name
			}
			return value
		})
		if missing != "" {
			return nil, fmt.Errorf("the environment has no %s", missing)
		}
		list = append(list, line)
	}
	return list, nil
}

// stateFiles are files to which the states of pages are saved, several pages to one maybe.
type stateFiles struct {
	mu   sync.Mutex
	held map[string]*identity.State
}

// save adds the state of a page to its file, which nobody but its owner can read, and which
// is whole at every moment.
func (f *stateFiles) save(name string, state *identity.State) error {
	if name == "" || state == nil {
		return nil
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.held == nil {
		f.held = map[string]*identity.State{}
	}
	if f.held[name] == nil {
		f.held[name] = &identity.State{}
	}
	f.held[name].Merge(*state)
	data, err := f.held[name].Write()
	if err == nil {
		err = writePrivate(name, data)
	}
	if err != nil {
		return fmt.Errorf("--save-state: %w", err)
	}
	return nil
}

// writePrivate writes a file that nobody but its owner can read.
func writePrivate(name string, data []byte) error {
	if info, err := os.Lstat(name); err == nil && !info.Mode().IsRegular() {
		return &fs.PathError{Op: "write", Path: name, Err: errors.New("it is no plain file")}
	}
	return regular.Replace(name, data, 0o600)
}
