package check

import (
	"context"
	"os/exec"
	"runtime"
	"slices"
	"strings"
)

// NewMaker tells what makes the pictures on this machine.
func NewMaker(ctx context.Context, browser string) Maker {
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
	return digest([]byte(strings.Join(slices.Compact(list), "\n")))[:16]
}
