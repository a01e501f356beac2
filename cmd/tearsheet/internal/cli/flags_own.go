package cli

import (
	"crypto/sha256"
	"fmt"
	"strings"

	"github.com/tearsheet/tearsheet/snapshots/regular"
)

// ownMost is the most of a script or style of the user's that is read.
const ownMost = 16 << 20

// readOwn reads the scripts and styles that the user adds to pages. They change what is
// seen, so that manifests name them with their digest.
func (o *pageFlags) readOwn() error {
	for _, name := range o.given("script") {
		text, err := regular.ReadFile(name, ownMost)
		if err != nil {
			return usagef("--script: %w", err)
		}
		o.own.Scripts, o.own.ScriptOf = append(o.own.Scripts, string(text)), append(o.own.ScriptOf, nameOfOwn(name, text))
	}
	for _, style := range o.given("style") {
		css, of := style, style
		if !strings.Contains(style, "{") { // no rule: it is a file
			text, err := regular.ReadFile(style, ownMost)
			if err != nil {
				return usagef("--style: %w", err)
			}
			css, of = string(text), nameOfOwn(style, text)
		}
		o.own.Styles, o.own.StyleOf = append(o.own.Styles, css), append(o.own.StyleOf, of)
	}
	return nil
}

// nameOfOwn is what a file is called where others see it.
func nameOfOwn(path string, text []byte) string {
	return fmt.Sprintf("%s sha256:%x", base(path), sha256.Sum256(text))
}
