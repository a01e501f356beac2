package option

import (
	"cmp"
	"errors"
	"reflect"
	"slices"
	"strings"
)

// tag is the key of the tags that bind fields to options: the option's name, then "not"
// where the field says the opposite, or the word of a list that a bool stands for.
const tag = "option"

// Values are the options that one or several structs hold.
type Values struct{ fields map[string][]field }

// In gives the options that structs hold, by the tags of their fields. Each target is a
// pointer to one.
func In(targets ...any) Values {
	v := Values{map[string][]field{}}
	for _, target := range targets {
		v.add(reflect.ValueOf(target).Elem())
	}
	return v
}

func (v Values) add(s reflect.Value) {
	for i := range s.NumField() {
		name, how, _ := strings.Cut(s.Type().Field(i).Tag.Get(tag), ",")
		switch f := s.Field(i); {
		case name != "" && how == "not":
			v.fields[name] = append(v.fields[name], field{Value: f, negated: true})
		case name != "":
			v.fields[name] = append(v.fields[name], field{Value: f, part: how})
		case f.Kind() == reflect.Struct && s.Type().Field(i).IsExported():
			v.add(f)
		}
	}
}

// each goes through the options of the table that are held here.
func (v Values) each(yield func(Option, []field) bool) {
	for _, o := range Table {
		if fields := v.fields[o.Name]; len(fields) > 0 && !yield(o, fields) {
			return
		}
	}
}

// Names lists what the tags name, whether the table has it or not.
func (v Values) Names() []string {
	var list []string
	for name := range v.fields {
		list = append(list, name)
	}
	slices.Sort(list)
	return list
}

// Get gives the value of an option, that of the table where the structs say nothing.
func (v Values) Get(name string) []string {
	o, ok := Find(name)
	if !ok || len(v.fields[name]) == 0 {
		return nil
	}
	if texts := o.Type.get(v.fields[name]); texts != nil {
		return texts
	}
	return o.defaults()
}

// Set gives an option a value that has been checked. What the structs do not hold is
// left out.
func (v Values) Set(name string, texts ...string) {
	if o, ok := Find(name); ok && len(v.fields[name]) > 0 {
		o.Type.set(v.fields[name], texts)
	}
}

// Check says what is wrong with the values, all of it; nil: nothing.
func (v Values) Check() error {
	var all []error
	for o, fields := range v.each {
		all = append(all, o.Check(o.Type.get(fields)...))
	}
	return errors.Join(all...)
}

// Fill puts the values of the table where the structs say nothing, and writes all of them
// in Go's way: what stands for nothing is 0, and the word that needs not be said is empty.
func (v Values) Fill() {
	for o, fields := range v.each {
		texts := o.Type.get(fields)
		switch {
		case o.Type.IsList(), texts == nil && o.Default == "":
			continue
		case texts == nil:
			texts = o.defaults()
		}
		o.Type.set(fields, texts)
		if _, ok := o.Type.(Int); ok && fields[0].Int() == none {
			fields[0].SetInt(0)
		}
	}
}

func listOf(texts []string) reflect.Value { return reflect.ValueOf(slices.Clone(texts)) }

func mapOf(headers map[string]string) reflect.Value { return reflect.ValueOf(headers) }

// key is the name of an option in manifests, with its unit.
func (o Option) key() string {
	suffix := map[reflect.Type]string{reflect.TypeFor[Duration](): "_ms", reflect.TypeFor[Bytes](): "_bytes"}
	return cmp.Or(o.Name+suffix[reflect.TypeOf(o.Type)], o.Name)
}
