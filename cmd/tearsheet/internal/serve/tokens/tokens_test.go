package tokens

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

func TestTokens(t *testing.T) {
	file := filepath.Join(t.TempDir(), "keys", "tokens.json")
	secrets := make([]string, 8)
	var all sync.WaitGroup
	for i := range secrets { // none is lost where several are made at once
		all.Go(func() {
			token, secret, err := New(fmt.Sprintf("holder-%d", i), []string{"read"})
			if err != nil {
				t.Error(err)
			}
			secrets[i] = secret
			if err := Change(file, func(list []Token) ([]Token, error) { return append(list, token), nil }); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	k, err := Open(file)
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for i, secret := range secrets {
		token, ok := k.Find(secret)
		if !ok || token.Name != fmt.Sprintf("holder-%d", i) || !token.May("read") || token.May("capture") {
			t.Errorf("%d: %+v %t", i, token, ok)
		}
		if strings.Contains(string(data), secret) {
			t.Error("the file holds a secret")
		}
	}
	for _, wrong := range []string{"", prefix, secrets[0] + "x", secrets[0][:len(secrets[0])-1], strings.ToUpper(secrets[0])} {
		if _, ok := k.Find(wrong); ok {
			t.Errorf("%q is a token", wrong)
		}
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("others may read it: %v %v", info.Mode(), err)
	}
}

func TestBadTokens(t *testing.T) {
	for _, name := range []string{"", "-a", "a b", "a\nb", strings.Repeat("a", 65), "../a"} {
		if _, _, err := New(name, []string{"read"}); err == nil {
			t.Errorf("%q is a name", name)
		}
	}
	for _, scopes := range [][]string{nil, {"all"}, {"read", ""}} {
		if _, _, err := New("a", scopes); err == nil {
			t.Errorf("%q are scopes", scopes)
		}
	}
	file := filepath.Join(t.TempDir(), "tokens.json")
	for _, text := range []string{"{", `{"tokens":[{"name":"a","scopes":["all"]}]}`} {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Open(file); err == nil {
			t.Errorf("%s is read", text)
		}
	}
}

func TestAdmit(t *testing.T) {
	k := &Keys{limits: map[string]*limit{}}
	token := Token{SHA256: "a", PerMinute: 60}
	for i := range token.PerMinute { // at once, as a page with its pictures is asked for
		if wait := k.Admit(token); wait > 0 {
			t.Fatalf("request %d waits %s", i, wait)
		}
	}
	if wait := k.Admit(token); wait <= 0 {
		t.Error("there is no limit")
	}
	if wait := k.Admit(Token{SHA256: "b"}); wait != 0 {
		t.Errorf("who has no limit waits %s", wait)
	}
}
