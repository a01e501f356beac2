package dates

import "testing"

func TestParseDate(t *testing.T) {
	us, uk, in := Locale{"en", "us"}, Locale{"en", "uk"}, Locale{"en", "in"}
	for _, tt := range []struct {
		loc  Locale
		text string
		want string // empty where no whole date is stated
	}{
		// What machines write.
		{us, "2018-07-12T00:07:30+05:30", "2018-07-12T00:07:30+05:30"},
		{us, "2018-07-12T00:07:30.123Z", "2018-07-12T00:07:30Z"},
		{us, "2018-07-12 00:07:30 -0300", "2018-07-12T00:07:30-03:00"},
		{us, "2018-07-12T00:07+0000", "2018-07-12T00:07:00Z"},
		{us, "Thu, 12 Jul 2018 00:07:30 GMT", "2018-07-12T00:07:30Z"},
		{us, "Thu Jul 12 00:07:30 IST 2018", "2018-07-12T00:07:30+05:30"},
		{us, "2018/07/12", "2018-07-12"},
		{us, "2018-07-12T00:07:30", "2018-07-12"}, // nobody states the zone
		// Zones as they are printed.
		{in, "July 12, 2018, 00:07:30 IST", "2018-07-12T00:07:30+05:30"},
		{Locale{"he", "il"}, "July 12, 2018, 00:07 IST", "2018-07-12T00:07:00+02:00"},
		{us, "July 12, 2018 at 9:05 p.m. EST", "2018-07-12T21:05:00-05:00"},
		{us, "July 12, 2018 9:05 PM ET", "2018-07-12T21:05:00-04:00"},
		{us, "January 12, 2018 12:05 AM ET", "2018-01-12T00:05:00-05:00"},
		{uk, "12 July 2018, 14:30 BST", "2018-07-12T14:30:00+01:00"},
		{us, "12.07.2018 14:30 Uhr (MESZ)", "2018-07-12T14:30:00+02:00"},
		{us, "Jul 12, 2018 10:00 GMT+2", "2018-07-12T10:00:00+02:00"},
		{us, "10:30 AM EDT, Jul 12, 2018", "2018-07-12T10:30:00-04:00"},
		{Locale{"en", "cn"}, "12 July 2018 08:00 CST", "2018-07-12T08:00:00+08:00"},
		// The order of day and month.
		{us, "7/12/2018", "2018-07-12"},
		{uk, "7/12/2018", "2018-12-07"},
		{us, "13/12/2018", "2018-12-13"},
		{us, "7.12.2018", "2018-12-07"},
		{us, "07/12/18", "2018-07-12"},
		{uk, "12-Jul-18", "2018-07-12"},
		{us, "Jul 12 '18", "2018-07-12"},
		// Languages.
		{us, "12th of July, 2018", "2018-07-12"},
		{us, "Donnerstag, 12. Juli 2018, 14.30 Uhr", "2018-07-12"},
		{us, "le 1er août 2018 à 14h30", "2018-08-01"},
		{us, "12 de julio de 2018", "2018-07-12"},
		{us, "12 de março de 2018", "2018-03-12"},
		{us, "12 luglio 2018", "2018-07-12"},
		{us, "12 июля 2018 г.", "2018-07-12"},
		{us, "12 липня 2018 року", "2018-07-12"},
		{us, "2018. július 12.", "2018-07-12"},
		{us, "12 października 2018", "2018-10-12"},
		{us, "12 listopada 2018", "2018-11-12"},
		{Locale{"hr", "hr"}, "12. listopada 2018.", "2018-10-12"},
		{us, "12 Temmuz 2018", "2018-07-12"},
		{us, "12 Ιουλίου 2018", "2018-07-12"},
		{us, "2018年7月12日 10:00", "2018-07-12"},
		{us, "2018년 7월 12일 오후 3:05 KST", "2018-07-12T15:05:00+09:00"},
		{us, "ngày 12 tháng 7 năm 2018", "2018-07-12"},
		{us, "١٢ يوليو ٢٠١٨", "2018-07-12"},
		{us, "१२ जुलाई २०१८", "2018-07-12"},
		{us, "12 กรกฎาคม 2561", "2018-07-12"},
		{us, "ថ្ងៃទី១២ ខែកក្កដា ឆ្នាំ២០១៨", "2018-07-12"},
		{us, "12 ກໍລະກົດ 2018", "2018-07-12"},
		{us, "၁၂ ဇူလိုင် ၂၀၁၈", "2018-07-12"},
		{us, "۲۱ تیر ۱۳۹۷", "2018-07-12"},
		{us, "12 ביולי 2018", "2018-07-12"},
		// What is no whole date.
		{us, "yesterday", ""},
		{us, "3 hours ago", ""},
		{us, "July 2018", ""},
		{us, "12 July", ""},
		{us, "31 February 2018", ""},
		{us, "version 2018.7.12.4", ""},
		{us, "Copyright 2018", ""},
		{us, "may cost 2018 dollars", ""},
		{us, "192.168.10.20", ""},
	} {
		st, _ := Parse(tt.text, tt.loc)
		if got := st.String(); got != tt.want {
			t.Errorf("parseDate(%q, %v) = %q, want %q", tt.text, tt.loc, got, tt.want)
		}
	}
}

func TestParseStamp(t *testing.T) {
	for text, want := range map[string]string{
		"1531334250":       "2018-07-11T18:37:30Z",
		"1531334250000":    "2018-07-11T18:37:30Z",
		"20180712":         "2018-07-12",
		"20180712T000730Z": "2018-07-12T00:07:30Z",
		"20180712000730":   "2018-07-12",
		"12345678":         "",
		"0000000000":       "",
		"":                 "",
	} {
		st, ok := ParseValue(text, Locale{})
		if !ok {
			st = Stamp{}
		}
		if got := st.String(); got != want {
			t.Errorf("parseStamp(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestPersianCalendar(t *testing.T) {
	for _, tt := range []struct{ year, month, day, y, m, d int }{
		{1397, 4, 21, 2018, 7, 12},
		{1399, 12, 30, 2021, 3, 20},
		{1400, 1, 1, 2021, 3, 21},
		{1357, 11, 22, 1979, 2, 11},
	} {
		if y, m, d := fromPersian(tt.year, tt.month, tt.day); y != tt.y || m != tt.m || d != tt.d {
			t.Errorf("fromPersian(%d, %d, %d) = %d-%d-%d, want %d-%d-%d", tt.year, tt.month, tt.day, y, m, d, tt.y, tt.m, tt.d)
		}
	}
}

func TestSees(t *testing.T) {
	for _, tt := range []struct{ told, other, want string }{
		{"2018-07-12T02:11:03Z", "July 11, 2018, 22:11 EDT", "2018-07-11T22:11:00-04:00"},
		{"2018-07-12T02:11:03Z", "July 11, 2018, 10:11 PM", "2018-07-11T22:11:03-04:00"}, // the page's clock tells the zone
		{"2018-07-12T02:11:03Z", "July 11, 2018", "2018-07-11"},
		{"2018-07-12T02:11:03Z", "July 14, 2018", ""}, // another day altogether
		{"2018-07-12T02:11:03+02:00", "July 11, 2018", ""},
	} {
		told, _ := Parse(tt.told, Locale{})
		other, _ := Parse(tt.other, Locale{})
		got := ""
		if st, ok := told.Sees(other); ok {
			got = st.String()
		}
		if got != tt.want {
			t.Errorf("%s sees %q: %q, want %q", tt.told, tt.other, got, tt.want)
		}
	}
}
