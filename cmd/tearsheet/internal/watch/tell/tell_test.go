package tell

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"image"
	"image/png"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/mail"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/webhook"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/changes"
	"github.com/tearsheet/tearsheet/snapshots/diff"
)

// message is one with a picture, and with what a hostile page may say.
func message(t *testing.T, pictures int) Message {
	t.Helper()
	var shot bytes.Buffer
	if err := png.Encode(&shot, image.NewGray(image.Rect(0, 0, 8, 8))); err != nil {
		t.Fatal(err)
	}
	e := Event{
		ID: "chg_1", URL: "https://tide.example/story", Title: "High <water>", At: time.Date(2026, 11, 28, 9, 0, 0, 0, time.UTC), Stealth: true,
		Changes: []changes.Change{
			{What: changes.OfParagraph, How: changes.Edited, Before: "Masons mended the wall twice.", After: "Masons mended the wall once.", Was: []diff.Span{{Text: "Masons mended the wall "}, {Text: "twice", Changed: true}, {Text: "."}}, Is: []diff.Span{{Text: "Masons mended the wall "}, {Text: "once", Changed: true}, {Text: "."}}},
			{What: changes.OfNumber, How: changes.Edited, Name: "price", Before: "120", After: "95"},
			{What: changes.OfParagraph, How: changes.Added, After: "<script>alert(1)</script>"},
		},
	}
	text, err := Words(nil, e)
	if err != nil {
		t.Fatal(err)
	}
	item := Item{Event: e, Text: text}
	for i := range pictures {
		item.Pictures = append(item.Pictures, Picture{Name: fmt.Sprintf("after-%d.png", i+1), Caption: "what was edited", PNG: shot.Bytes()})
	}
	return NewMessage([]Item{item})
}

func TestWords(t *testing.T) {
	m := message(t, 0)
	const want = "High <water> changed (edited without saying so)\nhttps://tide.example/story\n- paragraph edited: Masons mended the wall [-twice-]{+once+}.\n- price: 120 → 95\n- paragraph added: {+<script>alert(1)</script>+}"
	if m.Items[0].Text != want {
		t.Errorf("%q", m.Items[0].Text)
	}
	own, err := Template("{{.URL}}: {{range .Changes}}{{say .}}; {{end}}")
	if err != nil {
		t.Fatal(err)
	}
	if got, err := Words(own, m.Items[0].Event); err != nil || !strings.HasPrefix(got, "https://tide.example/story: paragraph edited: ") {
		t.Errorf("%q %v", got, err)
	}
}

// request is what a service was sent.
type request struct{ url, kind, body string }

// services is a server that stands for all of them, whatever their names are.
func services(t *testing.T) (host string, client *http.Client, requests func() []request) {
	t.Helper()
	var mu sync.Mutex
	var got []request
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		mu.Lock()
		got = append(got, request{r.Header.Get("X-Meant-For") + r.URL.RequestURI(), r.Header.Get("Content-Type"), string(body)})
		mu.Unlock()
		switch {
		case r.URL.Path == "/fails":
			w.WriteHeader(http.StatusTeapot)
		case strings.Contains(r.URL.Path, "webhooks/"):
			w.WriteHeader(http.StatusNoContent)
		case strings.HasPrefix(r.URL.Path, "/services/"), strings.HasPrefix(r.URL.Path, "/api/chat."):
			_, _ = io.WriteString(w, "ok")
		default:
			w.Header().Set("Content-Type", "application/json")
			_, _ = io.WriteString(w, `{"ok":true,"result":{},"access_token":"t","content_uri":"mxc://tide.example/1","room_id":"!r:tide.example","flows":[{"type":"m.login.password"}],"joined_rooms":["!r:tide.example"],"id":1}`)
		}
	}))
	t.Cleanup(server.Close)
	to := way{server.URL, http.DefaultTransport}
	before := http.DefaultTransport
	http.DefaultTransport = to
	t.Cleanup(func() { http.DefaultTransport = before })
	return server.Listener.Addr().String(), &http.Client{Transport: to}, func() []request {
		mu.Lock()
		defer mu.Unlock()
		list := got
		got = nil
		return list
	}
}

