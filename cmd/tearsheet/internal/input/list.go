package input

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"github.com/tearsheet/tearsheet/snapshots/regular"
)

// list reads a file of addresses, or standard input, line by line.
func (o Options) list(_ context.Context, ref string) iter.Seq2[named, error] {
	return func(yield func(named, error) bool) {
		r, name := o.Stdin, "standard input"
		if ref != "-" {
			f, err := regular.OpenInput(ref)
			if err != nil {
				yield(named{}, sourceError(ref, "cannot read the list: %w", withoutPath(err)))
				return
			}
			defer f.Close()
			r, name = f, ref
		}
		if r == nil {
			yield(named{}, sourceError(name, "there is none"))
			return
		}
		for n, err := range lines(r, name) {
			if !yield(n, err) {
				return
			}
		}
	}
}

// asJob takes a line that is JSON: an address with what else is said of it.
func (n named) asJob() named {
	var job struct {
		URL string `json:"url"`
	}
	n.job = n.text
	if err := json.Unmarshal([]byte(n.text), &job); err != nil {
		n.err = errors.New("is no JSON")
		return n
	}
	n.text = job.URL
	return n
}

// lines reads one address, or one job as JSON, a line. Blank lines and what follows a '#' at the
// start or after a space are left out; Windows line ends and a byte order mark,
// also of UTF-16, are no trouble.
func lines(r io.Reader, name string) iter.Seq2[named, error] {
	return func(yield func(named, error) bool) {
		scan := bufio.NewScanner(transform.NewReader(r, unicode.BOMOverride(encoding.Nop.NewDecoder())))
		scan.Buffer(nil, maxURL+4096)
		n := 0
		for scan.Scan() {
			n++
			one := named{text: strings.TrimSpace(scan.Text()), source: fmt.Sprintf("%s:%d", name, n)}
			if strings.HasPrefix(one.text, "{") {
				one = one.asJob()
			} else {
				one.text = withoutComment(scan.Text())
			}
			if one.text+one.job != "" && !yield(one, nil) {
				return
			}
		}
		if err := scan.Err(); err != nil {
			if errors.Is(err, bufio.ErrTooLong) {
				err = errors.New("is longer than any address")
			}
			yield(named{}, sourceError(fmt.Sprintf("%s:%d", name, n+1), "%w", withoutPath(err)))
		}
	}
}

func withoutComment(line string) string {
	for i, c := range line {
		if c == '#' && (i == 0 || line[i-1] == ' ' || line[i-1] == '\t') {
			line = line[:i]
			break
		}
	}
	return strings.TrimSpace(line)
}

// withoutPath leaves out the file name, which the message names already.
func withoutPath(err error) error {
	var path *os.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}
