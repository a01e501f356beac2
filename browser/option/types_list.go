package option

import "slices"

// Texts is a list of texts, each of which passes the check.
type Texts struct {
	Valid func(string) string // says what is wrong; nil: nothing ever is
}

// OneOrMore is Texts of which there mostly is one, which manifests have by itself.
type OneOrMore struct{ Texts }

func (t OneOrMore) toJSON(texts []string) any {
	if len(texts) == 1 {
		return texts[0]
	}
	return t.Texts.toJSON(texts)
}

// Words is a list of words of a few, written with commas too. Go has it as a list, or as
// a bool for each word.
type Words struct{ Of []string }

// Parse takes every text.
func (Texts) Parse(string) error { return nil }

// Check asks Valid.
func (t Texts) Check(text string) string {
	if t.Valid == nil {
		return ""
	}
	return t.Valid(text)
}

// IsList tells that there may be several.
func (Texts) IsList() bool { return true }

func (Texts) set(fields []field, texts []string) { fields[0].Set(listOf(texts)) }

func (Texts) get(fields []field) []string { return slices.Clone(fields[0].Interface().([]string)) }

func (Texts) toJSON(texts []string) any { return notNil(texts) }

// Parse takes every text.
func (Words) Parse(string) error { return nil }

// Check looks whether the word is known.
func (t Words) Check(text string) string { return Word{Of: t.Of}.Check(text) }

// IsList tells that there may be several.
func (Words) IsList() bool { return true }

func (Words) set(fields []field, texts []string) {
	for _, f := range fields {
		if f.part == "" {
			f.Set(listOf(texts))
		} else {
			f.SetBool(slices.Contains(texts, f.part))
		}
	}
}

func (t Words) get(fields []field) []string {
	var list []string
	for _, f := range fields {
		switch {
		case f.part == "":
			list = append(list, f.Interface().([]string)...)
		case f.Bool() && !slices.Contains(list, f.part):
			list = append(list, f.part)
		}
	}
	slices.SortStableFunc(list, func(a, b string) int { return slices.Index(t.Of, a) - slices.Index(t.Of, b) })
	return list
}

func (t Words) toJSON(texts []string) any { return notNil(texts) }

func notNil(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}