// way leads every request to one server.
type way struct {
	server string
	by     http.RoundTripper
}

func (d way) RoundTrip(r *http.Request) (*http.Response, error) {
	at, err := url.Parse(d.server)
	if err != nil {
		return nil, err
	}
	r = r.Clone(r.Context())
	r.Header.Set("X-Meant-For", r.URL.Host)
	r.URL.Scheme, r.URL.Host = at.Scheme, at.Host
	return d.by.RoundTrip(r)
}

// Each service is told the words that changed, and those that take one a picture.
func TestServices(t *testing.T) {
	host, client, got := services(t)
	for name, c := range map[string]struct {
		target   string
		pictures int
		to       string // where one of the requests goes
		says     []string
	}{
		"slack":               {"slack://hook:T00000000-B00000000-XXXXXXXXXXXXXXXXXXXXXXXX@webhook", 1, "hooks.slack.com/services/T00000000/B00000000/", []string{"once", "High"}},
		"discord":             {"discord://token123456@123456789", 0, "discord.com/api/webhooks/123456789/token123456", []string{"once"}},
		"discord, picture":    {"discord://token123456@123456789", 1, "discord.com/api/webhooks/123456789/token123456", []string{"{+once+}", "after-1.png", "\x89PNG"}},
		"telegram":            {"telegram://110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1@telegram?chats=@tide", 0, "api.telegram.org/bot110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1/sendMessage", []string{"once"}},
		"telegram, picture":   {"telegram://110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1@telegram?chats=@tide", 1, "api.telegram.org/bot110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1/sendPhoto", []string{"{+once+}", "@tide", "\x89PNG"}},
		"ntfy":                {"ntfy://" + host + "/topic?scheme=http", 0, "/topic", []string{"once"}},
		"ntfy, picture":       {"ntfy://ntfy.tide.example/topic", 1, "ntfy.tide.example/topic", []string{"\x89PNG"}},
		"matrix":              {"matrix://desk:secret@matrix.tide.example/?rooms=!r:tide.example", 0, "matrix.tide.example/_matrix/client/", []string{"once"}},
		"matrix, picture":     {"matrix://:token@matrix.tide.example/?rooms=!r:tide.example", 1, "matrix.tide.example/_matrix/client/v3/rooms/%21r:tide.example/send/m.room.message/chg_1-1", []string{"{+once+}", "mxc://tide.example/1", "m.image"}},
		"another of shoutrrr": {"gotify://" + host + "/AzyoeNS.D4iJLVa?disabletls=yes", 0, "/message", []string{"once"}},
	} {
		teller, err := Open(c.target, Ways{Client: client})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if err := teller.Tell(t.Context(), message(t, c.pictures)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		all, reached := "", false
		var where []string
		for _, r := range got() {
			all += r.body
			where = append(where, r.url)
			reached = reached || strings.HasPrefix(r.url, c.to)
		}
		if !reached {
			t.Errorf("%s: %s was not asked, but %s", name, c.to, where)
		}
		for _, says := range c.says {
			if !strings.Contains(all, says) {
				t.Errorf("%s: %q is not told: %.600q", name, says, all)
			}
		}
	}
}

func TestWebhook(t *testing.T) {
	_, client, got := services(t)
	secret := webhook.NewSecret()
	var header http.Header
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		header = r.Header
		body, err := io.ReadAll(r.Body)
		if err == nil {
			err = secret.Verify(header.Get("Webhook-Id"), header.Get("Webhook-Timestamp"), header.Get("Webhook-Signature"), body, time.Now())
		}
		var told struct {
			Type     string
			Data     Event
			Pictures []struct{ PNG []byte }
		}
		if err == nil {
			err = json.Unmarshal(body, &told)
		}
		if err != nil || told.Type != "page.changed" || told.Data.ID != "chg_1" || len(told.Pictures) != 1 {
			t.Errorf("%v: %.300s", err, body)
		}
	}))
	defer server.Close()
	teller, err := Open(server.URL+"/hook", Ways{Client: server.Client(), Secret: secret})
	if err != nil {
		t.Fatal(err)
	}
	if err := teller.Tell(t.Context(), message(t, 1)); err != nil || header.Get("Webhook-Id") != "msg_chg_1" {
		t.Errorf("%v %v", err, header)
	}
	teller, err = Open("https://desk.tide.example/fails", Ways{Client: client, Secret: secret})
	if err != nil {
		t.Fatal(err)
	}
	if err := teller.Tell(t.Context(), message(t, 0)); err == nil || len(got()) != 1 {
		t.Error("a failure is taken for success")
	}
}

