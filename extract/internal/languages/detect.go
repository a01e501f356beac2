package languages

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// functionWords are the commonest small words of languages that share a script,
// a line a language. They make up a third of any running text, so that a few
// sentences tell its language; trigram detectors take as long as parsing the page.
const functionWords = `
en the of and to in is that for it was with on as are be this by have from at not they which you his but had we
de der die und das in den von zu mit ist nicht ein eine des sich auf für dem auch es als an sie im werden wird bei
fr le la les de des et en un une du que est dans pour qui sur pas au par avec il ce sont plus cette aux ne se
es el la de que y en los del las por con una para se es al lo como más un no su fue este sus pero ha
pt o a de que e do da em um para com não uma os no se na por mais as dos como mas foi ao das pelo são também
it il di che e la un per in non una del con sono le della si è dei da al nel alla più gli come anche ha i
nl de van het een en in is dat op te zijn voor met die niet aan er om ook als bij door maar naar wordt uit nog heeft
sv och att det i på en som är av för med till den har de inte om ett var jag men kan från eller så vid
da og at det i på en som er af for med til den har de ikke om et var jeg men kan fra eller så ved blev efter
nb og at det i på en som er av for med til den har de ikke om et var jeg men kan fra eller så ved ble etter også
fi ja on ei että se oli hän mutta ovat kun myös sen mukaan joka tai niin kuin jos ole ovat olla vuoden jo voi
pl i w na z do się nie to że jest o jak po od za co przez ale tym dla są był być oraz tego które także
cs a se v na je že s z do to o i za jsou ale pro jako by po si jeho který už také ve byl k
sk a sa v na je že s z do to o aj za sú ale pre ako by po si jeho ktorý už tiež vo bol k
hu a az és hogy nem is egy volt meg csak el már ha de mint ez még azt vagy aki szerint lesz ki kell
ro și de în la a cu pe nu că din o este mai pentru care se un sunt au ce fost prin al ale dar
tr ve bir bu da de için ile olarak çok daha gibi olan ne kadar sonra en ama var değil her o olduğu göre
id yang dan di ini itu dengan untuk tidak dari dalam akan pada juga ke ada karena oleh tersebut sebagai bisa mereka telah kepada
ms yang dan di ini itu dengan untuk tidak dari dalam akan pada juga ke ada kerana oleh tersebut sebagai boleh mereka telah kepada beliau
vi và của là có được cho trong không một các với những này người khi đã từ đến cũng ra ở về
ca el la de que i en els del les per amb una és al com més un no va dels aquest però han ser
gl o a de que e do da en un para con non unha os no se na por máis as dos como pero foi ao das
eu eta da ez dute baina den du dira bat izan da horrek ere zen egin dituzte
hr i u je da se na su za od s što o kao ne koji iz nije ali će a bi do te samo nakon može
sr i u je da se na su za od sa što o kao ne koji iz nije ali će a bi do samo nakon može
sl in je v na se da so za ki z pa ne po tudi bi od s kot pri še bo ali iz do bilo
lt ir kad yra į iš tai su bet ne jis apie nuo taip buvo kaip dėl savo per šio tik jau
lv un ir ka no ar uz par bet tas kas to arī nav pēc lai kā tika jau vai tā kuras ko
et ja on et ei see ka oli kui aga mis seda oma või tema nii siis pärast ning olla selle
sq dhe të në e i për me një që nga është se ka nuk do më ky ai kjo por
af die en van het in is dat nie te om vir met op wat sy hy aan ook was sal deur
tl ang ng sa na mga at ay ni para si ito kay nang hindi mula may siya ng
sw na ya wa kwa ni katika za la kuwa hiyo huo hii kama cha baada yake
is og að í á er sem um til við var ekki en það með hann fyrir því af hafa eru
ga an na agus ar i is go a le do bhí tá ach ag leis sé ní mar
cy y yn a i o ar mae wedi ei bod am gan hefyd ond fod
ru и в не на что с по как это из за к для от о его но был также а году все
uk і в не на що з до це та як за для від про його але у був також а року він щоб
bg и в на да не за се от с че по са си като той това но при към бе който още
sr и у је да се на су за од са што о као не који из није али ће би до
mk и во на да не за се од со дека по се како тој ова но при кој ќе што
be і ў не на што з да гэта па як за для ад пра яго але у быў таксама а ён
kk және бұл мен де да деп бір үшін осы болып жылы еді оның екен ол
ar في من على أن إلى عن التي الذي هذا هذه مع كان لا ما بعد قد كما ذلك بين
fa در به از که این را با است برای آن می یک بر تا شده خود هم بود نیز
ur کے میں کی ہے اور سے کا کہ کو نے پر ہیں یہ اس بھی کر تھا ایک
he של את על לא הוא גם זה עם כי היא או אבל אני יש היה כל אם
hi के में की है और से का को ने पर हैं यह इस भी कर था एक
mr आणि आहे या च्या हे की मध्ये तर केली होते आला करण्यात
ne छ र को मा ले पनि गरेको भएको यो छन् गर्न हुने`

