package profile

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"testing"

	"filippo.io/age"

	"github.com/tearsheet/tearsheet/browser/identity"
)

func keyOf(t *testing.T) Key {
	t.Helper()
	id, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	key, err := KeyFile([]byte("# made for a test\n" + id.String() + "\n"))
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func TestProfile(t *testing.T) {
	dir, key := t.TempDir(), keyOf(t)
	p, err := New(dir, "desk", key)
	if err != nil {
		t.Fatal(err)
	}
	p.LoggedIn = "text=Log out"
	p.State = identity.State{
		Cookies: []identity.Cookie{{Name: "session", Value: "kelp-and-brine", Domain: "tide.example", Path: "/", SameSite: "Lax"}},
		Origins: []identity.Origin{{Origin: "https://tide.example", LocalStorage: []identity.Item{{Name: "token", Value: "barnacle-7"}}}},
	}
	was := p.State
	if err := p.Save(); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "desk.age")
	sealed, err := os.ReadFile(file)
	if err != nil || bytes.Contains(sealed, []byte("kelp")) || bytes.Contains(sealed, []byte("barnacle")) || bytes.Contains(sealed, []byte("tide.example")) {
		t.Errorf("the file can be read by everybody: %v", err)
	}
	if info, err := os.Stat(file); runtime.GOOS != "windows" && (err != nil || info.Mode().Perm() != 0o600) {
		t.Errorf("its mode is %v, %v", info.Mode(), err)
	}

	// It is one run's at a time.
	if _, err := Open(dir, "desk", key); !errors.Is(err, ErrUsed) {
		t.Errorf("two have it: %v", err)
	}
	if err := Remove(dir, "desk"); !errors.Is(err, ErrUsed) {
		t.Errorf("it goes while it is used: %v", err)
	}
	if list, err := List(dir); err != nil || len(list) != 1 || list[0].Name != "desk" || !list[0].Used {
		t.Errorf("%+v, %v", list, err)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}

	again, err := Open(dir, "desk", key)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(again.State, was) || again.LoggedIn != "text=Log out" {
		t.Errorf("it is %+v", again)
	}
	if err := again.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir, "desk", keyOf(t)); err == nil {
		t.Error("another key opens it")
	}
	if _, err := Open(dir, "ship", key); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("there is one that nobody made: %v", err)
	}
	if err := Remove(dir, "desk"); err != nil {
		t.Error(err)
	}
	if list, err := List(dir); err != nil || len(list) != 0 {
		t.Errorf("%+v, %v", list, err)
	}
}

func TestKeysAndNames(t *testing.T) {
	for _, name := range []string{"", "a b", "../a", "a/b", ".a", "a.age"} {
		if _, err := New(t.TempDir(), name, Key{}); err == nil {
			t.Errorf("%q is a name", name)
		}
	}
	if _, err := Passphrase(""); err == nil {
		t.Error("there is an empty passphrase")
	}
	if _, err := KeyFile([]byte("hush")); err == nil || bytes.Contains([]byte(err.Error()), []byte("hush")) {
		t.Errorf("%v", err)
	}
	key, err := Passphrase("low water at six")
	if err != nil {
		t.Fatal(err)
	}
	sealed, err := key.encrypt([]byte("brine"))
	if err != nil {
		t.Fatal(err)
	}
	if clear, err := key.decrypt(sealed); err != nil || string(clear) != "brine" {
		t.Errorf("%s, %v", clear, err)
	}
	other, err := Passphrase("high water at noon")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := other.decrypt(sealed); err == nil {
		t.Error("another passphrase opens it")
	}
}