// A failure of which nothing is said has no colon without anything behind it.
func TestSaying(t *testing.T) {
	failed := errors.New("it answered 500")
	for said, want := range map[string]string{"": "it answered 500", " \n": "it answered 500", "out of\n order": "it answered 500: out of order"} {
		if err := saying(failed, []byte(said)); err.Error() != want || !errors.Is(err, failed) {
			t.Errorf("%q: %v", said, err)
		}
	}
}

// mailbox is a server of mail that takes one message.
func mailbox(t *testing.T) (address string, got <-chan string) {
	t.Helper()
	l, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	letters := make(chan string, 1)
	go func() {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		defer conn.Close()
		in := bufio.NewReader(conn)
		fmt.Fprint(conn, "220 tide.example ESMTP\r\n")
		for {
			line, err := in.ReadString('\n')
			if err != nil {
				return
			}
			switch verb := strings.ToUpper(strings.Fields(line + " .")[0]); verb {
			case "EHLO":
				fmt.Fprint(conn, "250-tide.example\r\n250 8BITMIME\r\n")
			case "DATA":
				fmt.Fprint(conn, "354 go on\r\n")
				var letter strings.Builder
				for {
					line, err := in.ReadString('\n')
					if err != nil || line == ".\r\n" {
						break
					}
					letter.WriteString(line)
				}
				letters <- letter.String()
				fmt.Fprint(conn, "250 taken\r\n")
			case "QUIT":
				fmt.Fprint(conn, "221 bye\r\n")
				return
			default:
				fmt.Fprint(conn, "250 ok\r\n")
			}
		}
	}()
	return l.Addr().String(), letters
}

func TestMail(t *testing.T) {
	address, got := mailbox(t)
	teller, err := Open("smtp://"+address+"/?from=watch@tide.example&to=desk@tide.example,night@tide.example", Ways{})
	if err != nil {
		t.Fatal(err)
	}
	if err := teller.Tell(t.Context(), message(t, 1)); err != nil {
		t.Fatal(err)
	}
	letter := <-got
	read, err := mail.ReadMessage(strings.NewReader(letter))
	if err != nil {
		t.Fatal(err)
	}
	if read.Header.Get("Message-Id") != "<chg_1@tide.example>" || !strings.Contains(read.Header.Get("To"), "night@tide.example") {
		t.Errorf("%v", read.Header)
	}
	for _, says := range []string{"text/plain", "text/html", "cid:", "image/png", "once", "<del"} {
		if !strings.Contains(letter, says) {
			t.Errorf("%q is not in the letter:\n%s", says, letter)
		}
	}
}

