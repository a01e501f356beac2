package extract

import (
	"slices"
	"testing"
)

func TestPeople(t *testing.T) {
	for _, tt := range []struct {
		byline string
		want   []string
	}{
		{"By Anna Bee", []string{"Anna Bee"}},
		{"by Anna Bee and Carl Dee", []string{"Anna Bee", "Carl Dee"}},
		{"BY ANNA BEE, CARL DEE & EVE FOX", []string{"ANNA BEE", "CARL DEE", "EVE FOX"}},
		{"ByAnna Bee", []string{"Anna Bee"}},
		{"Byron Bee", []string{"Byron Bee"}},
		{"Posted by: Anna Bee", []string{"Anna Bee"}},
		{"Von Anna Bee und Carl Dee", []string{"Anna Bee", "Carl Dee"}},
		{"Par Anne-Sophie d'Abeille", []string{"Anne-Sophie d'Abeille"}},
		{"Por Ana de la Abeja y Carlos Dé", []string{"Ana de la Abeja", "Carlos Dé"}},
		{"Автор: Анна Пчёлкина", []string{"Анна Пчёлкина"}},
		{"文：李小蜂", []string{"李小蜂"}},
		{"بقلم: منى النحل", []string{"منى النحل"}},
		{"Bee, Anna", []string{"Anna Bee"}},
		{"Anna Bee, PhD", []string{"Anna Bee"}},
		{"Anna Bee, Senior Editor", []string{"Anna Bee"}},
		{"Anna Bee (Berlin)", []string{"Anna Bee"}},
		{"Anna Bee | Staff Writer", []string{"Anna Bee"}},
		{"Anna Bee/Reuters", []string{"Anna Bee"}},
		{"Ludwig van der Biene", []string{"Ludwig van der Biene"}},
		// Nobody.
		{"Staff", nil},
		{"By Newsroom Team", nil},
		{"Redaktion", nil},
		{"admin", nil},
		{"Reuters", nil},
		{"The Associated Press", nil},
		{"https://example.com/anna", nil},
		{"anna@example.com", nil},
		{"July 12, 2018", nil},
		{"5 min read", nil},
		{"Our correspondent", nil},
		{"a sentence that only happens to stand there", nil},
		{"", nil},
	} {
		if got := people(tt.byline); !slices.Equal(got, tt.want) {
			t.Errorf("people(%q) = %q, want %q", tt.byline, got, tt.want)
		}
	}
}
