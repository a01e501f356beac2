package order

import (
	"maps"

	"github.com/danielgtaylor/huma/v2"

	"github.com/tearsheet/tearsheet/browser/option"
)

// Schema is a field as OpenAPI describes it.
func (f Field) Schema() *huma.Schema {
	s := &huma.Schema{Type: huma.TypeString, Description: f.Help}
	each := &huma.Schema{Type: huma.TypeString}
	switch t := f.Type.(type) {
	case option.Bool:
		s.Type = huma.TypeBoolean
	case option.Int:
		s.Type, s.Minimum, s.Maximum = huma.TypeInteger, number(t.Least), number(t.Most)
	case option.Number:
		s.Type, s.Minimum, s.Maximum = huma.TypeNumber, &t.Least, &t.Most
	case option.Word:
		s.Enum = list(t.Of)
	case option.Words:
		each.Enum = list(t.Of)
	}
	if f.Type.IsList() {
		s.Type, s.Items = huma.TypeArray, each
	}
	if f.Default != "" && s.Type == huma.TypeString {
		s.Default = f.Default
	}
	return s
}

// Schema is an order as OpenAPI describes it, with further members.
func Schema(besides map[string]*huma.Schema) *huma.Schema {
	s := &huma.Schema{
		Type: huma.TypeObject, Required: []string{"url"}, AdditionalProperties: false,
		Properties: map[string]*huma.Schema{
			"url":     {Type: huma.TypeString, Description: "address of the page"},
			"retries": {Type: huma.TypeInteger, Minimum: number(0), Maximum: number(20), Description: "further tries for what may pass"},
		},
	}
	for _, f := range Fields {
		s.Properties[f.Name] = f.Schema()
	}
	maps.Copy(s.Properties, besides)
	return s
}

// Parameters are the fields as parameters of a query.
func Parameters() (params []*huma.Param) {
	for _, f := range Fields {
		explode := true
		params = append(params, &huma.Param{Name: f.Name, In: "query", Description: f.Help, Schema: f.Schema(), Explode: &explode})
	}
	return append(params, &huma.Param{Name: "retries", In: "query", Schema: Schema(nil).Properties["retries"]})
}

func number(n int) *float64 { f := float64(n); return &f }

func list(words []string) (values []any) {
	for _, w := range words {
		values = append(values, w)
	}
	return values
}
