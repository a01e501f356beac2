package report

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"time"
)

// The elements of JUnit's XML that build servers read.
type (
	junitSuites struct {
		XMLName  xml.Name   `xml:"testsuites"`
		Name     string     `xml:"name,attr"`
		Tests    int        `xml:"tests,attr"`
		Failures int        `xml:"failures,attr"`
		Errors   int        `xml:"errors,attr"`
		Time     string     `xml:"time,attr"`
		Suite    junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name       string          `xml:"name,attr"`
		Tests      int             `xml:"tests,attr"`
		Failures   int             `xml:"failures,attr"`
		Errors     int             `xml:"errors,attr"`
		Time       string          `xml:"time,attr"`
		Timestamp  string          `xml:"timestamp,attr,omitempty"`
		Properties []junitProperty `xml:"properties>property"`
		Cases      []junitCase     `xml:"testcase"`
	}
	junitProperty struct {
		Name  string `xml:"name,attr"`
		Value string `xml:"value,attr"`
	}
	junitCase struct {
		Name    string        `xml:"name,attr"`
		Class   string        `xml:"classname,attr"`
		File    string        `xml:"file,attr,omitempty"`
		Line    int           `xml:"line,attr,omitempty"`
		Time    string        `xml:"time,attr"`
		Failure *junitMessage `xml:"failure"`
		Error   *junitMessage `xml:"error"`
		Out     string        `xml:"system-out,omitempty"`
	}
	junitMessage struct {
		Message string `xml:"message,attr"`
		Type    string `xml:"type,attr"`
		Text    string `xml:",chardata"`
	}
)

// JUnit writes the report as XML that build servers show as tests: a case is a test, one
// that changed is a failure, and one that could not be captured is an error.
func JUnit(w io.Writer, r Report) error {
	suite := junitSuite{
		Name: r.Title, Tests: len(r.Cases), Errors: r.Count(Failed), Failures: r.Count(Changed) + r.Count(Missing), Time: seconds(r.Millis),
		Properties: []junitProperty{{"tool", r.Tool}, {"browser", r.Browser}, {"platform", r.Platform}},
	}
	if !r.Started.IsZero() {
		suite.Timestamp = r.Started.UTC().Format(time.RFC3339)
	}
	for _, c := range r.Cases {
		suite.Cases = append(suite.Cases, junitOf(c))
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	encoder := xml.NewEncoder(w)
	encoder.Indent("", "  ")
	if err := encoder.Encode(junitSuites{
		Name: r.Title, Tests: suite.Tests, Failures: suite.Failures, Errors: suite.Errors, Time: suite.Time, Suite: suite,
	}); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

func junitOf(c Case) junitCase {
	class := c.Viewport
	if class == "" {
		class = "page"
	}
	j := junitCase{Name: c.ID(), Class: class, File: c.File, Line: c.Line, Time: seconds(c.Millis)}
	lines := c.Lines()
	message := &junitMessage{Message: headline(c), Type: string(c.Status), Text: strings.Join(lines, "\n")}
	switch {
	case c.Status == Failed:
		j.Error = message
	case c.Status.Bad():
		j.Failure = message
	default:
		if c.Flaky {
			lines = append(lines, "flaky: two captures in a row were not the same")
		}
		j.Out = strings.Join(lines, "\n")
	}
	return j
}

// headline is the first thing to know of a case.
func headline(c Case) string {
	if lines := c.Lines(); len(lines) > 0 {
		return lines[0]
	}
	return strings.ToLower(label[c.Status])
}

func seconds(millis int64) string { return fmt.Sprintf("%.3f", float64(millis)/1000) }
