package identity

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"
)

func TestRead(t *testing.T) {
	at := time.Unix(1900000000, 0)
	for name, test := range map[string]struct {
		text string
		want []Cookie
	}{
		"cookies.txt": {"# Netscape HTTP Cookie File\n\n.tide.example\tTRUE\t/\tTRUE\t1900000000\tsession\ta=b c\r\n#HttpOnly_tide.example\tFALSE\t/pier\tFALSE\t0\tid\t\n#remark\n", []Cookie{
			{Name: "session", Value: "a=b c", Domain: ".tide.example", Path: "/", Expires: at, Secure: true},
			{Name: "id", Domain: "tide.example", Path: "/pier", HTTPOnly: true},
		}},
		"an extension": {`[{"domain": ".tide.example", "hostOnly": false, "path": "/", "secure": true, "httpOnly": true, "sameSite": "no_restriction", "session": false, "expirationDate": 1900000000.25, "name": "a", "value": "1", "storeId": "0"},
			{"domain": "tide.example", "hostOnly": true, "path": "/", "sameSite": "unspecified", "session": true, "name": "b", "value": "2"}]`, []Cookie{
			{Name: "a", Value: "1", Domain: ".tide.example", Path: "/", Expires: at, HTTPOnly: true, Secure: true, SameSite: "None"},
			{Name: "b", Value: "2", Domain: "tide.example", Path: "/"},
		}},
		"an extension that writes an object": {`{"url": "https://tide.example", "cookies": [{"domain": "tide.example", "name": "a", "value": "1", "sameSite": null}]}`, []Cookie{{Name: "a", Value: "1", Domain: "tide.example", Path: "/"}}},
		"puppeteer":                          {`[{"name": "a", "value": "1", "domain": "tide.example", "path": "/x", "expires": 1900000000, "size": 2, "httpOnly": false, "secure": false, "session": false, "sameSite": "Strict"}]`, []Cookie{{Name: "a", Value: "1", Domain: "tide.example", Path: "/x", Expires: at, SameSite: "Strict"}}},
		"milliseconds":                       {`[{"name": "a", "value": "1", "domain": "tide.example", "expires": 1900000000000}]`, []Cookie{{Name: "a", Value: "1", Domain: "tide.example", Path: "/", Expires: at}}},
		"of Firefox":                         {`[{"Host raw": "https://tide.example/", "Name raw": "a", "Path raw": "/", "Content raw": "1", "Expires raw": "1900000000", "Send for raw": "true", "HTTP only raw": "false"}]`, []Cookie{{Name: "a", Value: "1", Domain: "tide.example", Path: "/", Expires: at, Secure: true}}},
		"an address":                         {`[{"name": "a", "value": "1", "url": "https://tide.example/x"}]`, []Cookie{{Name: "a", Value: "1", Domain: "tide.example", Path: "/"}}},
	} {
		got, err := Read([]byte(test.text))
		if err != nil || !reflect.DeepEqual(got.Cookies, test.want) {
			t.Errorf("%s: %v\n%+v\nnot\n%+v", name, err, got.Cookies, test.want)
		}
	}
}

// What cannot be read is told without what it holds.
func TestReadRefuses(t *testing.T) {
	for _, text := range []string{
		"", "hush", "a\tb\thush", ".tide.example\tTRUE\t/\tTRUE\thush\tn\tv", "{}", `{"cookies": "hush"}`, `[{"name": "hush", "value": "hush"}]`, `[{"name": "hush`, `[1]`,
		`{"origins": [{"origin": "hush"}]}`,
	} {
		if got, err := Read([]byte(text)); err == nil || strings.Contains(err.Error(), "hush") {
			t.Errorf("%q: %+v, %v", text, got, err)
		}
	}
}

