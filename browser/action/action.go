package action

import (
	"slices"
	"time"
)

// Action is one thing that a person does to a page. Actions are done once it has come to
// rest and what lay over it is cleared; the page may lead to another one meanwhile.
type Action struct {
	Do      Verb
	Target  string        // what it is done to: a CSS selector, text=WORDS or role=ROLE[name="NAME"]; of dialog: accept or dismiss
	Value   string        // what it is done with: a text, a key, a file, a name, a place ...; see Table
	Secret  bool          // Value is nobody's business: it is kept out of all that is stored and told
	Timeout time.Duration // to wait for what is needed; 0: 10 s
}

// Verb is what an action does.
type Verb string

// The verbs.
const (
	Click  Verb = "click"
	Fill   Verb = "fill"
	Press  Verb = "press"
	Hover  Verb = "hover"
	Scroll Verb = "scroll"
	Drag   Verb = "drag"
	Upload Verb = "upload"
	Dialog Verb = "dialog"
	Script Verb = "js"
	Wait   Verb = "wait"
	Shot   Verb = "shot"
)

// Form is how an action is written: the verb with its operand, and a key for what else it
// takes.
type Form struct {
	Verb  Verb
	Takes string // what stands behind the verb: Target or Value, by the field's name
	Key   string // that gives the other field; empty: there is none
	Needs bool   // that key is not left out
	Says  string // the verb, as a sentence with its operand
	Short string // the verb as a flag; empty: there is none
}

// Table is every verb, in the order in which they are listed.
var Table = []Form{
	{Verb: Click, Takes: "Target", Short: "click the element: a CSS selector, text=WORDS or role=button[name=\"Go\"]",
		Says: "Click the element: a CSS selector, text=WORDS or role=button[name=\"Go\"]."},
	{Verb: Fill, Takes: "Target", Key: "with", Needs: true, Short: "type into a field, FIELD=TEXT; ${NAME} as the text is a variable of the environment",
		Says: "Type into the field, in the place of what it holds; `with` is the text."},
	{Verb: Press, Takes: "Value", Key: "on", Short: "press a key such as Enter, Tab, Escape, ArrowDown or Control+a",
		Says: "Press a key such as Enter, Tab, Escape, ArrowDown or Control+a; `on` is the element that has the focus."},
	{Verb: Hover, Takes: "Target", Short: "put the pointer over the element",
		Says: "Put the pointer over the element."},
	{Verb: Scroll, Takes: "Value", Short: "scroll to an element, on and on until it comes, by a number of pixels, or to top or bottom",
		Says: "Scroll to an element, on and on until it comes; by a number of pixels; or to top or bottom."},
	{Verb: Drag, Takes: "Target", Key: "to", Needs: true,
		Says: "Drag the element; `to` is the element on which it is dropped."},
	{Verb: Upload, Takes: "Target", Key: "file", Needs: true,
		Says: "Choose a file for the field, or behind the button that asks for one; `file` is its path."},
	{Verb: Dialog, Takes: "Target", Key: "with",
		Says: "How dialogs are answered from here on: accept or dismiss; `with` is the text for one that asks for it."},
	{Verb: Script, Takes: "Value",
		Says: "Run JavaScript in the page."},
	{Verb: Wait, Takes: "Value",
		Says: "Wait for a CSS selector, text=WORDS, role=ROLE or js=EXPRESSION, or for a time such as 500ms."},
	{Verb: Shot, Takes: "Value", Short: "keep a picture of this moment under a name, as screenshot-NAME",
		Says: "Keep a picture of this moment under a name, as screenshot-NAME."},
}

// Keys are what the further keys of verbs are for.
var Keys = []struct{ Name, Says string }{
	{"with", "Text for fill and dialog; ${NAME} alone is a variable of the environment, which is kept secret."},
	{"on", "Element for press."},
	{"to", "Element for drag."},
	{"file", "File for upload."},
}

// Of gives the form of a verb.
func Of(verb Verb) (Form, bool) {
	i := slices.IndexFunc(Table, func(f Form) bool { return f.Verb == verb })
	if i < 0 {
		return Form{}, false
	}
	return Table[i], true
}

// New makes the action of a verb, with its operand and what its further key gives.
func (f Form) New(operand, other string) Action {
	if f.Takes == "Target" {
		return Action{Do: f.Verb, Target: operand, Value: other}
	}
	return Action{Do: f.Verb, Value: operand, Target: other}
}
