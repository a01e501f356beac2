package cli

import (
	"os"
	"strings"
	"testing"
)

// What was stored and is gone is told of, by name or with all; what must be there is.
func TestVerifyRequires(t *testing.T) {
	dir, snaps := archive(t)
	_, out, _ := run(t, "verify", "-o", dir)
	_, head, _ := strings.Cut(strings.SplitN(out, "\n", 2)[0], "the last ")
	for _, c := range []struct {
		args []string
		code int
		says string
	}{
		{[]string{"--log-head", head}, exitOK, ""},
		{[]string{"--log-head", strings.Repeat("0", 64)}, exitFailed, "no longer holds the line"},
		{[]string{"--log-head", "x"}, exitUsage, ""},
		{[]string{"--require-timestamp"}, exitFailed, "no time stamp"},
		{[]string{"--require-signature", "none.pub"}, exitUsage, ""},
		{[]string{"--timestamp-ca", "none.pem"}, exitUsage, ""},
	} {
		code, out, errs := run(t, append([]string{"verify", "-o", dir}, c.args...)...)
		if code != c.code || !strings.Contains(out, c.says) {
			t.Errorf("verify %v: exit %d\n%s%s", c.args, code, out, errs)
		}
	}
	if err := os.RemoveAll(snaps[0].Dir); err != nil {
		t.Fatal(err)
	}
	if code, out, _ := run(t, "verify", "-o", dir); code != exitFailed || !strings.Contains(out, string(snaps[0].ID)+": was stored on ") {
		t.Errorf("exit %d\n%s", code, out)
	}
	if code, out, _ := run(t, "verify", "-o", dir, string(snaps[1].ID)); code != exitOK {
		t.Errorf("another: exit %d\n%s", code, out)
	}
}