// A state that is written is read again as it was.
func TestWrite(t *testing.T) {
	was := State{
		Cookies: []Cookie{{Name: "a", Value: "1", Domain: ".tide.example", Path: "/", Expires: time.Unix(1900000000, 0), HTTPOnly: true, Secure: true, SameSite: "None", Partition: "https://top.example", Across: true}, {Name: "b", Domain: "tide.example", Path: "/", SameSite: "Lax"}},
		Origins: []Origin{{Origin: "https://tide.example", LocalStorage: []Item{{"token", "<kelp>"}}, IndexedDB: json.RawMessage(`[{"name":"db"}]`)}},
	}
	data, err := was.Write()
	if err != nil {
		t.Fatal(err)
	}
	got, err := Read(data)
	if err != nil {
		t.Fatal(err)
	}
	var compact strings.Builder
	for _, field := range strings.Fields(string(got.Origins[0].IndexedDB)) {
		compact.WriteString(field)
	}
	got.Origins[0].IndexedDB = json.RawMessage(strings.ReplaceAll(compact.String(), ": ", ":"))
	if !reflect.DeepEqual(got, was) {
		t.Errorf("got  %+v\nwant %+v", got, was)
	}
}

func TestMergeAndExpired(t *testing.T) {
	s := State{Cookies: []Cookie{{Name: "a", Value: "old", Domain: "x"}, {Name: "b", Domain: "x", Expires: time.Unix(1, 0)}}, Origins: []Origin{{Origin: "https://x"}}}
	s.Merge(State{Cookies: []Cookie{{Name: "a", Value: "new", Domain: "x"}, {Name: "a", Domain: "y"}}, Origins: []Origin{{Origin: "https://a"}, {Origin: "https://x", LocalStorage: []Item{{"k", "v"}}}}})
	if n := s.Expired(time.Unix(2, 0)); n != 1 || len(s.Cookies) != 2 || s.Cookies[0].Value != "new" {
		t.Errorf("%d expired: %+v", n, s.Cookies)
	}
	if len(s.Origins) != 2 || s.Origins[0].Origin != "https://a" || len(s.Origins[1].LocalStorage) != 1 {
		t.Errorf("%+v", s.Origins)
	}
}

func TestSecrets(t *testing.T) {
	s := State{
		Cookies: []Cookie{{Value: "short"}},
		Origins: []Origin{{
			LocalStorage: []Item{{"theme", "dark"}, {"token", "kelp-and-brine"}, {"user", `{"name": "Ada", "access": {"token": "deep-in-the-sea"}}`}},
			IndexedDB:    json.RawMessage(`[{"stores": [{"records": [{"value": "{\"jwt\": \"in-a-database\"}"}]}]}]`),
		}},
	}
	all := strings.Join(s.Secrets(), " ")
	for _, want := range []string{"short", "kelp-and-brine", "deep-in-the-sea", "in-a-database"} {
		if !strings.Contains(all, want) {
			t.Errorf("%s is missing in %s", want, all)
		}
	}
	if strings.Contains(" "+all+" ", " dark ") {
		t.Errorf("a mere word is a secret: %s", all)
	}
}

func TestLogins(t *testing.T) {
	for text, want := range map[string]Login{
		"ada:hush@tide.example":              {"tide.example", "ada", "hush"},
		"ada:hu:s@h@Tide.example:8443":       {"tide.example:8443", "ada", "hu:s@h"},
		"ada:@https://tide.example/x":        {"tide.example", "ada", ""},
		"ada@org.example:hush@127.0.0.1:808": {"127.0.0.1:808", "ada@org.example", "hush"},
	} {
		if got, err := ParseLogin(text); err != nil || got != want {
			t.Errorf("%s: %+v, %v", text, got, err)
		}
	}
	for _, text := range []string{"hush", "hush@tide.example", "ada:hush@", "ada:hush@a b"} {
		if _, err := ParseLogin(text); err == nil || strings.Contains(err.Error(), "hush") {
			t.Errorf("%s: %v", text, err)
		}
	}
	logins := []Login{{"tide.example", "a", ""}, {"tide.example:8443", "b", ""}}
	for host, want := range map[string]string{"tide.example": "a", "Tide.example:443": "a", "tide.example:8443": "b", "tide.example:9000": "", "sub.tide.example": "", "tide.example.evil.example": ""} {
		if got, ok := For(logins, host); ok != (want != "") || got.User != want {
			t.Errorf("%s: %+v, %v", host, got, ok)
		}
	}
}
