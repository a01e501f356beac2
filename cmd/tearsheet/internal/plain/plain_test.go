package plain_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/plain"
)

// hostile is what a page may have in its title.
var hostile = []string{
	"\x1b[2J", "\x1b]0;mine\a", "\x1b]8;;https://a.test\x1b\\here", "\x9b31m", "\u009b31m", "\u009d0;x\u009c", "a\rb", "a\bb", "\x00", "\x7f",
	"a\u202eb", "\u2066a\u2069", "\u200f", "::error::mine", "  ::set-output name=a::b", "##[error]mine", "a ##vso[task.setvariable]b", "##teamcity[x]",
	"::stop-commands::x", "\u2028::error::", "\u0085::error::", "\ufeff::error::", "###[error]", "#\u200b#[error]", "a\n::error::b", "\xff::error::",
}

// isHarmless says what a terminal or a build server would obey in a line.
func isHarmless(line string) bool {
	for _, bad := range []string{"\x1b", "\u009b", "\u009d", "\u202e", "\u2066", "\u2069", "\u200f", "\x00", "\a", "\b", "\r", "\x7f", "##[", "##vso[", "##teamcity["} {
		if strings.Contains(line, bad) {
			return false
		}
	}
	return !strings.HasPrefix(strings.TrimSpace(line), "::")
}

func TestNothingSpeaks(t *testing.T) {
	t.Parallel()
	for _, s := range hostile {
		if got := plain.Line(s); !isHarmless(got) || strings.Contains(got, "\n") {
			t.Errorf("the line of %q is %q", s, got)
		}
		for got := range strings.Lines(plain.Text(s)) {
			if !isHarmless(got) {
				t.Errorf("a line of the text of %q is %q", s, got)
			}
		}
		var out bytes.Buffer
		if err := json.NewEncoder(plain.JSON(&out)).Encode(map[string]string{"title": s}); err != nil {
			t.Fatal(err)
		}
		var back map[string]string
		if err := json.Unmarshal(out.Bytes(), &back); err != nil || back["title"] != strings.ToValidUTF8(s, "\ufffd") || !isHarmless(strings.TrimSuffix(out.String(), "\n")) {
			t.Errorf("the JSON of %q is %q", s, out.String())
		}
	}
}

func TestWhatStays(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]string{
		"High tide":                   "High tide",
		"# Tide :: ebb":               "# Tide :: ebb",
		"## [A link](https://a.test)": "## [A link](https://a.test)",
		"क्\u200dष 🗞️":                "क्\u200dष 🗞️",
	} {
		if got := plain.Line(s); got != want {
			t.Errorf("%q became %q", s, got)
		}
	}
	if got := plain.Text("a\n\n\tb  c\r\nd\n"); got != "a\n\n\tb  c\nd\n" {
		t.Errorf("the text is %q", got)
	}
	if got := plain.NoControls("a\x1b[2J\tb\u200f\n"); got != "a[2J\tb\u200f\n" {
		t.Errorf("without controls it is %q", got)
	}
}

func TestMarkdown(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]string{
		"Tide: 3 metres, 5% more!":         "Tide: 3 metres, 5% more!",
		"[here](javascript:alert(1))":      `\[here\]\(javascript:alert(1))`,
		"<img src=x onerror=alert(1)>":     "&#60;img src=x onerror=alert(1)&#62;",
		"![x](https://a.test/x.png)":       `\!\[x\]\(https\://a.test/x.png)`,
		"a\n# b":                           `a \# b`,
		"*a* _b_ `c` ~~d~~ @e \\ a | b &c": "\\*a\\* \\_b\\_ \\`c\\` \\~\\~d\\~\\~ \\@e \\\\ a \\| b &#38;c",
	} {
		if got := plain.Markdown(s); got != want {
			t.Errorf("%q became %q, want %q", s, got, want)
		}
	}
}

// A file is shown whole, wherever its pieces end, and only if it is text.
func TestCopy(t *testing.T) {
	t.Parallel()
	text := strings.Repeat("Ebbe und Flut: größer ☂ ", 20_000) + "\x1b[2J"
	var out bytes.Buffer
	ok, err := plain.Copy(&out, iotest.HalfReader(strings.NewReader(text)))
	if err != nil || !ok || out.String() != plain.Text(text) {
		t.Errorf("%t %v, %d bytes of %d", ok, err, out.Len(), len(text))
	}
	if ok, _ := plain.Copy(&out, strings.NewReader("\x89PNG\r\n\x1a\n")); ok {
		t.Error("a picture is text")
	}
}
