package people

import (
	"strings"

	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// agencies are the news agencies that bylines and datelines name, by the ways
// they are written.
var agencies = agencyTable(`Reuters:ロイター,Рейтер,رويترز,רויטרס,रॉयटर्स,रायटर्स,রয়টার্স,路透社,路透,로이터,รอยเตอร์|Associated Press:AP,The Associated Press,AP News,أسوشيتد برس,美联社,美聯社,एपी|AFP:AFP時事,Agence France-Presse,Agence France Presse,أ ف ب,فرانس برس,एएफपी,এএফপি,法新社|dpa:Deutsche Presse-Agentur,د ب أ,dpa-infocom,dpa/lnw|Bloomberg:Bloomberg News|UPI:United Press International|PTI:Press Trust of India,पीटीआई,भाषा|ANI:एएनआई|IANS:Indo-Asian News Service|UNI:United News of India|
	Xinhua:Xinhua News Agency,新华社,新華社|Kyodo:Kyodo News,共同通信,共同|中央社:CNA 中央社|中新社|Jiji:Jiji Press,時事通信,時事|Yonhap:Yonhap News Agency,연합뉴스|뉴시스|뉴스1|TASS:ITAR-TASS,ТАСС|Interfax:Интерфакс|RIA Novosti:РИА Новости|Ukrinform:Укрінформ,Укринформ|УНІАН|AMNA:ΑΠΕ-ΜΠΕ|EFE:Agencia EFE|Europa Press|ANSA|Adnkronos|AGI|APA|SDA:Keystone-SDA,ATS,Keystone-ATS|SID:Sport-Informations-Dienst|epd|KNA|AFX|
	Belga|ANP|TT:TT Nyhetsbyrån|NTB|Ritzau|STT|PAP|ČTK:CTK|TASR|SITA|MTI|Agerpres|BTA|Tanjug|HINA:Hina|Anadolu Agency:AA,Anadolu Ajansı|DHA|IHA:İHA|IRNA:ایرنا|ISNA:ایسنا|Mehr News Agency|SANA:سانا|WAM:وام|SPA:واس|MENA:أ ش أ|PA Media:Press Association,PA|The Canadian Press:Canadian Press|AAP:Australian Associated Press|
	Antara|Bernama|VNA:TTXVN|CNA|APP|BSS:বাসস|UNB|Lusa:Agência Lusa|Agência Brasil|Estadão Conteúdo|Télam:Telam|Notimex|Prensa Latina|Zenit|PR Newswire:PRNewswire,PRNewswire-PRWeb|Business Wire:BusinessWire|GlobeNewswire:Globe Newswire|ots:news aktuell`)

func agencyTable(list string) wording.Table[string] {
	table := map[string]string{}
	for entry := range strings.SplitSeq(list, "|") {
		name, others, _ := strings.Cut(strings.TrimSpace(entry), ":")
		table[strings.ToLower(name)] = name
		for o := range strings.SplitSeq(others, ",") {
			if o != "" {
				table[strings.ToLower(o)] = name
			}
		}
	}
	return wording.NewTable(table)
}

// AgencyNamed is the agency that s names, and nothing else; empty if it names none.
func AgencyNamed(s string) string {
	s = wording.TrimSigns(s, " .()[]/-–—:,")
	if name := agencies.OfAnyCase(s); name != "" {
		return name
	}
	name, desk, found := strings.Cut(s, "/") // dpa/lno
	if !found || len(desk) > 3 {
		return ""
	}
	return agencies.OfAnyCase(name)
}
