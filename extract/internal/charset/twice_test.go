package charset

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
)

func TestPageEncodedTwice(t *testing.T) {
	const once = "<p>Müßiggang in Kłodawa: “déjà vu” – für 5 €, naïve façade, Ωμέγα, 漢字.</p>"
	read, err := charmap.Windows1252.NewDecoder().String(once)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(read, "MÃ¼") {
		t.Fatalf("not encoded twice: %s", read)
	}
	for name, page := range map[string][2]string{
		"twice":           {read + "<p>so&uuml;</p>", once + "<p>so&uuml;</p>"},
		"once":            {once, once},
		"an accident":     {"<p>IRMÔ e “NÃ”, déjà, naïve, über, él, él</p>", "<p>IRMÔ e “NÃ”, déjà, naïve, über, él, él</p>"},
		"about encodings": {once + "<p>dÃ©jÃ</p>", once + "<p>dÃ©jÃ</p>"},
	} {
		if got := string(MendTwice([]byte(page[0]))); got != page[1] {
			t.Errorf("%s: got  %s\nwant %s", name, got, page[1])
		}
	}
}
