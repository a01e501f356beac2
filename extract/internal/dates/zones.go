package dates

import (
	"strings"

	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// zoneMinutes are the world's time zone abbreviations as pages print them, in
// minutes east of Greenwich. Those that several countries use have the meaning
// that most pages give them; zonesByCountry has the others.
var zoneMinutes = parseZones(`
	utc 0 gmt 0 z 0 wet 0 ut 0
	west 60 bst 60 cet 60 mez 60 met 60 wat 60
	cest 120 mesz 120 mest 120 eet 120 cat 120 sast 120 oez 120
	eest 180 msk 180 мск 180 غرينتش 0 جرينتش 0 غرينيتش 0 trt 180 eat 180 oesz 180 idt 180 fet 180
	irst 210 irdt 270 gst 240 samt 240 azt 240 msd 240 get 240 amt 240 mut 240 ret 240 sct 240
	aft 270 pkt 300 uzt 300 yekt 300 mvt 300 tjt 300 tmt 300 ist 330 slst 330 npt 345
	btt 360 bdt 360 omst 360 kgt 360 almt 360 mmt 390 ict 420 wib 420 krat 420 novt 420 hovt 420
	sgt 480 myt 480 pht 480 pst8 480 hkt 480 awst 480 wita 480 irkt 480 ulat 480 bnt 480 cct 480 twt 480
	jst 540 kst 540 wit 540 yakt 540 tlt 540 pwt 540 acst 570 aest 600 vlat 600 pgt 600 chst 600 acdt 630 lhst 630 aedt 660 magt 660 sbt 660 nct 660
	nzst 720 fjt 720 pett 720 nzdt 780 tot 780 phot 780 chast 765 chadt 825 lint 840
	cvt -60 azot -60 azost 0 fnt -120 pmst -180 brt -180 art -180 uyt -180 clst -180 srt -180 gft -180 brst -120 wgt -120 pmdt -120
	nst -210 ndt -150 ast -240 adt -180 bot -240 gyt -240 vet -240 clt -240 pyt -180 amst -180
	est -300 edt -240 et -300 cot -300 pet -300 ect -300 act -300 cst -360 cdt -300 mst -420 mdt -360 pst -480 pdt -420
	akst -540 akdt -480 hst -600 hast -600 hadt -540 sst -660 mart -570 gamt -540 taht -600 ckt -600 nut -660`)

// zonesByCountry are abbreviations that mean another zone on the pages of a
// country, by its top-level domain or the region of its language tag.
var zonesByCountry = map[string]map[string]int{
	"il": parseZones("ist 120"),
	"ie": parseZones("ist 60"),
	"cn": parseZones("cst 480"),
	"tw": parseZones("cst 480"),
	"hk": parseZones("cst 480"),
	"cu": parseZones("cst -300"),
	"au": parseZones("est 600 edt 660 cst 570 cdt 630 wst 480 ast 600"),
	"bd": parseZones("bst 360"),
	"sa": parseZones("ast 180"), "iq": parseZones("ast 180"), "kw": parseZones("ast 180"), "bh": parseZones("ast 180"),
	"qa": parseZones("ast 180"), "ae": parseZones("gst 240"),
	"ph": parseZones("pst 480"),
	"pk": parseZones("pst 300"),
	"ws": parseZones("sst 780"),
}

// summerZones say one thing for two offsets; "ET" is read by the date.
var summerZones = map[string]bool{"et": true, "ct": true, "mt": true, "pt": true}

func parseZones(table string) map[string]int {
	zones := map[string]int{}
	name := ""
	for w := range strings.FieldsSeq(table) {
		if name == "" {
			name = w
			continue
		}
		zones[name], name = wording.Number(w), ""
	}
	return zones
}
