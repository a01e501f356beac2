package pipeline

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"mime/quotedprintable"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
)

// planted makes a secret of its own for each place, and remembers it. A site's handlers ask
// at the same time.
type planted struct {
	mu    sync.Mutex
	known map[string]string
}

func (p *planted) in(place string) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.known == nil {
		p.known = map[string]string{}
	}
	if p.known[place] == "" {
		p.known[place] = fmt.Sprintf("S3cret%02dx%s", len(p.known)+1, strings.ToLower(strings.Map(func(r rune) rune {
			if 'a' <= r && r <= 'z' {
				return r
			}
			return -1
		}, place)))
	}
	return p.known[place]
}

// all are the secrets by their places.
func (p *planted) all() map[string]string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return maps.Clone(p.known)
}

// leaky is a site whose page spreads what it is given as far as it can.
func leaky(p *planted) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/start;jsessionid="+p.in("path parameter"), func(w http.ResponseWriter, r *http.Request) {
		w.Header().Add("Set-Cookie", "visit="+p.in("cookie")+"; Path=/")
		w.Header().Set("Location", "/page?code="+p.in("redirect code")+"&"+r.URL.RawQuery)
		w.WriteHeader(http.StatusFound)
	})
	mux.HandleFunc("/page", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("X-Auth-Token", p.in("answer header"))
		w.Header().Set("Link", "</next?token="+p.in("link header")+">; rel=next")
		w.Header().Set("X-Debug", "user token="+p.in("debug header"))
		// What the page itself holds, and its user did not bring.
		fmt.Fprintf(w, `<!doctype html><html lang="en"><title>Tide tables</title><meta name="csrf-token" content="%s">
<body data-api-key="%s"><article><h1>Tide tables</h1><p>The tables of the harbour office are for the whole of the coming year, and the harbour master has signed them.</p>
<a href="/files/1?signature=%s">The file</a><form><input type="hidden" name="session_id" value="%s"></form>
<div data-state='{"user":{"accessToken":"%s"}}'></div></article>
<script>window.config = {"apiKey": "%s", tide: 3};</script><script src="/spread.js"></script></body></html>`,
			p.in("page meta"), p.in("page attribute"), p.in("page link"), p.in("page field"), p.in("page json attribute"), p.in("page script"))
	})
	mux.HandleFunc("/spread.js", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/javascript")
		fmt.Fprintf(w, `
const said = (tag, text) => { const e = document.createElement(tag); e.textContent = text; document.querySelector('article').append(e); return e; };
document.title = 'Tides at ' + location.href;
said('p', 'You are at ' + location.href + ' and were sent here with your name and all that you have.');
const a = said('a', 'again'); a.href = location.href; a.title = decodeURIComponent(location.search);
const img = said('img', ''); img.src = '/missing.png?' + location.search.slice(1);
console.log('at', location.href, document.cookie);
console.log('Authorization: Bearer %[1]s');
console.log('password=%[2]s; next');
console.log('{"refresh_token": "%[3]s"}');
console.log('Set-Cookie: shape=%[4]s; Path=/');
console.log('jwt eyJhbGciOiJIUzI1NiJ9.%[5]s.abcdefgh');
console.error("apiKey: '%[6]s'");
fetch(location.origin + '/api?next=' + encodeURIComponent('/cb?token=%[7]s'), {method: 'POST', headers: {'Content-Type': 'application/json', 'X-Csrf-Token': '%[8]s'}, body: JSON.stringify({a: [{password: '%[9]s'}]})});
fetch(location.origin + '/api', {method: 'POST', body: new URLSearchParams({passwd: '%[10]s'})});
fetch(location.origin + '/api#x').then(r => r.json()).then(o => said('p', 'The tide is ' + o.tide));
`, p.in("console bearer"), p.in("console password"), p.in("console json"), p.in("console cookie"), p.in("console jwt"), p.in("console key"),
			p.in("nested query"), p.in("request header"), p.in("request json"), p.in("request form"))
	})
	mux.HandleFunc("/api", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprintf(w, `{"tide": 3, "session": {"access_token": "%s", "next": "/x?sig=%s"}}`, p.in("answer json"), p.in("answer json address"))
	})
	return mux
}

