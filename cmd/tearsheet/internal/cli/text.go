package cli

import "fmt"

// byteSize writes a number of bytes as people do: "12.3 kB".
func byteSize(n int64) string {
	if n < 1000 {
		return fmt.Sprintf("%d B", n)
	}
	size, unit := float64(n)/1000, 0
	for ; size >= 999.95 && unit < len("kMGTPE")-1; unit++ {
		size /= 1000
	}
	return fmt.Sprintf("%.1f %cB", size, "kMGTPE"[unit])
}

// count writes a number and what is counted: "1 file", "2 files".
func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
