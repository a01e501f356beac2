package warc

import (
	"bytes"
	"encoding/json"
	"mime"
	"mime/multipart"
	"regexp"
	"strings"
)

// Sent redacts what a request sends: fields of forms and of JSON whose names are those
// of secrets. Bytes of other types stay as they are.
func (r *Redaction) Sent(contentType string, body []byte) []byte {
	if r == nil || len(body) == 0 {
		return body
	}
	body = []byte(r.values(string(body)))
	mediaType, params, _ := mime.ParseMediaType(contentType)
	switch {
	case mediaType == "multipart/form-data":
		return r.multipart(params["boundary"], body)
	case mediaType == "application/x-www-form-urlencoded":
		return []byte(r.pairs(string(body)))
	case strings.HasSuffix(mediaType, "json") || mediaType == "text/plain" || mediaType == "":
		// Beacons and simple requests send JSON and forms as plain text.
		if safe, ok := r.json(body); ok {
			return safe
		}
		if pairs.Match(body) {
			return []byte(r.pairs(string(body)))
		}
	}
	return body
}

// pairs is what a form looks like that is sent as something else.
var pairs = regexp.MustCompile(`^[\w.\-%\[\]]+=[^\s]*$`)

// json redacts members at any depth. ok is false if the text is no JSON.
func (r *Redaction) json(body []byte) (safe []byte, ok bool) {
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	var value any
	if err := decoder.Decode(&value); err != nil || decoder.More() {
		return nil, false
	}
	if !r.walk(value) {
		return body, true
	}
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return nil, false
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), true
}

// walk redacts in place, and tells whether there was anything to redact.
func (r *Redaction) walk(value any) (changed bool) {
	switch value := value.(type) {
	case map[string]any:
		for name, member := range value {
			if safe, was := r.member(name, member); was {
				value[name], changed = safe, true
			}
		}
	case []any:
		for i, member := range value {
			if safe, was := r.member("", member); was {
				value[i], changed = safe, true
			}
		}
	}
	return changed
}

// member redacts a value of a name.
func (r *Redaction) member(name string, value any) (safe any, changed bool) {
	switch value := value.(type) {
	case string:
		if value != "" && r.isSecret(name, value) {
			return Redacted, true
		}
		text := r.Text(value)
		return text, text != value
	case json.Number:
		if r.secret(name) {
			return Redacted, true
		}
	case map[string]any, []any:
		return value, r.walk(value)
	}
	return value, false
}

// multipart redacts the parts of a form. What it cannot read it leaves out whole.
func (r *Redaction) multipart(boundary string, body []byte) []byte {
	if boundary == "" {
		return []byte(Redacted)
	}
	parts := multipart.NewReader(bytes.NewReader(body), boundary)
	safe := body
	for {
		part, err := parts.NextRawPart()
		if err != nil {
			return safe
		}
		if !r.secret(part.FormName()) {
			continue
		}
		var value bytes.Buffer
		if _, err := value.ReadFrom(part); err != nil {
			return []byte(Redacted)
		}
		if value.Len() > 0 {
			safe = bytes.ReplaceAll(safe, append([]byte("\r\n\r\n"), append(value.Bytes(), "\r\n--"...)...), []byte("\r\n\r\n"+Redacted+"\r\n--"))
		}
	}
}
