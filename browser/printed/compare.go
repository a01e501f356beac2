package printed

import (
	"slices"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// grams is how many letters are looked for at a time: text on paper is in another order,
// and its words are put together from pieces.
const grams = 4

// Compare finds which texts of a page are not on the sheets, each as often as the page has
// it. letters is how many letters the texts have, and shown how many of them are there.
func (s Sheets) Compare(texts []string) (letters, shown int, lost []string) {
	printed := bare(s.Text)
	ways := []map[string]int{count(printed), count(reversed(printed))} // what runs from the right is drawn either way
	for _, text := range texts {
		line := bare(text)
		if len(line) == 0 {
			continue
		}
		letters += len(line)
		whole := true
		for _, run := range runs(line) {
			whole = slices.ContainsFunc(ways, func(there map[string]int) bool { return take(there, run) }) && whole
		}
		if whole {
			shown += len(line)
		} else {
			lost = append(lost, text)
		}
	}
	return letters, shown, lost
}

// runs parts a text that runs from the right where its direction turns: on paper its parts,
// and numbers in it, stand in another order.
func runs(line []rune) (list [][]rune) {
	if !slices.ContainsFunc(line, fromRight) {
		return [][]rune{line}
	}
	from := 0
	for i := 1; i < len(line); i++ {
		a, b := line[i-1], line[i]
		if !unicode.IsMark(b) && (fromRight(a) != fromRight(b) || unicode.IsDigit(a) != unicode.IsDigit(b)) {
			list, from = append(list, line[from:i]), i
		}
	}
	return append(list, line[from:])
}

// count counts the parts of a text, and for short texts its letters.
func count(line []rune) map[string]int {
	there := map[string]int{}
	for i, r := range line {
		there[string(r)]++
		if i+2 <= len(line) {
			there[string(line[i:i+2])]++
		}
		if i+grams <= len(line) {
			there[string(line[i:i+grams])]++
		}
	}
	return there
}

// take tells whether most parts of a text are there, and takes them away.
func take(there map[string]int, line []rune) bool {
	size := grams
	switch {
	case len(line) < 2*grams, slices.ContainsFunc(line, unicode.IsMark): // marks are drawn before or after what they belong to
		size = 1
	case fromRight(line[0]): // words are drawn one by one
		size = 2
	}
	all, found := 0, 0
	for i := 0; i+size <= len(line); i++ {
		all++
		if part := string(line[i : i+size]); there[part] > 0 {
			found++
			there[part]--
		}
	}
	return found*3 >= all*2
}

// fromRight tells whether a letter runs from the right.
func fromRight(r rune) bool {
	return unicode.In(r, unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko)
}

// bare leaves letters and digits, in small ones, whatever form they are drawn in: ligatures,
// letters of formulas.
func bare(text string) []rune {
	var list []rune
	for _, r := range norm.NFKC.String(text) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
			list = append(list, unicode.ToLower(r))
		}
	}
	return list
}

func reversed(list []rune) []rune {
	list = slices.Clone(list)
	slices.Reverse(list)
	return list
}
