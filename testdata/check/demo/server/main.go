// Command server is the dev server of the demo: pages that draw what an API gives them.
//
//	server ADDRESS FOLDER
package main

import (
	"encoding/json"
	"log"
	"net/http"
	"os"
	"strings"
)

var boats = []map[string]string{
	{"name": "The Gull", "berth": "North 1", "skipper": "Ole Berg"},
	{"name": "The Tern", "berth": "North 4", "skipper": "Runa Dahl"},
	{"name": "The Eider", "berth": "South 2", "skipper": "Nils Aas"},
}

func main() {
	if len(os.Args) != 3 {
		log.Fatal("usage: server ADDRESS FOLDER")
	}
	http.Handle("/", http.FileServer(http.Dir(os.Args[2])))
	http.HandleFunc("/api/boats", func(w http.ResponseWriter, r *http.Request) {
		found := []map[string]string{}
		for _, boat := range boats {
			if strings.Contains(strings.ToLower(boat["name"]), strings.ToLower(r.FormValue("q"))) {
				found = append(found, boat)
			}
		}
		w.Header().Set("Content-Type", "application/json")
		if err := json.NewEncoder(w).Encode(found); err != nil {
			log.Print(err)
		}
	})
	log.Fatal(http.ListenAndServe(os.Args[1], nil))
}