// visit is a capture of the leaky site by somebody who brings secrets of their own.
func visit(p *planted, site string) browser.Request {
	address := strings.Replace(site, "http://", "http://clerk:"+p.in("password")+"@", 1) + "/start;jsessionid=" + p.in("path parameter") +
		"?token=" + p.in("token") + "&api_key=" + p.in("api key") + "&key=" + p.in("key") + "&sig=" + p.in("sig") + "&tide=3" +
		"&to=https%3A%2F%2Fa.test%2F%3Fsid%3D" + p.in("nested address") + "&next=%2Fcb%3Fstate%3D1%26access_token%3D" + p.in("nested relative address") +
		"&deep=%2Fa%3Fb%3D%252Fc%253Ftoken%253D" + p.in("doubly nested address") + "#/route?id_token=" + p.in("fragment")
	return browser.Request{
		URL: address, Outputs: browser.Outputs{Console: true, MHTML: true, PDF: true, Styled: true},
		Network: browser.Network{Headers: map[string]string{"X-Api-Key": p.in("header"), "X-Door": p.in("custom header"), "Cookie": "own=" + p.in("own cookie")}},
	}
}

// everything is all that a capture leaves behind, unpacked, by name; names are content too.
func everything(t *testing.T, p *Pipeline, r Result) map[string]string {
	t.Helper()
	line, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{"the line": string(line)}
	names := ""
	err = filepath.WalkDir(p.Archive.Dir(), func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		names += path + "\n"
		if d.IsDir() {
			return nil
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		all[d.Name()] = string(data)
		switch filepath.Ext(path) {
		case ".mhtml":
			clear, err := io.ReadAll(quotedprintable.NewReader(bytes.NewReader(data)))
			all[d.Name()+" decoded"] = string(clear)
			return err
		case ".wacz":
			return unpack(all, data)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	all["names of files and folders"] = names
	return all
}

// unpack reads the files of a package.
func unpack(all map[string]string, data []byte) error {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return err
	}
	for _, f := range z.File {
		in, err := f.Open()
		if err != nil {
			return err
		}
		var clear io.Reader = in
		if strings.HasSuffix(f.Name, ".gz") {
			if clear, err = gzip.NewReader(in); err != nil {
				return err
			}
		}
		text, err := io.ReadAll(clear)
		if err != nil {
			return err
		}
		all["page.wacz/"+f.Name] = string(text)
	}
	return nil
}

// Nothing of what its user brought is in anything that a capture leaves, and nothing at all
// where that was asked for. The rows are secrets, the columns all files, names and lines.
func TestNothingLeaks(t *testing.T) {
	for name, save := range map[string]Save{
		"as it is": {WACZ: true, HTML: true}, "redacted": {WACZ: true, HTML: true, Redact: true},
	} {
		t.Run(name, func(t *testing.T) {
			p, secrets := open(t), &planted{}
			p.Save = save
			site := browsertest.Serve(t, leaky(secrets))
			r := p.Do(t.Context(), visit(secrets, site.URL))
			if r.Error != nil {
				t.Fatal(r.Error)
			}
			all := everything(t, p, r)
			for place, secret := range secrets.all() {
				for where, text := range all {
					if !strings.Contains(text, secret) {
						continue
					}
					at := strings.Index(text, secret)
					// The page's own stays in its documents, and answers as they were.
					own := strings.HasPrefix(place, "page ") || strings.HasPrefix(place, "console ") || strings.HasPrefix(place, "answer json") ||
						strings.HasPrefix(place, "nested query") || strings.HasPrefix(place, "request ")
					document := strings.HasPrefix(where, "dom.html") || strings.HasPrefix(where, "page.html") || strings.HasPrefix(where, "page.mhtml") ||
						strings.HasPrefix(where, "article") || strings.HasPrefix(where, "page.pdf") || strings.HasPrefix(where, "the line") || strings.HasPrefix(where, "page.wacz/archive")
					if own && document && (!save.Redact || strings.HasPrefix(where, "page.mhtml") || strings.HasPrefix(where, "page.pdf")) {
						continue
					}
					t.Errorf("the secret in the %s is in %s: ...%q...", place, where, text[max(0, at-60):min(len(text), at+60)])
				}
			}
			t.Logf("%d secrets planted, %d places looked at", len(secrets.all()), len(all))
			if r.Article == nil || !strings.Contains(all["dom.html"], "The tide is 3") {
				t.Error("the page itself suffered")
			}
		})
	}
}
