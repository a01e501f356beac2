// Command train grows the model that decides which blocks of a page are its body, from a
// folder of pages whose bodies are known: truth.json, and the pages in html/.
//
//	train -data DIR -out extract/internal/body/blocks.model -folds bin/folds
//
// -folds also keeps a model that was grown without each fifth of the hosts. With those
// it tells how well a page is read by a model that never saw its host:
//
//	train -data DIR -folds bin/folds -predict cross-validated.jsonl
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"time"

	"github.com/tearsheet/tearsheet/extract/internal/lab"
)

var start = time.Now()

func say(format string, args ...any) {
	fmt.Fprintf(os.Stderr, "%5.0fs  %s\n", time.Since(start).Seconds(), fmt.Sprintf(format, args...))
}

func main() {
	log.SetFlags(0)
	data := flag.String("data", "", "folder with truth.json and html/")
	out := flag.String("out", "", "the model to write")
	kept := flag.String("folds", "", "folder for the models of the folds")
	predicted := flag.String("predict", "", "file for what the models of the folds make of the pages")
	disguises := flag.Int("disguises", 2, "how often each page is read in other markup")
	flag.Parse()
	pages, err := readTruth(*data)
	if err != nil {
		log.Fatal(err)
	}
	if *predicted != "" {
		err = predict(*data, pages, *kept, *predicted)
	} else {
		err = train(*data, pages, *disguises, *out, *kept)
	}
	if err != nil {
		log.Fatal(err)
	}
}

func train(data string, pages []*page, disguises int, out, kept string) error {
	var known []*page
	for _, p := range pages {
		// What mozilla's set holds as truth is what another program made of the pages.
		if p.Text != nil && p.Set != "mozilla" || len(p.Include) > 0 {
			known = append(known, p)
		}
	}
	samples, err := readAll(data, known, disguises)
	if err != nil {
		return err
	}
	say("%d samples", len(samples))
	models := grow(samples)
	for f, m := range models {
		name := out
		if f != everything {
			name = foldFile(kept, f)
		}
		if err := writeModel(name, m); err != nil {
			return err
		}
	}
	return nil
}

func foldFile(dir string, fold int) string { return filepath.Join(dir, fmt.Sprintf("%d.model", fold)) }

func writeModel(name string, m *lab.Model) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	err = m.Write(f, lab.Names)
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	return err
}
