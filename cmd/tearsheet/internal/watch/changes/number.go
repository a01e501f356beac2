package changes

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

// written is a number as people write it: with points, commas, spaces or apostrophes in it.
var written = regexp.MustCompile(`[-−+]?\d[\d.,'’ \x{a0}\x{202f}]*`)

// Number reads the first number of a text: "1.299,00 €" is 1299, "$1,299" too.
func Number(text string) (float64, bool) {
	found := strings.TrimRight(written.FindString(text), ".,'’ \u00a0\u202f")
	if found == "" {
		return 0, false
	}
	negative := strings.HasPrefix(found, "-") || strings.HasPrefix(found, "−")
	digits := strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) || r == '.' || r == ',' {
			return r
		}
		return -1
	}, found)
	n, err := strconv.ParseFloat(plainNumber(digits), 64)
	if negative {
		n = -n
	}
	return n, err == nil
}

// plainNumber writes a number with a point alone. The last of the two marks is the decimal one,
// unless it stands several times, or stands alone before three digits as thousands have them.
func plainNumber(digits string) string {
	last := strings.LastIndexAny(digits, ".,")
	if last < 0 {
		return digits
	}
	mark := digits[last : last+1]
	both := strings.Contains(digits, ".") && strings.Contains(digits, ",")
	thousands := strings.Count(digits, mark) > 1 || !both && len(digits)-last-1 == 3 && digits[0] != '0'
	whole, part := digits[:last], digits[last+1:]
	if thousands {
		whole, part = digits, ""
	}
	whole = strings.NewReplacer(".", "", ",", "").Replace(whole)
	if part == "" {
		return whole
	}
	return whole + "." + part
}
