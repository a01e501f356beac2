package doctor

import (
	"bytes"
	"context"
	"fmt"
	"os/exec"
	"runtime"
	"strings"
)

// scripts are what pages are often written in and a bare machine cannot show, with
// a language that fontconfig knows each by.
var scripts = []struct{ name, lang string }{
	{"emoji", "und-zsye"},
	{"Chinese", "zh-cn"},
	{"Japanese", "ja"},
	{"Korean", "ko"},
	{"Arabic", "ar"},
	{"Devanagari", "hi"},
	{"Cyrillic", "ru"},
}

const fontAdvice = "run tearsheet doctor --install, or install the Noto fonts; without them text shows as empty boxes"

// checkFonts asks fontconfig, which Chrome asks too, on Linux. Other systems come
// with fonts.
func checkFonts(ctx context.Context, _ Options) []Finding {
	if runtime.GOOS == "darwin" || runtime.GOOS == "windows" {
		return ok("those of the system")
	}
	return judgeFonts(func(pattern string) (int, error) {
		out, err := exec.CommandContext(ctx, "fc-list", pattern, "file").Output()
		return bytes.Count(out, []byte("\n")), err
	})
}

// judgeFonts counts all fonts, and those of each script.
func judgeFonts(count func(pattern string) (int, error)) []Finding {
	all, err := count(":")
	switch {
	case err != nil:
		return warn("fc-list does not run, so they cannot be counted", "install fontconfig and fonts: tearsheet doctor --install")
	case all == 0:
		return warn("there are none", fontAdvice)
	}
	var missing []string
	for _, s := range scripts {
		if n, err := count(":lang=" + s.lang); err != nil || n == 0 {
			missing = append(missing, s.name)
		}
	}
	if len(missing) > 0 {
		return warn(fmt.Sprintf("%d, none for %s", all, strings.Join(missing, ", ")), fontAdvice)
	}
	return ok(fmt.Sprintf("%d, with emoji and all common scripts", all))
}
