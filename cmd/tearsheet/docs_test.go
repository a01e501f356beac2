package main

import (
	"bytes"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/cli"
)

// TestCommands asks each command for its script and for a worked example in its help.
func TestCommands(t *testing.T) {
	for _, name := range commands(t) {
		if _, err := os.Stat(filepath.Join(scripts, name+".txtar")); err != nil {
			t.Errorf("the command %s has no script: %v", name, err)
		}
		help, _, code := call(name, "--help")
		if code != 0 || !strings.Contains(help, "\nExamples:\n  tearsheet "+name) {
			t.Errorf("tearsheet %s --help exits %d and shows no example:\n%s", name, code, help)
		}
	}
}

// TestExamples asks whether the commands that the README and the help show are still
// understood: with --help behind them their flags are read, and nothing is done.
func TestExamples(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	texts := []string{string(readme)}
	for _, name := range commands(t) {
		help, _, _ := call(name, "--help")
		_, examples, _ := strings.Cut(help, "\nExamples:\n")
		examples, _, _ = strings.Cut(examples, "\n\n")
		texts = append(texts, examples)
	}
	seen := 0
	for _, text := range texts {
		for line := range strings.Lines(text) {
			for command := range strings.SplitSeq(line, " | ") {
				words := shellWords(command)
				if len(words) == 0 || words[0] != "tearsheet" || !strings.HasPrefix(line, "  ") {
					continue
				}
				seen++
				if _, errs, code := call(append(words[1:], "--help")...); code != 0 {
					t.Errorf("%s\n%s", strings.TrimSpace(line), errs)
				}
			}
		}
	}
	if seen < 10 {
		t.Errorf("only %d examples were found", seen)
	}
}

// shellWords splits a command as a shell does, up to a redirection or a comment.
func shellWords(command string) []string {
	var words []string
	var word strings.Builder
	quote, inWord := rune(0), false
	end := func() {
		if inWord {
			words = append(words, word.String())
		}
		word.Reset()
		inWord = false
	}
	for _, r := range command {
		switch {
		case quote != 0 && r == quote:
			quote = 0
		case quote != 0:
			word.WriteRune(r)
		case r == '\'' || r == '"':
			quote, inWord = r, true
		case r == ' ' || r == '\n':
			end()
		case !inWord && (r == '>' || r == '#'):
			return words
		default:
			inWord = true
			word.WriteRune(r)
		}
	}
	end()
	return words
}

// commands lists the commands of tearsheet itself.
func commands(t *testing.T) (names []string) {
	t.Helper()
	list, _, code := call("__complete", "")
	if code != 0 {
		t.Fatalf("the commands cannot be listed: %d", code)
	}
	for line := range strings.Lines(list) {
		if name, _, ok := strings.Cut(line, "\t"); ok && name != "help" && name != "completion" {
			names = append(names, name)
		}
	}
	return names
}

// call runs the command line in this process.
func call(args ...string) (stdout, stderr string, code int) {
	var out, errs bytes.Buffer
	code = cli.Main(args, cli.Streams{In: strings.NewReader(""), Out: &out, Err: &errs})
	return out.String(), errs.String(), code
}

// CONTRIBUTING's map names every package, by its path or its last part.
func TestMapOfPackages(t *testing.T) {
	t.Parallel()
	const root = "../.."
	text, err := os.ReadFile(filepath.Join(root, ".github", "CONTRIBUTING.md"))
	if err != nil {
		t.Fatal(err)
	}
	named := map[string]bool{}
	for _, m := range regexp.MustCompile("`([\\w./]+)`").FindAllSubmatch(text, -1) {
		named[path.Base(strings.Trim(string(m[1]), "/"))] = true
	}
	for _, top := range []string{"browser", "extract", "snapshots", "cmd"} {
		err := filepath.WalkDir(filepath.Join(root, top), func(name string, entry fs.DirEntry, err error) error {
			if err != nil || !entry.IsDir() {
				return err
			}
			if entry.Name() == "node_modules" || entry.Name() == "testdata" {
				return filepath.SkipDir
			}
			if sources, err := filepath.Glob(filepath.Join(name, "*.go")); err != nil || len(sources) == 0 || named[entry.Name()] {
				return err
			}
			t.Errorf("%s is not in the map of CONTRIBUTING.md", name)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}
