package tell

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/nicholas-fedor/shoutrrr"
	"github.com/nicholas-fedor/shoutrrr/pkg/router"
	"github.com/nicholas-fedor/shoutrrr/pkg/types"
)

// service is one of those that shoutrrr knows.
type service struct {
	target *url.URL
	sender interface {
		Send(message string, params *types.Params) []error
	}
	client *http.Client
	always bool // it is reached by client, where the address names the server
}

// errNobody says that an address is of no service that is known.
var errNobody = errors.New("it begins with no service that is known: use https://..., ntfy://..., slack://..., smtp://..., exec:COMMAND or atom:FILE")

// serviceMost is how many runes of a message services take: Discord takes the fewest.
const serviceMost = 1900

func openService(target string, client *http.Client, guarded bool) (Teller, error) {
	u, err := url.Parse(target)
	if err != nil {
		return nil, errors.New("it is no address")
	}
	if !slices.Contains(new(router.ServiceRouter).ListServices(), u.Scheme) {
		return nil, errNobody // it may be a secret, and is not repeated
	}
	sender, err := shoutrrr.CreateSender(target)
	if err != nil {
		return nil, hidden(err, target)
	}
	return service{u, sender, client, guarded && named[u.Scheme]}, nil
}

// Tell sends the words, and a picture of the place where the service takes one.
func (s service) Tell(ctx context.Context, m Message) error {
	text := textOf(m, serviceMost)
	if with := illustrated[s.target.Scheme]; with != nil {
		for _, i := range m.Items {
			if len(i.Pictures) > 0 {
				return hidden(with(ctx, s.client, s.target, m, text, i.Pictures[0]), s.target.String())
			}
		}
		if s.always {
			return hidden(with(ctx, s.client, s.target, m, text, Picture{}), s.target.String())
		}
	}
	err := errors.Join(s.sender.Send(text, &types.Params{"title": subjectOf(m)})...)
	return hidden(err, s.target.String())
}

// withoutSecrets is an error whose text names no part of an address that opens it.
type withoutSecrets struct{ says string }

func (e withoutSecrets) Error() string { return e.says }

// hidden takes out of an error what is secret in the address of a service.
func hidden(err error, target string) error {
	if err == nil {
		return nil
	}
	says := err.Error()
	u, parsed := url.Parse(target)
	secrets := []string{target}
	if parsed == nil {
		password, _ := u.User.Password()
		secrets = append(secrets, u.String(), u.User.String(), u.User.Username(), password, u.Hostname())
		secrets = append(secrets, strings.Split(u.Path, "/")...)
	}
	slices.SortFunc(secrets, func(a, b string) int { return len(b) - len(a) })
	for _, secret := range secrets {
		if len(secret) >= 6 && secret != u.Scheme {
			says = strings.ReplaceAll(says, secret, "…")
		}
	}
	return withoutSecrets{says}
}
