package action

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
	"time"

	"github.com/tearsheet/tearsheet/browser/option"
)

// checks say what is wrong with the two fields of an action; empty: nothing.
var checks = map[Verb]func(a Action) string{
	Click:  aimed,
	Fill:   aimed,
	Hover:  aimed,
	Upload: aimed,
	Drag: func(a Action) string {
		if says := aimed(a); says != "" {
			return says
		}
		return option.Target(a.Value)
	},
	Press: func(a Action) string {
		if a.Target != "" {
			return aimed(a)
		}
		return given(a.Value, "a key")
	},
	Scroll: func(a Action) string {
		if _, err := strconv.Atoi(a.Value); a.Target == "" && (err == nil || a.Value == "top" || a.Value == "bottom") {
			return ""
		}
		if a.Target != "" {
			return aimed(a)
		}
		return option.Target(a.Value)
	},
	Dialog: func(a Action) string {
		if a.Target != "accept" && a.Target != "dismiss" {
			return fmt.Sprintf("%q: use accept or dismiss", a.Target)
		}
		return ""
	},
	Script: func(a Action) string { return given(a.Value, "JavaScript") },
	Wait: func(a Action) string {
		if _, err := time.ParseDuration(a.Value); err == nil {
			return ""
		}
		return option.Awaited(a.Value)
	},
	Shot: func(a Action) string {
		if !shotName.MatchString(a.Value) {
			return fmt.Sprintf("%q is no name of a picture: use a-z, then up to 39 of a-z, 0-9 and -", a.Value)
		}
		return ""
	},
}

// shotName is what pictures can be called: they become files and keys.
var shotName = regexp.MustCompile(`^[a-z][a-z0-9-]{0,39}$`)

func aimed(a Action) string { return option.Target(a.Target) }

func given(text, what string) string {
	if text == "" {
		return "needs " + what
	}
	return ""
}

// Check says what is wrong with an action; nil: nothing.
func (a Action) Check() error {
	check, ok := checks[a.Do]
	switch {
	case !ok:
		return fmt.Errorf("there is no %q", a.Do)
	case a.Timeout < 0:
		return fmt.Errorf("%s: %s is no time to wait", a.Do, a.Timeout)
	}
	if says := check(a); says != "" {
		return fmt.Errorf("%s: %s", a.Do, says)
	}
	return nil
}

// Check says what is wrong with actions as a whole, with the number of the one that is
// wrong, from 0, and -1 where nothing is.
func Check(actions []Action) (int, error) {
	var names []string
	for i, a := range actions {
		if err := a.Check(); err != nil {
			return i, err
		}
		if a.Do == Shot {
			if slices.Contains(names, a.Value) {
				return i, fmt.Errorf("shot: there are two pictures called %q", a.Value)
			}
			names = append(names, a.Value)
		}
	}
	return -1, nil
}

// variable is a text that stands for a variable of the environment.
var variable = regexp.MustCompile(`^\$\{([A-Za-z_][A-Za-z0-9_]*)\}$`)

// Resolve puts the value of a variable of the environment in the place of ${NAME}, where
// that is all that is to be typed; what stood there is secret.
func (a Action) Resolve() (Action, error) {
	name := variable.FindStringSubmatch(a.Value)
	if name == nil || a.Do != Fill && a.Do != Dialog {
		return a, nil
	}
	value, ok := os.LookupEnv(name[1])
	if !ok {
		return a, fmt.Errorf("%s: the environment has no %s", a.Do, name[1])
	}
	a.Value, a.Secret = value, true
	return a, nil
}
