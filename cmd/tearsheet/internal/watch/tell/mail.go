package tell

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"html/template"
	"net"
	"net/url"
	"os"
	"strconv"
	"strings"

	"github.com/wneessen/go-mail"
)

// post sends e-mails, with the pictures in them.
type post struct {
	host     string
	from, to []string
	options  []mail.Option
}

// encryptions are how a server is spoken to.
var encryptions = map[string]mail.Option{
	"":         mail.WithTLSPolicy(mail.TLSOpportunistic),
	"auto":     mail.WithTLSPolicy(mail.TLSOpportunistic),
	"none":     mail.WithTLSPolicy(mail.NoTLS),
	"starttls": mail.WithTLSPolicy(mail.TLSMandatory),
	"ssl":      mail.WithSSL(),
}

// openMail reads smtp://USER:PASSWORD@HOST:PORT/?from=ADDRESS&to=ADDRESS,ADDRESS.
func openMail(target string, dial Dial) (Teller, error) {
	u, err := url.Parse(target)
	if err != nil || u.Hostname() == "" || u.Query().Get("to") == "" {
		return nil, errors.New("use smtp://USER:PASSWORD@HOST:PORT/?from=ADDRESS&to=ADDRESS")
	}
	p := post{host: u.Hostname(), to: strings.Split(u.Query().Get("to"), ",")}
	from := u.Query().Get("from")
	if from == "" {
		from = u.User.Username()
	}
	p.from = []string{from}
	try := mail.NewMsg()
	if try.From(from) != nil || try.To(p.to...) != nil {
		return nil, errors.New("from and to are addresses such as desk@tide.example")
	}
	encryption := u.Query().Get("encryption")
	if u.Scheme == "smtps" {
		encryption = "ssl"
	}
	tls, ok := encryptions[encryption]
	if !ok {
		return nil, errors.New("encryption is one of auto, none, starttls, ssl")
	}
	p.options = append(p.options, tls)
	if dial != nil {
		p.options = append(p.options, mail.WithDialContextFunc(dial))
	}
	if text := u.Port(); text != "" {
		port, err := strconv.Atoi(text)
		if err != nil {
			return nil, err
		}
		p.options = append(p.options, mail.WithPort(port))
	}
	if password, ok := u.User.Password(); ok {
		p.options = append(p.options, mail.WithUsername(u.User.Username()), mail.WithPassword(password), mail.WithSMTPAuth(mail.SMTPAuthAutoDiscover))
	}
	if name, err := os.Hostname(); err == nil {
		p.options = append(p.options, mail.WithHELO(name))
	}
	return p, nil
}

// Tell sends the message. Its Message-ID is the same each time, so that mailboxes know again
// what comes twice.
func (p post) Tell(ctx context.Context, m Message) error {
	msg := mail.NewMsg()
	if err := errors.Join(msg.From(p.from[0]), msg.To(p.to...)); err != nil {
		return err
	}
	_, domain, _ := strings.Cut(p.from[0], "@")
	msg.SetMessageIDWithValue(m.ID + "@" + domain)
	msg.SetDateWithValue(m.At)
	msg.Subject(subjectOf(m))
	msg.SetBodyString(mail.TypeTextPlain, textOf(m, 100_000))
	n := 0
	names := map[string][]string{}
	for i, item := range m.Items {
		for k, picture := range item.Pictures {
			name := fmt.Sprintf("%d-%s", i+1, picture.Name)
			m.Items[i].Pictures[k].Name = name
			names[name] = []string{fmt.Sprintf("picture%d.%s", n, m.ID)}
			n++
			if err := msg.EmbedReader(name, bytes.NewReader(picture.PNG), mail.WithFileContentID("<"+names[name][0]+">"), mail.WithFileContentType("image/png")); err != nil {
				return err
			}
		}
	}
	html, err := htmlOf(m, func(name string) template.URL {
		return template.URL("cid:" + names[name][0]) // a name of ours
	})
	if err != nil {
		return err
	}
	msg.AddAlternativeString(mail.TypeTextHTML, html)
	client, err := mail.NewClient(p.host, p.options...)
	if err != nil {
		return err
	}
	err = client.DialAndSendWithContext(ctx, msg)
	if closed := (*net.OpError)(nil); errors.As(err, &closed) && msg.IsDelivered() {
		return nil // the server hung up behind it
	}
	return err
}
