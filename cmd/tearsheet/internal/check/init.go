package check

import (
	_ "embed"
	"errors"
	"fmt"
	"os"
	"regexp"
)

// template is the config to begin with. What begins with "#- " in it is meant to be
// taken in: the mark is there for the test that reads it whole.
//
//go:embed init.yaml
var template []byte

var optional = regexp.MustCompile(`(?m)^(\s*)#- `)

// Init writes a config to begin with. It does not overwrite one.
func Init(file string) error {
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, os.ErrExist) {
		return fmt.Errorf("%s is there already, and stays as it is", file)
	}
	if err != nil {
		return err
	}
	_, err = f.Write(optional.ReplaceAll(template, []byte("$1# ")))
	return errors.Join(err, f.Close())
}
