package wacz

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/url"
	"strconv"
	"strings"
)

// maxQuery is the length up to which what a request sends stands in the index.
const maxQuery = 4096

// SentQuery writes what a request sends as the query of an address, the way in which
// web archives tell requests to one address apart.
func SentQuery(contentType string, body []byte) string {
	mediaType, params, _ := mime.ParseMediaType(contentType)
	var query string
	switch mediaType {
	case "application/x-www-form-urlencoded":
		query = string(body)
	case "application/json", "text/plain":
		query, _ = jsonQuery(body) // of text that is no JSON others take nothing either
	case "multipart/form-data":
		query = formQuery(params["boundary"], body)
	default:
		query = binaryQuery(body)
	}
	if len(query) > maxQuery {
		query = query[:maxQuery]
	}
	return query
}

// withSent is the address under which a request with a method and a body is looked up.
func withSent(address, method, query string) string {
	sign := "?"
	if strings.Contains(address, "?") {
		sign = "&"
	}
	return address + sign + "__wb_method=" + method + "&" + query
}

func binaryQuery(body []byte) string {
	return "__wb_post_data=" + base64.StdEncoding.EncodeToString(body)
}

// query is a list of names and values in which a name that comes again gets a number.
type query struct {
	pairs []string
	seen  map[string]int
}

func (q *query) add(name, value string) {
	if value == "" {
		return
	}
	if q.seen == nil {
		q.seen = map[string]int{}
	}
	if q.seen[name]++; q.seen[name] > 1 {
		name += "." + strconv.Itoa(q.seen[name]) + "_"
	}
	q.pairs = append(q.pairs, url.QueryEscape(name)+"="+url.QueryEscape(value))
}

func (q *query) String() string { return strings.Join(q.pairs, "&") }

// jsonQuery lists the values of a JSON text under the names of their members, in its order.
func jsonQuery(body []byte) (text string, ok bool) {
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	var q query
	if err := q.walk(decoder, "", 0); err != nil {
		return "", false
	}
	return q.String(), true
}

// maxDepth is how deep a JSON text may be nested.
const maxDepth = 100

var errDeep = errors.New("is nested too deep")

// walk takes one value of a JSON text.
func (q *query) walk(decoder *json.Decoder, name string, depth int) error {
	if depth > maxDepth {
		return errDeep
	}
	token, err := decoder.Token()
	if err != nil {
		return err
	}
	switch token := token.(type) {
	case json.Delim:
		for decoder.More() {
			member := name
			if token == '{' {
				key, err := decoder.Token()
				if err != nil {
					return err
				}
				member, _ = key.(string)
			}
			if err := q.walk(decoder, member, depth+1); err != nil {
				return err
			}
		}
		_, err = decoder.Token()
		return err
	case string:
		q.add(name, token)
	case json.Number:
		q.add(name, token.String())
	case bool:
		q.add(name, strconv.FormatBool(token))
	case nil:
		q.add(name, "null")
	}
	return nil
}

// formQuery lists the fields of a form, a name that comes again with its last value.
func formQuery(boundary string, body []byte) string {
	var names []string
	values := map[string]string{}
	parts := multipart.NewReader(bytes.NewReader(body), boundary)
	for {
		part, err := parts.NextRawPart()
		if err != nil {
			break
		}
		value, err := io.ReadAll(io.LimitReader(part, maxQuery))
		if err != nil || part.FileName() != "" || part.FormName() == "" {
			continue
		}
		if _, ok := values[part.FormName()]; !ok {
			names = append(names, part.FormName())
		}
		line, _, _ := strings.Cut(string(value), "\n")
		values[part.FormName()] = strings.TrimRight(line, "\r")
	}
	var q query
	for _, name := range names {
		q.add(name, values[name])
	}
	return q.String()
}
