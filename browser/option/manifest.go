package option

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"time"
)

// Entry is one option as a manifest has it.
type Entry struct {
	Key   string
	Value any
}

// Manifest lists the options as JSON has them, in the order of the table: every one that
// says something of its own, and those that are always said. Secrets are left out.
func (v Values) Manifest() []Entry {
	var list []Entry
	for o := range v.each {
		texts := v.Get(o.Name)
		if len(texts) == 0 && o.Default == "" { // nothing was asked for
			continue
		}
		list = append(list, Entry{o.key(), o.Type.toJSON(texts)})
	}
	return list
}

// Object writes entries as one JSON object, in their order.
func Object(entries []Entry) (json.RawMessage, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, e := range entries {
		if i > 0 {
			b.WriteByte(',')
		}
		key, err := json.Marshal(e.Key)
		if err != nil {
			return nil, err
		}
		value, err := json.Marshal(e.Value)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", e.Key, err)
		}
		b.Write(key)
		b.WriteByte(':')
		b.Write(value)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// Read gives options the values that a manifest has of them, where they pass their check;
// what it does not have is set to nothing. Options that want says no to are left alone.
func (v Values) Read(manifest json.RawMessage, want func(Option) bool) error {
	var values map[string]json.RawMessage
	if err := json.Unmarshal(manifest, &values); err != nil {
		return err
	}
	for o, fields := range v.each {
		if !want(o) {
			continue
		}
		texts, err := o.fromJSON(values[o.key()])
		if err == nil {
			err = o.Check(texts...)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", o.key(), err)
		}
		for _, f := range fields {
			f.SetZero()
		}
		if len(texts) > 0 {
			o.Type.set(fields, texts)
		}
	}
	return nil
}

// fromJSON gives a value as it is written by toJSON, as texts. Nothing, and what stands for
// the default, is none.
func (o Option) fromJSON(raw json.RawMessage) ([]string, error) {
	var value any
	if len(raw) == 0 {
		return nil, nil
	}
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.UseNumber()
	if err := decoder.Decode(&value); err != nil {
		return nil, err
	}
	_, isDuration := o.Type.(Duration)
	_, isSize := o.Type.(Size)
	switch value := value.(type) {
	case nil:
		return nil, nil
	case bool:
		return []string{strconv.FormatBool(value)}, nil
	case string:
		if value == "" {
			return nil, nil
		}
		return []string{value}, nil
	case json.Number:
		if n, err := value.Int64(); err == nil && isDuration {
			return []string{(time.Duration(n) * time.Millisecond).String()}, nil
		}
		return []string{value.String()}, nil
	case []any:
		if isSize && len(value) == 2 {
			return []string{fmt.Sprintf("%vx%v", value[0], value[1])}, nil
		}
		var texts []string
		for _, one := range value {
			texts = append(texts, fmt.Sprint(one))
		}
		return texts, nil
	}
	return nil, fmt.Errorf("it cannot be %s", raw)
}
