package people

import (
	"reflect"
	"testing"
)

func TestAddCredits(t *testing.T) {
	for _, tt := range []struct {
		line string
		want Credits
	}{
		{"(Reportage d’Anna Bee ; édité par Carl Dee)", Credits{Reporting: []string{"Anna Bee"}, Editing: []string{"Carl Dee"}}},
		{"(Pelaporan oleh Ratna Wulan; disunting oleh Bima Sakti)", Credits{Reporting: []string{"Ratna Wulan"}, Editing: []string{"Bima Sakti"}}},
		{"(Reporting by A. Bee; Editing by C. Dee)", Credits{Reporting: []string{"A. Bee"}, Editing: []string{"C. Dee"}}},
		{"Reporting by Anna Bee in Paris and Carl Dee in Rome; Writing by Eve Fox; Editing by Gil Hay", Credits{Reporting: []string{"Anna Bee", "Carl Dee"}, Writing: []string{"Eve Fox"}, Editing: []string{"Gil Hay"}}},
		{"(Reportage de Anne Bée, édité par Carl Dé)", Credits{Reporting: []string{"Anne Bée"}, Editing: []string{"Carl Dé"}}},
		{"(Reporte de Ana Bé; Editado por Carlos Dé)", Credits{Reporting: []string{"Ana Bé"}, Editing: []string{"Carlos Dé"}}},
		{"（取材：山根千尋、編集：大西武）", Credits{Reporting: []string{"山根千尋"}, Editing: []string{"大西武"}}},
		{"(Relacja: Anna Sroka; współpraca: Olek Lis; redakcja: Ewa Kos)", Credits{Reporting: []string{"Anna Sroka"}, AdditionalReporting: []string{"Olek Lis"}, Editing: []string{"Ewa Kos"}}},
		{"(إعداد سلمى نجم للنشرة العربية - تحرير علي خفاجي)", Credits{Writing: []string{"سلمى نجم"}, Editing: []string{"علي خفاجي"}}},
		{"The mayor was reporting by radio.", Credits{}},
	} {
		var c Credits
		AddCredits(&c, tt.line)
		if !reflect.DeepEqual(c, tt.want) {
			t.Errorf("addCredits(%q) = %+v, want %+v", tt.line, c, tt.want)
		}
	}
}
