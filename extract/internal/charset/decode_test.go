package charset

import (
	"strings"
	"testing"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"

	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// harbour is a sentence or two in many languages.
var harbour = map[string]string{
	"ko":    "강변 마을의 오래된 나루터가 내년 봄 작은 도서관으로 다시 문을 연다. 마을 회의는 이 계획을 만장일치로 통과시켰다.",
	"ja":    "港の古い灯台が来年の春、小さな図書館として再び開く。町の会議は九日、この計画を全会一致で承認した。カタカナも少し。",
	"zh":    "镇上的老磨坊停工二十年后，昨天重新转动起来。第一袋面粉送给了对面小学的食堂。负责修缮的木匠说，磨盘还是原来的石头。",
	"zh-TW": "鎮上的老磨坊停工二十年後，昨天重新轉動起來。第一袋麵粉送給了對面小學的食堂。負責修繕的木匠說，磨盤還是原來的石頭。",
	"ru":    "Старый маяк в порту весной снова откроется как маленькая библиотека. Городской совет единогласно одобрил этот план.",
	"uk":    "Старий маяк у порту навесні знову відкриється як маленька бібліотека. Міська рада одноголосно схвалила цей план.",
	"bg":    "Старият фар на пристанището ще отвори отново през пролетта като малка библиотека. Общинският съвет одобри плана единодушно.",
	"el":    "Ο παλιός φάρος στο λιμάνι θα ανοίξει ξανά την άνοιξη ως μικρή βιβλιοθήκη. Το δημοτικό συμβούλιο ενέκρινε το σχέδιο.",
	"he":    "המגדלור הישן בנמל ייפתח מחדש באביב כספרייה קטנה. מועצת העיר אישרה את התוכנית פה אחד.",
	"ar":    "سيعاد فتح المنارة القديمة في الميناء في الربيع كمكتبة صغيرة. وافق مجلس المدينة على الخطة بالإجماع.",
	"th":    "ประภาคารเก่าที่ท่าเรือจะเปิดอีกครั้งในฤดูใบไม้ผลิในฐานะห้องสมุดขนาดเล็ก สภาเมืองอนุมัติแผนนี้",
	"tr":    "Limandaki eski deniz feneri ilkbaharda küçük bir kütüphane olarak yeniden açılacak. İşçiler başladı.",
	"pl":    "Stara latarnia morska w porcie wiosną zostanie ponownie otwarta jako mała biblioteka. Święto będzie źródłem radości.",
	"cs":    "Starý maják v přístavu se na jaře znovu otevře jako malá knihovna. Městská rada plán jednomyslně schválila.",
	"hu":    "A kikötő régi világítótornya tavasszal kis könyvtárként újra megnyílik. A városi tanács egyhangúlag elfogadta a tervet.",
	"de":    "Der alte Leuchtturm im Hafen wird im Frühling als kleine Bücherei wieder eröffnet. Der Stadtrat hat den Plan gebilligt.",
	"fr":    "Le vieux phare du port rouvrira au printemps comme petite bibliothèque. Le conseil municipal a approuvé le projet.",
}

// What is cut off in the middle of a character loses it, and the two encodings of Greek
// are told by a letter.
func TestCutAndGreek(t *testing.T) {
	t.Parallel()
	if got := string(ToUTF8([]byte("<p>für al\xc3"), "")); got != "<p>für al" {
		t.Errorf("cut: %q", got)
	}
	for _, name := range []string{"windows-1253", "iso-8859-7"} {
		enc, _ := charset.Lookup(name)
		want := `<html lang="el"><p>` + harbour["el"] + " Η Άνω Πέτρα χαίρεται.</p>"
		page, err := enc.NewEncoder().String(want)
		if err != nil {
			t.Fatal(err)
		}
		if got := string(ToUTF8([]byte(page), "")); got != want {
			t.Errorf("%s: %q", name, got)
		}
	}
}

// A page that does not say what it is in is read by what it looks like, and else by the
// language that it names.
func TestUndeclared(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ lang, encoding string }{
		{"ko", "euc-kr"}, {"ja", "shift_jis"}, {"ja", "euc-jp"}, {"zh", "gbk"}, {"zh", "gb18030"}, {"zh-TW", "big5"}, {"ru", "windows-1251"}, {"ru", "koi8-r"}, {"uk", "windows-1251"},
		{"bg", "windows-1251"}, {"el", "iso-8859-7"}, {"he", "windows-1255"}, {"ar", "windows-1256"}, {"th", "windows-874"}, {"tr", "windows-1254"}, {"pl", "windows-1250"},
		{"pl", "iso-8859-2"}, {"cs", "windows-1250"}, {"cs", "iso-8859-2"}, {"hu", "iso-8859-2"}, {"de", "windows-1252"}, {"fr", "windows-1252"},
	} {
		enc, _ := charset.Lookup(c.encoding)
		for _, lang := range []string{c.lang, ""} {
			if lang == "" && notTold[c.lang] {
				continue
			}
			want := `<html lang="` + lang + `"><script>var a = "bcd"</script><p>` + harbour[c.lang] + "</p>"
			page, err := enc.NewEncoder().String(want)
			if err != nil {
				t.Fatal(err)
			}
			if got := string(ToUTF8([]byte(page), "")); got != want {
				t.Errorf("%s in %s, lang=%q: it is %q", c.lang, c.encoding, lang, got)
			}
		}
	}
}

// notTold are languages of whose encodings bytes alone tell nothing.
var notTold = wording.Set("ar tr pl cs hu")

func TestToUTF8(t *testing.T) {
	encode := func(b []byte, err error) string {
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	late := "<html><head>" + strings.Repeat("<!-- a long head -->", 100) + `<meta charset="windows-1251">`
	for name, c := range map[string]struct{ page, contentType, want string }{
		"plain":                     {"caf\xc3\xa9", "", "café"},
		"declared latin, is UTF-8":  {`<meta charset="iso-8859-1">Käse`, "text/html; charset=iso-8859-1", `<meta charset="iso-8859-1">Käse`},
		"declared latin, is latin":  {"<meta charset=\"iso-8859-1\">K\xe4se", "", "<meta charset=\"iso-8859-1\">Käse"},
		"declared by the response":  {encode(charmap.Windows1251.NewEncoder().Bytes([]byte("маяк"))), "text/html; charset=windows-1251", "маяк"},
		"declared late":             {late + encode(charmap.Windows1251.NewEncoder().Bytes([]byte("маяк"))), "", late + "маяк"},
		"Shift JIS":                 {encode(japanese.ShiftJIS.NewEncoder().Bytes([]byte("<meta charset=shift_jis>時計塔"))), "", "<meta charset=shift_jis>時計塔"},
		"UTF-16 with a mark":        {encode(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().Bytes([]byte("horn"))), "", "horn"},
		"a mark":                    {"\ufeffhorn", "", "horn"},
		"UTF-8 with one bad byte":   {strings.Repeat("é", 40) + "\xff", "text/html; charset=utf-8", strings.Repeat("é", 40) + "\ufffd"},
		"declared UTF-8, is not":    {encode(japanese.EUCJP.NewEncoder().Bytes([]byte("<meta charset=utf-8>" + harbour["ja"]))), "text/html; charset=utf-8", "<meta charset=utf-8>" + harbour["ja"]},
		"an unknown name":           {"<meta charset=klingon>horn", "", "<meta charset=klingon>horn"},
		"nothing but ASCII, either": {"<meta charset=utf-8>horn", "", "<meta charset=utf-8>horn"},
	} {
		if got := string(ToUTF8([]byte(c.page), c.contentType)); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
