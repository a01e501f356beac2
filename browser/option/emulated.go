package option

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Networks are how slow a network can be, by name.
var Networks = map[string]struct {
	Latency  float64 // milliseconds
	Down, Up float64 // bytes a second
}{
	"slow-3g": {2000, 50000, 50000},
	"3g":      {560, 180000, 84000},
	"4g":      {85, 1000000, 500000},
}

// permissionName is what permissions are called (W3C Permissions).
var permissionName = regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)

// likes say what is wrong with the value of each thing that can be emulated; empty: nothing.
var likes = map[string]func(value string) string{
	"reduced-motion": nothing,
	"forced-colors":  nothing,
	"offline":        nothing,
	"contrast": func(value string) string {
		if !slices.Contains([]string{"more", "less", "custom", "no-preference"}, value) {
			return "use contrast=more or contrast=less"
		}
		return ""
	},
	"geolocation": func(value string) string {
		if _, _, _, err := Geolocation(value); err != nil {
			return "use geolocation=LATITUDE,LONGITUDE, such as geolocation=48.21,16.37"
		}
		return ""
	},
	"permission": func(value string) string {
		if !permissionName.MatchString(value) {
			return "use the name of one, such as permission=notifications"
		}
		return ""
	},
	"network": func(value string) string {
		if _, ok := Networks[value]; !ok {
			return "use network=slow-3g, network=3g or network=4g"
		}
		return ""
	},
	"cpu": func(value string) string {
		if n, err := strconv.ParseFloat(value, 64); err != nil || !(n >= 1 && n <= 20) {
			return "use cpu=1 to cpu=20"
		}
		return ""
	},
}

func nothing(value string) string {
	if value != "" {
		return "it takes no value"
	}
	return ""
}

// Emulated says what is wrong with something that a page is to meet.
func Emulated(text string) string {
	name, value, _ := strings.Cut(text, "=")
	check, ok := likes[name]
	if !ok {
		return fmt.Sprintf("%q: use reduced-motion, contrast=, forced-colors, geolocation=, permission=, network=, cpu= or offline", text)
	}
	if says := check(value); says != "" {
		return fmt.Sprintf("%q: %s", text, says)
	}
	return ""
}

// Geolocation reads LATITUDE,LONGITUDE and, in metres, ACCURACY where that is given.
func Geolocation(text string) (latitude, longitude, accuracy float64, err error) {
	parts := strings.Split(text, ",")
	numbers := [3]float64{2: 1}
	if len(parts) < 2 || len(parts) > len(numbers) {
		return 0, 0, 0, strconv.ErrSyntax
	}
	for i, part := range parts {
		if numbers[i], err = strconv.ParseFloat(strings.TrimSpace(part), 64); err != nil {
			return 0, 0, 0, err
		}
	}
	if !(numbers[0] >= -90 && numbers[0] <= 90 && numbers[1] >= -180 && numbers[1] <= 180 && numbers[2] >= 0) {
		return 0, 0, 0, strconv.ErrRange
	}
	return numbers[0], numbers[1], numbers[2], nil
}
