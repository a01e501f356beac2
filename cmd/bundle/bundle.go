package main

import (
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/js"
)

// framesCrowd is how many frames a page may have for each of them to have our JavaScript: a
// thousand times as much of it would keep a page from ever being there. The frames of its own site
// are read by the page's.
const framesCrowd = 300

// topFunction is a function that starts a line.
var topFunction = regexp.MustCompile(`(?ms)^(?:async )?function\*? (\w+)\(.*?^}$`)

// bundle puts the files of a folder into one function, in the order of its order.txt, so that they
// see each other and nothing else does. Chrome takes some 25 ns for each character of it, and for
// each page, so names inside of functions are short there. It passes over a function at first and
// reads it once more when it is called, unless it stands in brackets: those that often.txt lists do.
func bundle(dir fs.FS, from folder) (string, error) {
	names, err := list(dir, from.name+"/order.txt")
	if err != nil {
		return "", err
	}
	often, err := list(dir, from.name+"/often.txt")
	if err != nil && !errors.Is(err, fs.ErrNotExist) { // not all have one
		return "", err
	}
	b := bundler{often: often, exposed: from.exposed, minifier: minify.New()}
	b.minifier.Add("js", &js.Minifier{Version: 2022})
	for _, name := range names {
		text, err := fs.ReadFile(dir, from.name+"/"+name)
		if err != nil {
			return "", err
		}
		if b.add(string(text)); b.err != nil {
			return "", fmt.Errorf("%s/%s: %w", from.name, name, b.err)
		}
	}
	return ascii(fmt.Sprintf("(()=>{'use strict';if(parent!==self&&top.length>%d)return;\n%s%s})();", framesCrowd, &b.first, &b.rest)), nil
}

// list reads the lines of a list, but for those that begin with #.
func list(dir fs.FS, name string) (lines []string, err error) {
	text, err := fs.ReadFile(dir, name)
	for line := range strings.Lines(string(text)) {
		if !strings.HasPrefix(line, "#") {
			lines = append(lines, strings.TrimSpace(line))
		}
	}
	return lines, err
}

// bundler collects the parts of a bundle.
type bundler struct {
	minifier    *minify.M
	often       []string
	exposed     bool            // to the page
	first, rest strings.Builder // first what is called before it is read
	err         error
}

// add adds the text of a file. What stands outside of functions keeps its names, as they are the
// names of all files.
func (b *bundler) add(text string) {
	outside := topFunction.ReplaceAllStringFunc(text, func(f string) string {
		name := topFunction.FindStringSubmatch(f)[1]
		if short := b.short(f); slices.Contains(b.often, name) {
			fmt.Fprintf(&b.first, "const %s=(%s);\n", name, short)
		} else {
			b.first.WriteString(short + "\n")
		}
		return ""
	})
	b.rest.WriteString(b.short(outside) + ";\n")
}

// short gives the same JavaScript in fewer characters. In the page's own world it stays what it is
// but for comments and what lines are set in by: shorter words for the same, such as 0[0], are what
// a page could give another meaning.
func (b *bundler) short(script string) string {
	if b.exposed {
		var out strings.Builder
		for line := range strings.Lines(script) {
			if line = strings.TrimLeft(line, " \n"); !strings.HasPrefix(line, "//") {
				out.WriteString(line)
			}
		}
		return out.String()
	}
	out, err := b.minifier.String("js", script)
	if err != nil && b.err == nil {
		b.err = err
	}
	return out
}

// ascii writes what is not ASCII as JavaScript's strings and patterns may have it as well: a
// script of nothing else goes to the page a byte a character, which takes Chrome less time.
func ascii(script string) string {
	var b strings.Builder
	b.Grow(len(script) + len(script)/4)
	for _, r := range script {
		switch high, low := utf16.EncodeRune(r); {
		case r < utf8.RuneSelf:
			b.WriteByte(byte(r))
		case high == unicode.ReplacementChar: // it needs no pair
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			fmt.Fprintf(&b, `\u%04x\u%04x`, high, low)
		}
	}
	return b.String()
}
