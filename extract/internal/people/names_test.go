package people

import (
	"slices"
	"strings"
	"testing"
)

func TestPeople(t *testing.T) {
	for _, tt := range []struct {
		byline string
		want   []string
	}{
		{"By Anna Bee", []string{"Anna Bee"}},
		{"by Anna Bee and Carl Dee", []string{"Anna Bee", "Carl Dee"}},
		{"BY ANNA BEE, CARL DEE & EVE FOX", []string{"ANNA BEE", "CARL DEE", "EVE FOX"}},
		{"ByAnna Bee", []string{"Anna Bee"}},
		{"Byron Bee", []string{"Byron Bee"}},
		{"Landesanstalt für Wiesen und Wasser - AWW", nil},
		{"Posted by: Anna Bee", []string{"Anna Bee"}},
		{"Von Anna Bee und Carl Dee", []string{"Anna Bee", "Carl Dee"}},
		{"Par Anne-Sophie d'Abeille", []string{"Anne-Sophie d'Abeille"}},
		{"Por Ana de la Abeja y Carlos Dé", []string{"Ana de la Abeja", "Carlos Dé"}},
		{"Автор: Анна Пчёлкина", []string{"Анна Пчёлкина"}},
		{"文：李小蜂", []string{"李小蜂"}},
		{"بقلم: منى النحل", []string{"منى النحل"}},
		{"كتبت: ليلى حداد ويوسف نجار", []string{"ليلى حداد", "يوسف نجار"}},
		{"بقلم: أحمد وليد", []string{"أحمد وليد"}},
		{"מאת: נועה ברק ואיתי שקד", []string{"נועה ברק", "איתי שקד"}},
		{"記者陳柏宇／高雄報導", []string{"陳柏宇"}},
		{"NeoL／ネオエル", []string{"NeoL／ネオエル"}},
		{"記者林佳穎、陳柏宇/台北報導", []string{"林佳穎", "陳柏宇"}},
		{"Bee, Anna", []string{"Anna Bee"}},
		{"Anna Bee, PhD", []string{"Anna Bee"}},
		{"Anna Bee, Senior Editor", []string{"Anna Bee"}},
		{"Anna Bee (Berlin)", []string{"Anna Bee"}},
		{"Anna Bee | Staff Writer", []string{"Anna Bee"}},
		{"Anna Bee/Reuters", []string{"Anna Bee"}},
		{"Ludwig van der Biene", []string{"Ludwig van der Biene"}},
		// Nobody.
		{"Staff", nil},
		{"By Newsroom Team", nil},
		{"Redaktion", nil},
		{"admin", nil},
		{"Reuters", nil},
		{"The Associated Press", nil},
		{"https://example.com/anna", nil},
		{"anna@example.com", nil},
		{"July 12, 2018", nil},
		{"5 min read", nil},
		{"Our correspondent", nil},
		{"a sentence that only happens to stand there", nil},
		{"", nil},
	} {
		if got := In(tt.byline); !slices.Equal(got, tt.want) {
			t.Errorf("people(%q) = %q, want %q", tt.byline, got, tt.want)
		}
	}
}

