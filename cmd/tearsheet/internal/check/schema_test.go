package check

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

func TestSchemaIsThatOfTheKeys(t *testing.T) {
	for _, test := range []struct {
		file string
		is   []byte
		made func() ([]byte, error)
	}{{"schema.json", Schema, makeSchema}, {"jobs.schema.json", JobsSchema, makeJobsSchema}, {"watch.schema.json", WatchSchema, makeWatchSchema}} {
		want, err := test.made()
		if err != nil {
			t.Fatal(err)
		}
		if *update {
			if err := os.WriteFile(test.file, want, 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if !bytes.Equal(test.is, want) {
			t.Errorf("%s is old: go test ./cmd/tearsheet/internal/check -run Schema -update", test.file)
		}
	}
}

// compiled is the schema as an editor uses it.
func compiled(t *testing.T) func(config []byte) error {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(Schema))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("tearsheet.schema.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("tearsheet.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return func(config []byte) error {
		asJSON, err := yaml.YAMLToJSON(config)
		if err != nil {
			return err
		}
		value, err := jsonschema.UnmarshalJSON(bytes.NewReader(asJSON))
		if err != nil {
			return err
		}
		return s.Validate(value)
	}
}

// The schema takes the configs that we have, and none with a mistake that a schema can know.
func TestSchemaInAnEditor(t *testing.T) {
	validate := compiled(t)
	for _, file := range []string{"../../../../testdata/check/demo/tearsheet.yaml", "../../../../testdata/check/self/tearsheet.yaml"} {
		config, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := validate(config); err != nil {
			t.Errorf("%s: %v", file, err)
		}
	}
	if err := validate(optional.ReplaceAll(template, []byte("$1"))); err != nil {
		t.Errorf("init: %v", err)
	}
	refused := 0
	for _, test := range badConfigs {
		if validate([]byte(test.config)) != nil {
			refused++
		} else if strings.Contains(test.says, "unknown key") || strings.Contains(test.says, "unknown field") {
			t.Errorf("%s: the schema takes it", test.name)
		}
	}
	if refused < len(badConfigs)/2 {
		t.Errorf("of %d mistakes the schema knows only %d", len(badConfigs), refused)
	}
	t.Logf("of %d mistakes the schema knows %d", len(badConfigs), refused)
}
