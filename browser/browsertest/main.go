package browsertest

import (
	"flag"
	"fmt"
	"os"
	"testing"
)

// Main runs the tests of a package, stops the shared browser, and exits. It fails the
// package for what is left over. Call it from TestMain.
func Main(m *testing.M) { os.Exit(run(m)) }

func run(m *testing.M) (code int) {
	flag.Parse()
	if !isSet("test.parallel") { // captures mostly wait, so more of them fit than there are cores
		if err := flag.Set("test.parallel", "4"); err != nil {
			return fatal(err)
		}
	}
	restore, err := ownTempFolder()
	if err != nil {
		return fatal(err)
	}
	defer restore()
	code = m.Run()
	closeShared()
	if code != 0 {
		return code // what a failed test leaves behind is not worth a second message
	}
	if left := leftovers(os.TempDir()); len(left) > 0 {
		for _, what := range left {
			fmt.Fprintln(os.Stderr, "browsertest: left over after the tests:", what)
		}
		return 1
	}
	return code
}

func fatal(err error) int {
	fmt.Fprintln(os.Stderr, "browsertest:", err)
	return 1
}

func isSet(name string) (set bool) {
	flag.Visit(func(f *flag.Flag) { set = set || f.Name == name })
	return set
}

// ownTempFolder gives this process a temp folder of its own, so that it can be told
// what its browsers leave behind. Chrome may run as another user, who has to get in.
func ownTempFolder() (remove func(), err error) {
	dir, err := os.MkdirTemp("", "browsertest-")
	if err != nil {
		return nil, err
	}
	if err := os.Chmod(dir, 0o777|os.ModeSticky); err != nil {
		return nil, err
	}
	for _, name := range []string{"TMPDIR", "TMP", "TEMP"} { // of Unix, and of Windows
		if err := os.Setenv(name, dir); err != nil {
			return nil, err
		}
	}
	return func() { os.RemoveAll(dir) }, nil
}
