package tell

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"

	"github.com/nicholas-fedor/shoutrrr/pkg/services/chat/discord"
	"github.com/nicholas-fedor/shoutrrr/pkg/services/chat/matrix"
	"github.com/nicholas-fedor/shoutrrr/pkg/services/chat/telegram"
	"github.com/nicholas-fedor/shoutrrr/pkg/services/push/ntfy"
)

// illustrated are the services that take a picture with the words, by the scheme of their
// addresses: in one message, so that it is not told in halves.
var illustrated = map[string]func(ctx context.Context, client *http.Client, target *url.URL, m Message, text string, p Picture) error{
	"discord": toDiscord, "telegram": toTelegram, "ntfy": toNtfy, "matrix": toMatrix,
}

func toDiscord(ctx context.Context, client *http.Client, target *url.URL, _ Message, text string, p Picture) error {
	var c discord.Config
	if err := c.SetURL(target); err != nil {
		return err
	}
	payload, err := json.Marshal(map[string]any{"content": text, "username": c.Username, "allowed_mentions": map[string]any{"parse": []string{}}})
	if err != nil {
		return err
	}
	address := "https://discord.com/api/webhooks/" + c.WebhookID + "/" + c.Token
	if c.ThreadID != "" {
		address += "?thread_id=" + url.QueryEscape(c.ThreadID)
	}
	return postForm(ctx, client, address, map[string]string{"payload_json": string(payload)}, "files[0]", p)
}

// named are those whose server the address names.
var named = map[string]bool{"ntfy": true, "matrix": true}

// captionMost is how many runes stand below a picture of Telegram.
const captionMost = 1000

func toTelegram(ctx context.Context, client *http.Client, target *url.URL, _ Message, text string, p Picture) error {
	c := telegram.Config{}
	if err := c.SetURL(target); err != nil {
		return err
	}
	for _, chat := range c.Chats {
		fields := map[string]string{"chat_id": chat, "caption": cut(text, captionMost)}
		if !c.Notification {
			fields["disable_notification"] = "true"
		}
		if err := postForm(ctx, client, "https://api.telegram.org/bot"+c.Token+"/sendPhoto", fields, "photo", p); err != nil {
			return err
		}
	}
	return nil
}

func toNtfy(ctx context.Context, client *http.Client, target *url.URL, m Message, text string, p Picture) error {
	c := ntfy.Config{Scheme: "https"}
	if err := c.SetURL(target); err != nil {
		return err
	}
	if c.DisableTLS {
		c.Scheme = "http"
	}
	address := url.URL{Scheme: c.Scheme, Host: c.Host, Path: "/" + strings.Trim(c.Topic, "/")}
	body, headers := []byte(text), map[string]string{"Title": subjectOf(m), "Click": m.Items[0].URL}
	if len(p.PNG) > 0 {
		body, headers["Message"], headers["Filename"] = p.PNG, text, p.Name
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPut, address.String(), bytes.NewReader(body))
	if err != nil {
		return err
	}
	// ntfy reads headers as RFC 2047 has them.
	for name, value := range headers {
		req.Header.Set(name, mime.BEncoding.Encode("utf-8", strings.ReplaceAll(value, "\n", "\\n")))
	}
	if c.Username+c.Password != "" {
		req.SetBasicAuth(c.Username, c.Password)
	}
	return answered(client.Do(req))
}

// toMatrix sends the words and then the picture, where there is one, with names by which the server knows again what
// it was sent before.
func toMatrix(ctx context.Context, client *http.Client, target *url.URL, m Message, text string, p Picture) error {
	var c matrix.Config
	if err := c.SetURL(target); err != nil {
		return err
	}
	base := url.URL{Scheme: "https", Host: c.Host}
	if c.DisableTLS {
		base.Scheme = "http"
	}
	x := matrixServer{client: client, base: base.String(), token: c.Password}
	if c.User != "" {
		if err := x.login(ctx, c.User, c.Password); err != nil {
			return err
		}
	}
	var uploaded struct {
		ContentURI string `json:"content_uri"`
	}
	contents := []map[string]any{{"msgtype": "m.text", "body": text}}
	if len(p.PNG) > 0 {
		if err := x.do(ctx, http.MethodPost, "/_matrix/media/v3/upload?filename="+url.QueryEscape(p.Name), "image/png", p.PNG, &uploaded); err != nil {
			return err
		}
		contents = append(contents, map[string]any{"msgtype": "m.image", "body": p.Caption, "url": uploaded.ContentURI, "info": map[string]any{"mimetype": "image/png", "size": len(p.PNG)}})
	}
	if len(c.Rooms) == 0 {
		return errors.New("matrix: name the rooms, ?rooms=!ROOM:SERVER")
	}
	for _, room := range c.Rooms {
		if strings.HasPrefix(room, "#") {
			var found struct {
				RoomID string `json:"room_id"`
			}
			if err := x.do(ctx, http.MethodGet, "/_matrix/client/v3/directory/room/"+url.PathEscape(room), "", nil, &found); err != nil {
				return err
			}
			room = found.RoomID
		}
		for n, content := range contents {
			body, err := json.Marshal(content)
			if err != nil {
				return err
			}
			path := fmt.Sprintf("/_matrix/client/v3/rooms/%s/send/m.room.message/%s-%d", url.PathEscape(room), m.ID, n)
			if err := x.do(ctx, http.MethodPut, path, "application/json", body, nil); err != nil {
				return err
			}
		}
	}
	return nil
}

// matrixServer is a home server, and who is logged in.
type matrixServer struct {
	client      *http.Client
	base, token string
}

func (x *matrixServer) login(ctx context.Context, user, password string) error {
	body, err := json.Marshal(map[string]any{"type": "m.login.password", "identifier": map[string]string{"type": "m.id.user", "user": user}, "password": password})
	if err != nil {
		return err
	}
	var got struct {
		AccessToken string `json:"access_token"`
	}
	x.token = ""
	err = x.do(ctx, http.MethodPost, "/_matrix/client/v3/login", "application/json", body, &got)
	x.token = got.AccessToken
	return err
}

func (x *matrixServer) do(ctx context.Context, method, path, kind string, body []byte, into any) error {
	req, err := http.NewRequestWithContext(ctx, method, x.base+path, bytes.NewReader(body))
	if err != nil {
		return err
	}
	if kind != "" {
		req.Header.Set("Content-Type", kind)
	}
	if x.token != "" {
		req.Header.Set("Authorization", "Bearer "+x.token)
	}
	resp, err := x.client.Do(req)
	if err != nil || resp.StatusCode/100 != 2 || into == nil {
		return answered(resp, err)
	}
	defer resp.Body.Close()
	return json.NewDecoder(io.LimitReader(resp.Body, 1<<20)).Decode(into)
}

// postForm posts a form with a picture in it.
func postForm(ctx context.Context, client *http.Client, address string, fields map[string]string, name string, p Picture) error {
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for key, value := range fields {
		if err := form.WriteField(key, value); err != nil {
			return err
		}
	}
	part, err := form.CreateFormFile(name, p.Name)
	if err != nil {
		return err
	}
	_, err = part.Write(p.PNG)
	if err = errors.Join(err, form.Close()); err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, address, &body)
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", form.FormDataContentType())
	return answered(client.Do(req))
}
