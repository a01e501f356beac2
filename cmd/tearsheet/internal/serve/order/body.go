package order

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/tearsheet/tearsheet/browser/option"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/problem"
)

// FromJSON reads an order off a JSON object. The members named by besides are given as
// texts, empty where they are not there.
func FromJSON(body []byte, besides ...string) (Order, map[string]string, error) {
	members, err := Object(body)
	if err != nil {
		return Order{}, nil, problem.New(http.StatusBadRequest, problem.InvalidRequest, "the body is no JSON object: %v", err)
	}
	var r reader
	further := map[string]string{}
	known := append([]string{"url", "retries"}, besides...)
	r.address(r.text("url", members["url"]))
	for _, name := range slices.Sorted(maps.Keys(members)) {
		i := slices.IndexFunc(Fields, func(f Field) bool { return f.Name == name })
		value := members[name]
		switch {
		case name == "url", value == nil:
		case name == "retries":
			r.retries(fmt.Sprint(value))
		case slices.Contains(known, name):
			further[name] = r.text(name, value)
		case i < 0:
			r.unknown(name, known)
		default:
			if texts, ok := texts(Fields[i].Type, value); ok && len(texts) > 0 {
				r.set(Fields[i], texts)
			} else if !ok {
				r.fault(name, "use %s", Fields[i].wants())
			}
		}
	}
	o, err := r.done()
	return o, further, err
}

// Object reads one JSON object and nothing behind it; numbers are json.Number.
func Object(body []byte) (members map[string]any, err error) {
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	if err = decoder.Decode(&members); err != nil {
		return nil, err
	}
	if members == nil {
		return nil, errors.New("it is null")
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("something stands behind it")
	}
	return members, nil
}

func (r *reader) text(name string, value any) string {
	text, ok := value.(string)
	if !ok && value != nil {
		r.fault(name, "use a string")
	}
	return text
}

// texts writes a JSON value as a user would write it on the command line.
func texts(t option.Type, value any) (list []string, ok bool) {
	switch value := value.(type) {
	case bool:
		_, ok = t.(option.Bool)
		return []string{fmt.Sprint(value)}, ok
	case json.Number:
		switch t.(type) {
		case option.Int, option.Number, option.Bytes:
			return []string{value.String()}, true
		}
	case string:
		switch t.(type) {
		case option.Bool, option.Int, option.Number:
			return nil, false
		case option.Words:
			return strings.Split(value, ","), true
		}
		return []string{value}, true
	case []any:
		for _, one := range value {
			text, ok := one.(string)
			if !ok {
				return nil, false
			}
			list = append(list, text)
		}
		return list, t.IsList()
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(value)) {
			text, ok := value[name].(string)
			if !ok {
				return nil, false
			}
			list = append(list, name+": "+text)
		}
		_, ok = t.(option.Headers)
		return list, ok
	}
	return nil, false
}

// wants says what a field's value is in JSON.
func (f Field) wants() string {
	switch f.Type.(type) {
	case option.Bool:
		return "true or false"
	case option.Int:
		return "a whole number"
	case option.Number:
		return "a number"
	case option.Bytes:
		return `a number of bytes, or a string such as "256MiB"`
	case option.Duration:
		return `a string such as "45s"`
	case option.Words, option.Texts:
		return "a list of strings"
	case option.Headers:
		return `a list of strings "Name: value", or an object of them`
	}
	return "a string"
}
