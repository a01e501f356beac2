package diff

import (
	"bytes"
	"strings"
)

// movedTo gives a side as it would be at another origin.
func (s Side) movedTo(origin string) Side {
	from, to := s.Origin, origin
	s.DOM = bytes.ReplaceAll(s.DOM, []byte(from), []byte(to))
	s.Article = bytes.ReplaceAll(s.Article, []byte(from), []byte(to))
	if s.Headers != nil {
		headers := make(map[string]string, len(s.Headers))
		for name, value := range s.Headers {
			headers[name] = strings.ReplaceAll(value, from, to)
		}
		s.Headers = headers
	}
	s.Resources = append(s.Resources[:0:0], s.Resources...)
	for i := range s.Resources {
		s.Resources[i].URL = strings.ReplaceAll(s.Resources[i].URL, from, to)
	}
	s.Console = append(s.Console[:0:0], s.Console...)
	for i := range s.Console {
		m := &s.Console[i]
		m.Text, m.URL = strings.ReplaceAll(m.Text, from, to), strings.ReplaceAll(m.URL, from, to)
	}
	return s
}
