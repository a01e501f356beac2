package action

import (
	"slices"
	"strings"
	"testing"
)

func TestShort(t *testing.T) {
	t.Setenv("HARBOUR_KEY", "kelp and brine")
	for _, test := range []struct {
		verb Verb
		text string
		want Action
	}{
		{Click, "#go", Action{Do: Click, Target: "#go"}},
		{Click, `role=button[name="Cast off"]`, Action{Do: Click, Target: `role=button[name="Cast off"]`}},
		{Fill, "#name=Ada", Action{Do: Fill, Target: "#name", Value: "Ada"}},
		{Fill, "#sum=a=b", Action{Do: Fill, Target: "#sum", Value: "a=b"}},
		{Fill, "#empty=", Action{Do: Fill, Target: "#empty"}},
		{Fill, `input[name="a=b]"] > p=c`, Action{Do: Fill, Target: `input[name="a=b]"] > p`, Value: "c"}},
		{Fill, `input:not([type=radio])=x`, Action{Do: Fill, Target: `input:not([type=radio])`, Value: "x"}},
		{Fill, `role=textbox[name="E-mail"]=ada@example.org`, Action{Do: Fill, Target: `role=textbox[name="E-mail"]`, Value: "ada@example.org"}},
		{Fill, "text=Your name=Ada", Action{Do: Fill, Target: "text=Your name", Value: "Ada"}},
		{Fill, "#key=${HARBOUR_KEY}", Action{Do: Fill, Target: "#key", Value: "kelp and brine", Secret: true}},
		{Fill, "#key=${HARBOUR_KEY} too", Action{Do: Fill, Target: "#key", Value: "${HARBOUR_KEY} too"}},
		{Press, "Control+a", Action{Do: Press, Value: "Control+a"}},
		{Scroll, "-200", Action{Do: Scroll, Value: "-200"}},
		{Scroll, "text=Item 57", Action{Do: Scroll, Value: "text=Item 57"}},
		{Shot, "step-2", Action{Do: Shot, Value: "step-2"}},
		{Wait, "js=window.done", Action{Do: Wait, Value: "js=window.done"}},
		{Wait, "500ms", Action{Do: Wait, Value: "500ms"}},
	} {
		got, err := Short(test.verb, test.text)
		if err != nil || got != test.want {
			t.Errorf("%s %q is %+v, %v", test.verb, test.text, got, err)
		}
	}
	for _, test := range []struct {
		verb       Verb
		text, says string
	}{
		{Click, "a[", "no CSS selector"}, {Click, "text= ", "what words"}, {Click, "role=button[name=Go]", "role=ROLE"}, {Click, "role=", "role=ROLE"},
		{Fill, "#name", "FIELD=TEXT"}, {Fill, "=x", "FIELD=TEXT"}, {Fill, "a[b=c]", "FIELD=TEXT"}, {Fill, "#key=${NO_SUCH_HARBOUR}", "has no NO_SUCH_HARBOUR"},
		{Press, "", "needs a key"}, {Scroll, "a[", "no CSS selector"}, {Shot, "Two words", "no name"}, {Shot, "2", "no name"}, {Wait, "js= ", "behind js="},
	} {
		if got, err := Short(test.verb, test.text); err == nil || !strings.Contains(err.Error(), test.says) {
			t.Errorf("%s %q is %+v, %v", test.verb, test.text, got, err)
		}
	}
}

// Each verb has a check, each further key is told of, and no two verbs are called the same.
func TestTable(t *testing.T) {
	var seen []Verb
	for _, form := range Table {
		known := slices.ContainsFunc(Keys, func(k struct{ Name, Says string }) bool { return k.Name == form.Key })
		if checks[form.Verb] == nil || slices.Contains(seen, form.Verb) || form.Says == "" || form.Key != "" && !known || form.Needs && form.Key == "" {
			t.Errorf("%s is not complete, or there twice", form.Verb)
		}
		seen = append(seen, form.Verb)
	}
	if len(checks) != len(Table) {
		t.Error("there is a check of a verb that is not there")
	}
}

func TestCheck(t *testing.T) {
	for _, test := range []struct {
		actions []Action
		at      int
	}{
		{nil, -1},
		{[]Action{{Do: Click, Target: "#a"}, {Do: Drag, Target: "#a", Value: "#b"}, {Do: Dialog, Target: "dismiss"}, {Do: Press, Value: "Enter", Target: "#a"}}, -1},
		{[]Action{{Do: Click, Target: "#a"}, {Do: "stare"}}, 1},
		{[]Action{{Do: Click, Target: "#a", Timeout: -1}}, 0},
		{[]Action{{Do: Drag, Target: "#a"}}, 0},
		{[]Action{{Do: Dialog, Target: "perhaps"}}, 0},
		{[]Action{{Do: Shot, Value: "a"}, {Do: Shot, Value: "b"}, {Do: Shot, Value: "a"}}, 2},
	} {
		if at, err := Check(test.actions); at != test.at || (err == nil) != (at < 0) {
			t.Errorf("%v: %d, %v", test.actions, at, err)
		}
	}
}
