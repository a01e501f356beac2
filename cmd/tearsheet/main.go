// Command tearsheet captures web pages as a person would see them: see
// `tearsheet --help`.
package main

import (
	"os"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/cli"
)

func main() { os.Exit(cli.Main(cli.Arguments(os.Args[1:]), cli.System())) }
