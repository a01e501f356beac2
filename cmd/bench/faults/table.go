package main

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/tearsheet/tearsheet/browser/browsertest/faults"
)

// table captures the faults one after the other, each beside a page with which all is well.
func table(ctx context.Context, c config, server *faults.Server, dir string) error {
	wrong := 0
	fmt.Println("| fault | ends | seconds | exit | kept | says |\n|---|---|---|---|---|---|")
	for i, f := range faults.All {
		if !c.only.MatchString(f.Name) || ctx.Err() != nil {
			continue
		}
		addresses := []string{server.Address(f)}
		alone := slices.Contains(f.Flags, "--proxy")
		if !alone {
			addresses = append(addresses, server.Neighbour(i))
		}
		archive := filepath.Join(dir, f.Name)
		lines, exit, err := capture(ctx, c, archive, f.Flags, addresses)
		if err != nil {
			return err
		}
		got, beside := lines[addresses[0]], lines[server.Neighbour(i)]
		if says := judge(f, got, archive); says != "" {
			wrong++
			fmt.Printf("**%s**: %s\n", f.Name, says)
		}
		if !alone && !beside.fine() {
			wrong++
			fmt.Printf("**%s**: the page beside it: %s %s\n", f.Name, beside.ends(), beside.says())
		}
		fmt.Printf("| %s | %s | %.1f | %d | %s | %s |\n", f.Name, got.ends(), float64(got.Timings["total"])/1000, exit, strings.Join(got.kept(), " "), got.says())
		if err := os.RemoveAll(archive); err != nil {
			return err
		}
	}
	if wrong > 0 {
		return fmt.Errorf("%d went another way than they should", wrong)
	}
	return ctx.Err()
}

// judge says what of a capture is not as it should be; empty: nothing.
func judge(f faults.Fault, got line, archive string) string {
	switch {
	case got.URL == "":
		return "there is no line"
	case !slices.Contains(f.Ends, got.ends()):
		return fmt.Sprintf("it ends as %s, not %s", got.ends(), strings.Join(f.Ends, " or "))
	case got.ends() == "partial" && got.says() == "" && cmp.Or(got.Coverage.Settled, "quiet") == "quiet":
		return "it is partial and does not say why"
	case got.Error != nil || f.Keeps == "":
		return ""
	}
	document, err := os.ReadFile(filepath.Join(got.Dir, "dom.html"))
	if err != nil {
		return err.Error()
	}
	if !strings.Contains(string(document), f.Keeps) {
		return "the document lacks what came first"
	}
	return ""
}
