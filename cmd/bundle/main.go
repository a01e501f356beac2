// Command bundle makes what is loaded into pages of the JavaScript in browser/js: one function of
// each folder, as small as it gets. It has to be run when a file there was changed:
//
//	go run ./cmd/bundle browser/js
package main

import (
	"fmt"
	"os"
	"path/filepath"
)

// folders are bundled, to a file of bundles each.
var folders = []folder{{name: "page", exposed: true}, {name: "world"}}

// folder is one with scripts.
type folder struct {
	name    string
	exposed bool // they run in the page's own world
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "bundle: say where the folders are: go run ./cmd/bundle browser/js")
		os.Exit(2)
	}
	for _, folder := range folders {
		script, err := bundle(os.DirFS(os.Args[1]), folder)
		if err == nil {
			err = os.WriteFile(filepath.Join(os.Args[1], "bundles", folder.name+".js"), []byte(script), 0o644)
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, "bundle:", err)
			os.Exit(1)
		}
	}
}