// scripts are the languages that have a script to themselves.
var scripts = []struct {
	language string
	table    *unicode.RangeTable
}{
	{"ja", unicode.Hiragana}, {"ja", unicode.Katakana}, {"ko", unicode.Hangul}, {"zh", unicode.Han}, {"th", unicode.Thai}, {"el", unicode.Greek},
	{"ka", unicode.Georgian}, {"hy", unicode.Armenian}, {"bn", unicode.Bengali}, {"ta", unicode.Tamil}, {"te", unicode.Telugu}, {"kn", unicode.Kannada},
	{"ml", unicode.Malayalam}, {"gu", unicode.Gujarati}, {"pa", unicode.Gurmukhi}, {"si", unicode.Sinhala}, {"km", unicode.Khmer}, {"lo", unicode.Lao},
	{"my", unicode.Myanmar}, {"am", unicode.Ethiopic}, {"he", unicode.Hebrew},
}

// strangers are letters that a language has none of, and those have that share its small words.
var strangers = map[string]string{
	"ru": "іїєґўјљњћђќѓ", "uk": "ыэёъўјљњћђќѓ", "be": "иїєґъщјљњћђќѓ", "bg": "ыэёіїєґўјљњћђќѓ", "sr": "ыэёіїєґўъйяюьщќѓ", "mk": "ыэёіїєґўъйяюьщћђ",
	"sv": "æø", "da": "äö", "nb": "äö",
}

// isStrange tells whether a text has more of some letters than a name from elsewhere.
func isStrange(text, letters string) bool {
	const least = 3
	for range least {
		i := strings.IndexAny(text, letters)
		if i < 0 {
			return false
		}
		_, size := utf8.DecodeRuneInString(text[i:])
		text = text[i+size:]
	}
	return true
}

// vocabulary is the function words.
type vocabulary struct {
	languages   []string                // of the lines
	languagesOf wording.Table[[]uint16] // of a word: the lines that it is in
}

var known = sync.OnceValue(func() vocabulary {
	var v vocabulary
	table := map[string][]uint16{}
	for line := range strings.Lines(functionWords) {
		words := strings.Fields(line)
		if len(words) == 0 {
			continue
		}
		at := uint16(len(v.languages))
		v.languages = append(v.languages, words[0])
		for _, w := range words[1:] {
			if have := table[w]; len(have) == 0 || v.languages[have[len(have)-1]] != words[0] {
				table[w] = append(have, at)
			}
		}
	}
	v.languagesOf = wording.NewTable(table)
	return v
})

// verdict is what a text says of its language.
type verdict struct {
	Language string         // empty if the text is too short, or of a language unknown here
	hits     map[string]int // function words found, by language
	words    int
}

// Detect tells the language of running text.
func Detect(text string) verdict {
	v := verdict{hits: map[string]int{}}
	letters := map[string]int{}
	total := 0
	for _, r := range text {
		if r < 0x250 || !unicode.IsLetter(r) {
			if r >= 'A' && unicode.IsLetter(r) {
				total++
			}
			continue
		}
		total++
		for _, s := range scripts {
			if unicode.Is(s.table, r) {
				letters[s.language]++
				break
			}
		}
	}
	if total < 30 {
		return v
	}
	for _, s := range scripts {
		n := letters[s.language]
		if s.language == "ja" && 10*n > total && 2*(n+letters["zh"]) > total || s.language != "ja" && 2*n > total {
			v.Language = s.language
			v.hits[s.language] = n
			return v
		}
	}
	vocabulary := known()
	hits := make([]int, len(vocabulary.languages))
	for w := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }) {
		v.words++
		for _, l := range vocabulary.languagesOf.Of(w) {
			hits[l]++
		}
	}
	for l, n := range hits {
		if n > 0 {
			v.hits[vocabulary.languages[l]] += n
		}
	}
	for l, letters := range strangers {
		if v.hits[l] > 0 && isStrange(text, letters) {
			delete(v.hits, l)
		}
	}
	best, second := "", ""
	for l, n := range v.hits {
		switch {
		case best == "" || n > v.hits[best] || n == v.hits[best] && l < best:
			best, second = l, best
		case second == "" || n > v.hits[second] || n == v.hits[second] && l < second:
			second = l
		}
	}
	if v.words >= 12 && 8*v.hits[best] > v.words && v.hits[best] > v.hits[second] {
		v.Language = best
	}
	return v
}

// Contradicts tells whether the text is surely not of the language declared.
func (v verdict) Contradicts(declared string) bool {
	base, _, _ := strings.Cut(declared, "-")
	if base == "no" || base == "nn" {
		base = "nb"
	}
	if base == "bs" {
		base = "hr"
	}
	if v.Language == "" || v.Language == base {
		return false
	}
	return v.words == 0 || v.words >= 40 && v.hits[v.Language] > 2*v.hits[base]
}