// A byline in any language names its authors, and neither places nor photographers.
func TestBylinesOfLanguages(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		byline string
		want   []string
	}{
		{"Von Jule Brandt, Husum", []string{"Jule Brandt"}},
		{"Von Jule Brandt und Nils Holm, Frankfurt am Main", []string{"Jule Brandt", "Nils Holm"}},
		{"Aus Kiel berichtet Jule Brandt", []string{"Jule Brandt"}},
		{"Door onze verslaggever Sanne Wiersma", []string{"Sanne Wiersma"}},
		{"Tekst Sanne Wiersma Beeld Joris van Dam", []string{"Sanne Wiersma"}},
		{"Av Kari Dahl og Per Moe (foto)", []string{"Kari Dahl"}},
		{"נועה ברק, כתבתנו בצפון", []string{"נועה ברק"}},
		{"सुनीता वर्मा, नई दिल्ली", []string{"सुनीता वर्मा"}},
		{"记者 张闻渔 李岸", []string{"张闻渔", "李岸"}},
		{"记者 张 闻", []string{"张 闻"}},
		{"김서연 선임기자", []string{"김서연"}},
		{"文・山根 千尋、写真・大西 武", []string{"山根 千尋"}},
		{"নিজস্ব প্রতিবেদক", nil},
		{"Von Jule Brandt, dpa", []string{"Jule Brandt"}},
		{"Von Jule Brandt (Text) und Nils Holm (Fotos)", []string{"Jule Brandt"}},
		{"Text: Jule Brandt, Fotos: Nils Holm", []string{"Jule Brandt"}},
		{"Text & Fotos: Jule Brandt", []string{"Jule Brandt"}},
		{"Eine Reportage von Jule Brandt | Bilder: Nils Holm", []string{"Jule Brandt"}},
		{"Par Jeanne Moulin, à Brest", []string{"Jeanne Moulin"}},
		{"Par Jeanne Moulin (à Brest)", []string{"Jeanne Moulin"}},
		{"Propos recueillis par Jeanne Moulin", []string{"Jeanne Moulin"}},
		{"Textes : Jeanne Moulin · Photos : Luc Port", []string{"Jeanne Moulin"}},
		{"Por Marta Faro, Madrid", []string{"Marta Faro"}},
		{"Texto: Marta Faro / Fotos: Luis Puerto", []string{"Marta Faro"}},
		{"Un reportaje de Marta Faro en Buenos Aires", []string{"Marta Faro"}},
		{"Reportagem de João Sabido", []string{"João Sabido"}},
		{"Por João Sabido, de Lisboa", []string{"João Sabido"}},
		{"di Carla Onda, da Genova", []string{"Carla Onda"}},
		{"Door Jan Smit en Piet Bos", []string{"Jan Smit", "Piet Bos"}},
		{"Door Jan Smit, Den Haag", []string{"Jan Smit"}},
		{"Av Per Holm og Siri Dal, Bergen", []string{"Per Holm", "Siri Dal"}},
		{"Teksti: Aino Salo, kuvat: Eero Niemi", []string{"Aino Salo"}},
		{"Opracowała Ewa Lipa, Nowy Jork", []string{"Ewa Lipa"}},
		{"Autor: Jan Novák a Petr Malý", []string{"Jan Novák", "Petr Malý"}},
		{"Írta: Kovács Anna", []string{"Kovács Anna"}},
		{"Piše: Ana Horvat", []string{"Ana Horvat"}},
		{"Текст: Анна Речная, фото: Иван Лесной", []string{"Анна Речная"}},
		{"Підготувала Олена Гай", []string{"Олена Гай"}},
		{"Γράφει η Μαρία Φάρου", []string{"Μαρία Φάρου"}},
		{"Haber: Elif Yıldız", []string{"Elif Yıldız"}},
		{"Oleh Siti Rahma dan Budi Santoso", []string{"Siti Rahma", "Budi Santoso"}},
		{"نویسنده: لیلا حداد", []string{"لیلا حداد"}},
		{"كتبت: منى النحل", []string{"منى النحل"}},
		{"מאת: דנה כהן, צילום: יוסי לוי", []string{"דנה כהן"}},
		{"लेखक: सुनीता वर्मा", []string{"सुनीता वर्मा"}},
		{"রিপোর্ট: অনিতা সেন", []string{"অনিতা সেন"}},
		{"เรื่อง: สมชาย ใจดี ภาพ: สมหญิง", []string{"สมชาย ใจดี"}},
		{"（記者：森下 航）", []string{"森下 航"}},
		{"取材・文＝森下航　写真＝港太郎", []string{"森下航"}},
		{"文/李小蜂 摄影/王大港", []string{"李小蜂"}},
		{"글·사진: 김하늘", []string{"김하늘"}},
		{"By Anna Bee, New York", []string{"Anna Bee"}},
		{"By Anna Bee in Hong Kong", []string{"Anna Bee"}},
		{"By Anna Bee and Carl Dee, photographs by Eve Fox", []string{"Anna Bee", "Carl Dee"}},
		{"Words by Anna Bee; edited by Carl Dee", []string{"Anna Bee"}},
		{"By Anna Bee, translated from the Danish by Carl Dee", []string{"Anna Bee"}},
		{"Written by Anna Bee | Medically reviewed by Carl Dee", []string{"Anna Bee"}},
	} {
		got := In(strings.TrimLeft(c.byline, BylineSigns))
		if !slices.Equal(got, c.want) {
			t.Errorf("%q: it is %q, want %q", c.byline, got, c.want)
		}
	}
}
