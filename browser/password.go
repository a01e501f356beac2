package browser

import (
	"net/url"

	"github.com/chromedp/cdproto/fetch"
)

// EnvProxy is the environment variable that names the proxy to use where no option does.
// Others on the machine do not see it, as they do command lines.
const EnvProxy = "TEARSHEET_PROXY"

// challenged answers a server or proxy that asks for a user and a password. There is one
// for the proxy alone; Chrome then remembers it for all else that the page asks for.
func (t *tab) challenged(ev *fetch.EventAuthRequired) {
	answer := &fetch.AuthChallengeResponse{Response: fetch.AuthChallengeResponseResponseCancelAuth}
	user := t.chrome.proxyUser
	switch isProxy := ev.AuthChallenge.Source == fetch.AuthChallengeSourceProxy; {
	case !isProxy:
		answer = t.documents.login(ev)
	case user != nil && t.passwordOnce(ev.RequestID):
		password, _ := user.Password()
		answer = &fetch.AuthChallengeResponse{
			Response: fetch.AuthChallengeResponseResponseProvideCredentials, Username: user.Username(), Password: password,
		}
	}
	tell(t, fetch.ContinueWithAuth, fetch.ContinueWithAuthParams{RequestID: ev.RequestID, AuthChallengeResponse: answer})
}

// passwordOnce tells whether a request has not been given the password yet: one that is
// wrong does not become right.
func (t *tab) passwordOnce(id fetch.RequestID) bool {
	_, given := t.given.LoadOrStore(id, true)
	return !given
}

// userOf is the user of the proxy and the password that Chrome says; nil: none, or it is
// said for it.
func (o Options) userOf() *url.Userinfo {
	u, err := o.proxyURL()
	if way, wrong := o.way(); err != nil || wrong != nil || u == nil || way != nil {
		return nil
	}
	return u.User
}
