package trees

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
)

// The file of an ensemble is for people to read, too: a tree is a line of its questions,
// by the names of the features, and the leaves that they lead to, in thousandths.

// Write writes an ensemble down.
func (e *Ensemble) Write(w io.Writer, names []string) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "bias\t%d\n", thousandths(e.Bias))
	for i := range e.Trees {
		t := &e.Trees[i]
		for k, q := range t.Questions {
			if k > 0 {
				out.WriteString("; ") //nolint:errcheck // Flush tells
			}
			fmt.Fprintf(out, "%s > %s", names[q.Feature], strconv.FormatFloat(float64(q.Above), 'g', -1, 32))
		}
		out.WriteByte('\t') //nolint:errcheck // Flush tells
		for k, leaf := range t.Leaves {
			if k > 0 {
				out.WriteByte(' ') //nolint:errcheck // Flush tells
			}
			fmt.Fprintf(out, "%d", thousandths(leaf))
		}
		out.WriteByte('\n') //nolint:errcheck // Flush tells
	}
	return out.Flush()
}

func thousandths(x float32) int { return int(math.Round(float64(x) * 1000)) }

// Read reads what Write wrote, for features of these names.
func Read(text string, names []string) (*Ensemble, error) {
	index := make(map[string]int, len(names))
	for i, n := range names {
		index[n] = i
	}
	e := &Ensemble{}
	for line := range strings.Lines(text) {
		questions, numbers, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		var leaves []float32
		for f := range strings.FieldsSeq(numbers) {
			n, err := strconv.Atoi(f)
			if err != nil {
				return nil, err
			}
			leaves = append(leaves, float32(n)/1000)
		}
		if questions == "bias" && len(leaves) == 1 {
			e.Bias = leaves[0]
			continue
		}
		t := Tree{Leaves: leaves}
		for q := range strings.SplitSeq(questions, "; ") {
			name, bound, _ := strings.Cut(q, " > ")
			at, known := index[name]
			above, err := strconv.ParseFloat(bound, 32)
			if !known || err != nil {
				return nil, fmt.Errorf("no feature is asked for by %q", q)
			}
			t.Questions = append(t.Questions, Question{at, float32(above)})
		}
		if len(leaves) != 1<<len(t.Questions) {
			return nil, fmt.Errorf("%d leaves for %d questions", len(leaves), len(t.Questions))
		}
		e.Trees = append(e.Trees, t)
	}
	return e, nil
}
