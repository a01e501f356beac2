package cli

import "unsafe"

// blank writes over a part of an argument where the system has it, which is where Go's
// string of it is: the kernel shows that memory as the command line of the process.
func blank(arg string, from, to int) {
	shown := unsafe.Slice(unsafe.StringData(arg), len(arg))
	for i := from; i < to; i++ {
		shown[i] = '*'
	}
}
