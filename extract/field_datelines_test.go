package extract

import "testing"

// A story may begin with its place and agency in many ways, and sentences do not.
func TestDatelines(t *testing.T) {
	t.Parallel()
	const rest = " The harbour council voted on Tuesday to keep the old lightboat as a floating school."
	for _, c := range []struct{ start, place, agency string }{
		{"BEIRUT (Reuters) - ", "BEIRUT", "Reuters"},
		{"Husum (kap). Der Rat.", "Husum", ""},
		{"تهران (ایرنا) - ", "تهران", "IRNA"},
		{"DUNMORE, Ireland (AP) The board.", "DUNMORE", "Associated Press"},
		{"Berlin (dpa/lno). Der Rat.", "Berlin", "dpa"},
		{"Berlin. (dpa) Der Rat.", "Berlin", "dpa"},
		{"Husum/Kiel (dpa) Der Rat.", "Husum/Kiel", "dpa"},
		{"LISBOA, 9 nov (EFE).- La enviada.", "LISBOA", "EFE"},
		{"MADRID, 9 Nov. (EUROPA PRESS) El consejo.", "MADRID", "Europa Press"},
		{"LISBON, Nov. 9 (Reuters) The envoy.", "LISBON", "Reuters"},
		{"Paris, 9 nov 2026 (AFP) Le conseil.", "Paris", "AFP"},
		{"(ANSA) - ROMA, 09 NOV - Il consiglio.", "ROMA", "ANSA"},
		{"NEW YORK, Nov. 9, 2026 /PRNewswire/ -- ", "NEW YORK", "PR Newswire"},
		{"Москва. 9 ноября. ИНТЕРФАКС - Совет.", "Москва", "Interfax"},
		{"新华社北京11月9日电（记者李小蜂）", "北京", "Xinhua"},
		{"【東京＝森下航】", "東京", ""},
		{"【北京時事】", "北京", "Jiji"},
		{"（ロンドン＝共同）", "ロンドン", "Kyodo"},
		{"(서울=연합뉴스) 김하늘 기자 = ", "서울", "Yonhap"},
		{"The council (founded in 1913) voted, and", "", ""},
		{"Maria (see page 9) said that", "", ""},
		{"On Monday, 9 November (a holiday) the", "", ""},
		{"Anna Bee (aged 9) said. ", "", ""},
	} {
		a := read(t, "<title>The boat</title><h1>The boat</h1><p>"+c.start+rest+"</p>")
		if a.Dateline != c.place || a.Agency != c.agency {
			t.Errorf("%q: place %q, agency %q", c.start, a.Dateline, a.Agency)
		}
	}
}
