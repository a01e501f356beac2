package cli

import (
	"bufio"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/plain"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/report"
)

// teller tells a history, the newest first.
type teller struct {
	options *historyOptions
	out     *bufio.Writer
	look    report.Look
	columns columns
	broken  int

	// What is told in one line, once something else follows.
	same    []time.Time // of captures that were as before
	kept    int         // of these, those that are snapshots
	removed []time.Time
	gone    []time.Time // when they were
}

func (t *teller) tell(c chapter) error {
	if t.options.json {
		text, err := c.asJSON()
		if err == nil {
			_, err = t.out.Write(text)
		}
		return err
	}
	if len(c.Looks) > 0 { // they are newer than the capture
		t.endRemoved()
		for _, e := range c.Looks {
			t.same = append(t.same, e.Look.CapturedAt)
		}
	}
	switch {
	case !c.Removed.IsZero():
		t.endSame()
		t.removed, t.gone = append(t.removed, c.ID.Time()), append(t.gone, c.Removed)
		return nil
	case c.step != nil && c.step.Equal() && !t.options.all && !c.Pinned:
		t.endRemoved()
		t.same = append(t.same, c.ID.Time())
		t.kept++
		return nil
	}
	t.end()
	return t.capture(c)
}

// capture tells of one snapshot.
func (t *teller) capture(c chapter) error {
	line := when(c.ID.Time()) + gap + string(c.ID)
	if c.Lacks != "" {
		line += gap + strings.ToUpper(c.Lacks)
	}
	if c.Pinned {
		line += gap + "pinned"
	}
	fmt.Fprintln(t.out, line)
	switch {
	case c.err != nil:
		t.say("cannot be read or compared")
	case c.Lacks != "":
	case c.step == nil:
		t.say("first capture: " + plain.Line(c.Snapshot.Title))
	case c.step.Equal():
		t.say("as before")
	default:
		for _, words := range c.step.Words() {
			t.say(plain.Line(words))
		}
		if t.options.patch {
			return t.patch(c)
		}
	}
	return nil
}

// patch shows the words that changed.
func (t *teller) patch(c chapter) error {
	const indent = "      "
	err := report.Paragraphs(t.out, c.step.Paragraphs, indent, t.look)
	if err == nil && c.step.Text != nil {
		err = report.Hunks(t.out, *c.step.Text, indent, t.look)
	}
	return err
}

func (t *teller) say(words string) { fmt.Fprintln(t.out, "    "+words) }

// end tells what was gathered for one line.
func (t *teller) end() {
	t.endSame()
	t.endRemoved()
}

func (t *teller) endSame() {
	if len(t.same) == 0 {
		return
	}
	looks := ""
	if n := len(t.same) - t.kept; n > 0 {
		looks = count(n, "look")
	}
	captures := ""
	if t.kept > 0 {
		captures = count(t.kept, "snapshot")
	}
	fmt.Fprintf(t.out, "%s%sunchanged: %s\n", whens(slices.Values(t.same)), gap, joined(captures, looks))
	t.same, t.kept = nil, 0
}

func (t *teller) endRemoved() {
	if len(t.removed) == 0 {
		return
	}
	fmt.Fprintf(t.out, "%s%s%s (%s)\n", whens(slices.Values(t.removed)), gap, isAre(len(t.removed), "snapshot", "removed"), whens(slices.Values(t.gone)))
	t.removed, t.gone = nil, nil
}

func (t *teller) finish() error {
	t.end()
	if err := t.out.Flush(); err != nil {
		return err
	}
	if t.broken > 0 {
		return errFailed
	}
	return nil
}
