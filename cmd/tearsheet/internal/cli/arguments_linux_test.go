package cli

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// envArguments makes this test's binary tell what it was given, and what others see of it.
const envArguments = "CLI_TEST_ARGUMENTS"

func TestMain(m *testing.M) {
	if os.Getenv(envArguments) != "" {
		given := Arguments(os.Args[1:])
		shown, err := os.ReadFile(filepath.Join("/proc/self/cmdline"))
		if err != nil {
			panic(err)
		}
		os.Stdout.WriteString(strings.Join(given, "\x00") + "\x00\x00")
		os.Stdout.Write(shown)
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// Passwords in addresses are read, and then no longer in what `ps` shows to everybody.
func TestArguments(t *testing.T) {
	args := []string{
		"capture", "--proxy", "http://skipper:hush-1@proxy:3128", "--proxy=socks5://skipper:hush-2@proxy:1080", "--proxy=skipper:hush:3@proxy:1",
		"http://bob:hush-4@example.com/a:b@c", "https://example.com/a?b=c:d@e", "--header=Authorization: x",
	}
	cmd := exec.Command(os.Args[0], args...)
	cmd.Env = append(os.Environ(), envArguments+"=1")
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	given, shown, _ := bytes.Cut(out, []byte("\x00\x00"))
	if got := strings.Split(string(given), "\x00"); !slices.Equal(got, args) {
		t.Errorf("the arguments are %q", got)
	}
	if bytes.Contains(shown, []byte("hush")) {
		t.Errorf("others see %q", shown)
	}
	for _, kept := range []string{"http://skipper:******@proxy:3128", "https://example.com/a?b=c:d@e", "Authorization: x"} {
		if !bytes.Contains(shown, []byte(kept)) {
			t.Errorf("others do not see %q: %q", kept, shown)
		}
	}
}
