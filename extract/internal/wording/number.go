package wording

// Number reads a whole number that is known to be one.
func Number(s string) int {
	n, sign := 0, 1
	for _, c := range s {
		switch {
		case c == '-':
			sign = -1
		case '0' <= c && c <= '9':
			n = n*10 + int(c-'0')
		}
	}
	return n * sign
}
