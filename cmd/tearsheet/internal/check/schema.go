package check

import (
	_ "embed"
	"encoding/json"
	"maps"
	"slices"
)

// Schema is the JSON Schema of tearsheet.yaml, for editors. It is written from the keys
// by `go test -update`.
//
//go:embed schema.json
var Schema []byte

// schema is a part of a JSON Schema.
type schema map[string]any

// makeSchema writes the schema of all keys.
func makeSchema() ([]byte, error) {
	top := configKeys(&Config{}, &Page{}).schema()
	maps.Copy(top, schema{
		"$schema": "https://json-schema.org/draft/2020-12/schema",
		"title":   "tearsheet.yaml, the pages that `tearsheet check` looks at",
	})
	top["required"] = []string{"pages"}
	data, err := json.MarshalIndent(top, "", "  ")
	return append(data, '\n'), err
}

// makeJobsSchema writes the schema of files of jobs.
func makeJobsSchema() ([]byte, error) {
	top := jobsKeys(new([]Job), &Job{}).schema()
	maps.Copy(top, schema{
		"$schema": "https://json-schema.org/draft/2020-12/schema",
		"title":   "The pages that `tearsheet capture FILE` captures",
	})
	top["required"] = []string{"pages"}
	top["properties"].(schema)["pages"].(schema)["items"].(schema)["required"] = []string{"url"}
	data, err := json.MarshalIndent(top, "", "  ")
	return append(data, '\n'), err
}

// makeWatchSchema writes the schema of watch.yaml.
func makeWatchSchema() ([]byte, error) {
	top := watchKeys(new([]Watched), &Watched{}).schema()
	maps.Copy(top, schema{
		"$schema": "https://json-schema.org/draft/2020-12/schema",
		"title":   "watch.yaml, the pages that `tearsheet watch` looks at",
	})
	top["required"] = []string{"pages"}
	data, err := json.MarshalIndent(top, "", "  ")
	return append(data, '\n'), err
}

func (m mapping) schema() schema {
	properties := schema{}
	for _, k := range m {
		one := k.value.schema()
		one["description"] = k.doc
		properties[k.name] = one
	}
	return schema{"type": "object", "additionalProperties": false, "properties": properties}
}

// scalars are the types of what YAML has as one value.
var scalars = []string{"string", "number", "boolean"}

func (text) schema() schema    { return schema{"type": scalars} }
func (content) schema() schema { return schema{"type": append([]string{"null"}, scalars...)} }
func (texts) schema() schema   { return oneOrMore(schema{"type": scalars}) }
func (v word) schema() schema  { return schema{"enum": v.of} }
func (v words) schema() schema { return oneOrMore(schema{"enum": v.of}) }
func (yesno) schema() schema   { return schema{"type": "boolean"} }
func (span) schema() schema {
	return schema{"type": "string", "pattern": `^(\d+(\.\d+)?(ns|us|µs|ms|s|m|h))+$`}
}
func (verbValue) schema() schema  { return schema{"type": scalars} }
func (otherValue) schema() schema { return content{}.schema() }
func (header) schema() schema     { return content{}.schema() }
func (pattern) schema() schema    { return schema{"type": "string", "format": "regex"} }

func (v number[N]) schema() schema {
	kind := "number"
	if _, whole := any(v.least).(int); whole {
		kind = "integer"
	}
	return schema{"type": kind, "minimum": v.least, "maximum": v.most}
}

func (v list) schema() schema {
	return schema{"type": "array", "items": v.of.schema(), "minItems": v.least}
}

func (v named) schema() schema {
	s := schema{"type": "object", "additionalProperties": v.each("").schema()}
	if v.of != nil {
		properties := schema{}
		for _, name := range v.of {
			properties[name] = v.each(name).schema()
		}
		s["properties"] = properties
		// A part of a field, such as image.url.
		s["patternProperties"] = schema{`^[a-z_]+\..+$`: v.each("").schema()}
		s["additionalProperties"] = false
	}
	return s
}

func (viewports) schema() schema {
	return schema{"type": "object", "minProperties": 1, "additionalProperties": schema{
		"anyOf": []schema{{"type": "string"}, viewportKeys(&Viewport{}).schema()},
	}}
}

func (expectation) schema() schema {
	return schema{"anyOf": []schema{oneOrMore(schema{"type": scalars}), testKeys(&Expectation{}).schema()}}
}

// oneOrMore is one value or a list of such.
func oneOrMore(of schema) schema {
	list := schema{"type": "array", "items": of}
	return schema{"anyOf": slices.Concat([]schema{of}, []schema{list})}
}
