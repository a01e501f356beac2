package classify

import (
	"net/url"
	"strings"
)

// login looks for a sign-in form in the place of the page that was asked for. Who asks
// for the sign-in page itself gets content.
func login(f Facts, p *page) evidence {
	e := evidence{needed: 6 + p.against(300, 3, 800)}
	asked, final := parse(f.URL), parse(f.FinalURL)
	if isSignIn(asked) {
		e.needed = certain
		return e
	}
	named := isSignIn(final) // the page says that signing in is what it is about
	if named {
		e.add(4, "redirected to %s", final.Host+final.Path)
		if returns(final, asked) {
			e.add(2, "with the way back")
		}
	}
	switch f.Status {
	case 401, 511:
		e.add(6, "status %d", f.Status)
	case 403:
		e.add(1, "status 403")
	}
	switch {
	case p.passwords > 0:
		e.add(3, "a field for a password")
	case p.names > 0 && p.fields <= 2:
		e.add(2, "a field for a user's name")
	}
	if said := says(p.leads(), loginWords); said != "" {
		named = true
		e.add(3, "the page is titled %q", said)
	}
	if says(p.buttons, loginWords) != "" {
		e.add(1, "a button to sign in")
	}
	if said := contains(p.text, forgotWords); said != "" && p.fields > 0 {
		e.add(1, "it says %q", said)
	}
	if said := contains(p.text, wallWords); said != "" {
		named = named || contains(strings.Join(p.leads(), "\n"), wallWords) != "" && len(p.headings) < 2
		e.add(4, "it says %q", said)
	}
	switch alone := p.prose < 150 && p.pictures < 4 && p.links < 30; {
	case alone && p.fields > 0 && (named || len(p.headings) == 0):
		e.add(1, "little else")
	case !alone && !named:
		e.needed += 3 // a form beside something else
	}
	if p.fields > 4 {
		e.add(-2, "")
	}
	return e
}

// signInPaths are the steps of a path, or labels of a host, of sign-in pages.
var signInPaths = list(`login signin sign-in sign_in log-in log_in logon signon sign-on sso oauth oauth2 authorize
	openid saml saml2 wp-login.php login.php login.html login.aspx login.jsp signin.php authenticate
	anmelden anmeldung einloggen connexion se-connecter iniciar-sesion acceder entrar accedi inloggen
	logga-in logg-inn log-ind kirjaudu zaloguj logowanie prihlaseni prijava bejelentkezes giris ServiceLogin`)

// signInHosts are labels of hosts that do nothing else.
var signInHosts = list(`login signin accounts auth sso idp`)

// returnNames are the parameters that say where to go after signing in.
var returnNames = list(`return returnto return_to returnurl return_url returnpath return-to redirect redirect_to redirect_uri
	redirecturl redirect_url redirectto next continue dest destination back backurl back_url from ref referer
	target targeturl goto forward url uri r service relaystate samlrequest callback callbackurl origin`)

func parse(address string) *url.URL {
	u, err := url.Parse(address)
	if err != nil {
		return &url.URL{}
	}
	return u
}

// isSignIn tells whether an address is that of a sign-in page.
func isSignIn(u *url.URL) bool {
	label, _, more := strings.Cut(strings.ToLower(u.Hostname()), ".")
	if more && signInHosts[label] {
		return true
	}
	for step := range strings.SplitSeq(strings.ToLower(u.Path), "/") {
		if signInPaths[step] {
			return true
		}
	}
	return false
}

// returns tells whether a sign-in page knows the way back to what was asked for.
func returns(final, asked *url.URL) bool {
	for name, values := range final.Query() {
		if returnNames[strings.ToLower(name)] {
			return true
		}
		for _, v := range values {
			if len(asked.Path) > 1 && strings.Contains(v, asked.Path) {
				return true
			}
		}
	}
	return false
}

func list(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(strings.ToLower(words)) {
		m[w] = true
	}
	return m
}