func TestFeed(t *testing.T) {
	dir := t.TempDir()
	teller, err := Open("atom:changes.xml", Ways{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	m := message(t, 2)
	for range 2 { // told again it stays one
		if err := teller.Tell(t.Context(), m); err != nil {
			t.Fatal(err)
		}
	}
	m.Items[0].ID = "chg_2"
	if err := teller.Tell(t.Context(), m); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(dir, "changes.xml"))
	if err != nil {
		t.Fatal(err)
	}
	var doc atom
	if err := xml.Unmarshal(data, &doc); err != nil || len(doc.Entries) != 2 || doc.Entries[0].ID != "urn:tearsheet:chg_2" || !strings.HasPrefix(doc.ID, "urn:tearsheet:feed:") {
		t.Errorf("%v\n%s", err, data)
	}
	if html := doc.Entries[0].Content.Text; !strings.Contains(html, `src="changes-pictures/chg_2-after-1.png"`) || strings.Contains(html, "<script>") {
		t.Error(html)
	}
	if _, err := os.Stat(filepath.Join(dir, "changes-pictures", "chg_1-after-2.png")); err != nil {
		t.Error(err)
	}
}

func TestCommand(t *testing.T) {
	dir := t.TempDir()
	teller, err := Open("exec:cat > in.json && echo \"$TEARSHEET_SUBJECT\" > subject && cp \"$TEARSHEET_PICTURES\" shot.png", Ways{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	if err := teller.Tell(t.Context(), message(t, 1)); err != nil {
		t.Skip("this system has no shell:", err)
	}
	for name, says := range map[string]string{"in.json": `"id":"chg_1"`, "subject": "High <water> changed", "shot.png": "\x89PNG"} {
		if data, err := os.ReadFile(filepath.Join(dir, name)); err != nil || !strings.Contains(string(data), says) {
			t.Errorf("%s: %v %q", name, err, data)
		}
	}
	teller, err = Open("exec:exit 3", Ways{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	if err := teller.Tell(t.Context(), message(t, 0)); err == nil {
		t.Error("a failure is taken for success")
	}
}

func TestOpen(t *testing.T) {
	t.Setenv("TIDE_TOKEN", "hush-hush-token")
	for _, bad := range []string{"", "slack", "nowhere://hush-hush-token@tide.example", "slack://hush-hush-token", "https://a:hush@tide.example/", "smtp://tide.example/", "smtp://h/?to=a@b.example&from=x", "exec: ", "atom:", "atom:/nowhere/at/all.xml", "discord://${NO_SUCH_THING}@1", "nowhere://${TIDE_TOKEN}@x"} {
		_, err := Open(bad, Ways{Dir: t.TempDir()})
		if err == nil {
			t.Errorf("%s is taken", bad)
		} else if strings.Contains(err.Error(), "hush") {
			t.Errorf("%s: the secret is told: %v", bad, err)
		}
	}
	if _, err := Open("nowhere://hush-hush-token@tide.example", Ways{}); !errors.Is(err, errNobody) {
		t.Errorf("of nobody: %v", err)
	}
	// What goes wrong with a service does not tell its token.
	client := &http.Client{Transport: broken{}}
	teller, err := Open("discord://${TIDE_TOKEN}@123456789", Ways{Client: client})
	if err != nil {
		t.Fatal(err)
	}
	if err := teller.Tell(context.Background(), message(t, 1)); err == nil || strings.Contains(err.Error(), "hush") {
		t.Errorf("%v", err)
	}
}

// broken reaches nobody.
type broken struct{}

func (broken) RoundTrip(*http.Request) (*http.Response, error) { return nil, io.ErrUnexpectedEOF }

func TestQuiet(t *testing.T) {
	at := func(clock string) time.Time {
		v, err := time.Parse(time.RFC3339, "2026-11-28T"+clock+":00Z")
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	for _, c := range []struct{ hours, now, then string }{
		{"22:00-07:00", "21:59", "2026-11-28T21:59"}, {"22:00-07:00", "22:00", "2026-11-29T07:00"}, {"22:00-07:00", "03:30", "2026-11-28T07:00"},
		{"12:00-13:30", "12:45", "2026-11-28T13:30"}, {"12:00-13:30", "13:30", "2026-11-28T13:30"}, {"", "03:30", "2026-11-28T03:30"},
	} {
		q, err := ParseQuiet(c.hours, time.UTC)
		if err != nil {
			t.Fatal(err)
		}
		if got := q.After(at(c.now)).Format("2006-01-02T15:04"); got != c.then {
			t.Errorf("%s at %s: %s, want %s", c.hours, c.now, got, c.then)
		}
	}
	for _, bad := range []string{"22-7", "night", "07:00-07:00", "25:00-07:00"} {
		if _, err := ParseQuiet(bad, time.UTC); err == nil {
			t.Errorf("%s is taken", bad)
		}
	}
}
