package baseline

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os/exec"
	"runtime"
	"slices"
	"strings"
)

// Here tells what makes the pictures on this machine, with that browser.
func Here(ctx context.Context, browser string) Maker {
	return Maker{Browser: browser, Platform: runtime.GOOS + "/" + runtime.GOARCH, Fonts: fonts(ctx)}
}

// fonts is the digest of the fonts that fontconfig knows, empty where there is none.
func fonts(ctx context.Context) string {
	out, err := exec.CommandContext(ctx, "fc-list", "--format", "%{family} %{style} %{fontversion}\n").Output()
	if err != nil {
		return ""
	}
	list := strings.Split(strings.TrimSpace(string(out)), "\n")
	slices.Sort(list)
	sum := sha256.Sum256([]byte(strings.Join(slices.Compact(list), "\n")))
	return hex.EncodeToString(sum[:8])
}

// Unlike says in what another maker differs, for people; empty where it does not.
func (m Maker) Unlike(other Maker) string {
	var parts []string
	for _, p := range []struct{ what, was, is string }{
		{"", m.Browser, other.Browser}, {"on ", m.Platform, other.Platform},
	} {
		if p.was != p.is {
			parts = append(parts, fmt.Sprintf("%s%s (this is %s)", p.what, p.was, p.is))
		}
	}
	if m.Fonts != other.Fonts {
		parts = append(parts, "other fonts")
	}
	return strings.Join(parts, ", ")
}
