package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/tearsheet/tearsheet/browser/browsertest"
)

const scripts = "../../testdata/script"

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"tearsheet": main, "nats-node": natsNode})
}

// TestScripts runs the scripts that need no browser.
func TestScripts(t *testing.T) {
	testscript.Run(t, params(scripts))
}

// TestBrowserScripts runs those that capture pages.
func TestBrowserScripts(t *testing.T) {
	chrome := browsertest.Chrome(t)
	demo, err := filepath.Abs("../../testdata/sites/demo")
	if err != nil {
		t.Fatal(err)
	}
	p := params(filepath.Join(scripts, "browser"))
	p.Setup = func(env *testscript.Env) error {
		env.Setenv("TEARSHEET_CHROME", chrome)
		env.Setenv("DEMO", demo)
		// Chrome may run as another user, who could not get into the script's own.
		env.Setenv("TMPDIR", os.TempDir())
		return nil
	}
	testscript.Run(t, p)
}

func params(dir string) testscript.Params {
	return testscript.Params{
		Dir:                 dir,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Condition: func(name string) (bool, error) {
			return name == "root" && os.Getuid() == 0, nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits,
			"json":  jsonHolds,
			"serve": serve,
			"fill":  fill,
		},
	}
}

// exits runs a command that must end with this very code, which exec cannot tell:
//
//	exits 2 tearsheet capture
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND [ARG...]")
	}
	code := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		code = exit.ExitCode()
	}
	if strconv.Itoa(code) != args[0] {
		ts.Fatalf("it exits %d, not %s", code, args[0])
	}
}

// jsonHolds looks into a file of JSON, or into a line of it: the value at a path must
// be what is given, a string as it is and all else as JSON, or what a file holds.
// Without a value there must be one that is not empty.
//
//	json stdout article.title 'High tide'
//	json stdout:2 error.kind connect
//	json stdout article.text @want.txt
func jsonHolds(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 || len(args) > 3 {
		ts.Fatalf("usage: json FILE[:LINE] PATH [VALUE]")
	}
	name, line, hasLine := strings.Cut(args[0], ":")
	text := ts.ReadFile(name)
	if hasLine {
		n, err := strconv.Atoi(line)
		lines := strings.Split(strings.TrimSpace(text), "\n")
		if err != nil || n < 1 || n > len(lines) {
			ts.Fatalf("%s has %d lines", name, len(lines))
		}
		text = lines[n-1]
	}
	var value any
	if err := json.Unmarshal([]byte(text), &value); err != nil {
		ts.Fatalf("%s: %v", args[0], err)
	}
	for step := range strings.SplitSeq(args[1], ".") {
		switch v := value.(type) {
		case map[string]any:
			inner, ok := v[step]
			if !ok {
				ts.Fatalf("%s has no %s", args[0], args[1])
			}
			value = inner
		case []any:
			n, err := strconv.Atoi(step)
			if err != nil || n < 0 || n >= len(v) {
				ts.Fatalf("%s has no %s", args[0], args[1])
			}
			value = v[n]
		default:
			ts.Fatalf("%s has no %s", args[0], args[1])
		}
	}
	got, ok := value.(string)
	if !ok {
		var b bytes.Buffer
		encoder := json.NewEncoder(&b)
		encoder.SetEscapeHTML(false)
		ts.Check(encoder.Encode(value))
		got = strings.TrimSpace(b.String())
	}
	if len(args) == 3 && strings.HasPrefix(args[2], "@") {
		args[2] = strings.TrimSpace(ts.ReadFile(args[2][1:]))
	}
	switch {
	case len(args) == 3 && got != args[2]:
		ts.Fatalf("%s is\n%s\nnot\n%s", args[1], got, args[2])
	case len(args) == 2 && (got == "" || got == "null" || got == "[]" || got == "{}"):
		ts.Fatalf("%s is empty", args[1])
	}
}

// fill puts $SITE and $DEAD into files of the script.
//
//	fill jobs.yaml
func fill(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: fill FILE...")
	}
	for _, name := range args {
		text := os.Expand(ts.ReadFile(name), func(variable string) string {
			if variable == "SITE" || variable == "DEAD" {
				return ts.Getenv(variable)
			}
			return "${" + variable + "}"
		})
		ts.Check(os.WriteFile(ts.MkAbs(name), []byte(text), 0o644))
	}
}

// serve puts a folder on the net as $SITE for the rest of the script. What is not
// there is answered with 404 and the folder's 404.html. At $DEAD nobody listens.
//
//	serve site
func serve(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: serve FOLDER")
	}
	dir := ts.MkAbs(args[0])
	files := http.FileServer(http.Dir(dir))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := os.Stat(filepath.Join(dir, filepath.FromSlash(r.URL.Path))); err == nil {
			files.ServeHTTP(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(http.StatusNotFound)
		page, _ := os.ReadFile(filepath.Join(dir, "404.html"))
		w.Write(page)
	}))
	ts.Defer(server.Close)
	ts.Setenv("SITE", server.URL)
	dead := httptest.NewServer(nil)
	dead.Close()
	ts.Setenv("DEAD", dead.URL)
}
