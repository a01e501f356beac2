package charset

import (
	"strings"
	"testing"

	"golang.org/x/net/html/charset"
)

func TestPageNamesNeitherEncodingNorLanguage(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ encoding, text string }{
		{"windows-1251", "Лодочники сказали, что ждать весны они не станут и починят причал сами."},
		{"koi8-r", "Лодочники сказали, что ждать весны они не станут и починят причал сами."},
		{"koi8-u", "Човнярі сказали, що чекати весни не будуть і полагодять причал самі, бо він їм потрібен."},
		{"windows-1250", "Převozníci řekli, že na jaro čekat nebudou a že přístaviště opraví sami, protože je ještě před zimou."},
		{"iso-8859-2", "Przewoźnicy powiedzieli, że nie będą czekać do wiosny i że sami naprawią przystań, która jest już stara."},
		{"windows-1254", "Kayıkçılar baharı beklemeyeceklerini, iskeleyi kendileri onaracağını söyledi; bunun için bu yıl değil, şu kış artık son."},
		{"windows-1253", "Οι βαρκάρηδες είπαν ότι δεν θα περιμένουν την άνοιξη και θα φτιάξουν μόνοι την προβλήτα."},
		{"windows-1256", "قال أصحاب القوارب إنهم لن ينتظروا الربيع وإنهم سيصلحون المرسى بأنفسهم."},
		{"shift_jis", "船頭たちは、春まで待たずに自分たちで桟橋を直すと話した。"},
		{"euc-jp", "船頭たちは、春まで待たずに自分たちで桟橋を直すと話した。"},
		{"windows-1252", "Les passeurs n'attendront pas le printemps : ils répareront l'embarcadère eux-mêmes, déjà abîmé."},
	} {
		enc, _ := charset.Lookup(c.encoding)
		page, err := enc.NewEncoder().String("<html><head><title>x</title></head><body><p>" + c.text + "</p><p>" + c.text + "</p></body></html>")
		if err != nil {
			t.Fatal(c.encoding, err)
		}
		if got := string(ToUTF8([]byte(page), "")); !strings.Contains(got, c.text) {
			t.Errorf("%s: %s", c.encoding, got)
		}
	}
}
