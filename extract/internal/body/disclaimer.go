package body

import (
	"strings"

	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// disclaimsViews says whether a line says that the views in a text are not those of who published
// it: it speaks of views, of a house, and denies something.
func disclaimsViews(plain string) bool {
	line := " " + plain + " "
	return views.In(line) && houses.In(line) && denials.In(line)
}

// What such lines are made of, as words begin.
var (
	views   = stems(`views| opinion| ansicht| meinung| opinione| opinión| opiniones| opinião| opiniões| mening| poglądy| opinie| názor| vélemén| opinii| mišljen| stavov| stališč|мнени|думк|погляд|мненията|απόψεις| görüş| pandangan| pendapat|quan điểm|ý kiến|الآراء|آراء|نظرات|דעות|הדעה|विचार|মতামত|கருத்து|ความคิดเห็น|ความเห็น|見解|意見|观点|觀點|의견|견해`)
	houses  = stems(` necessarily| reflect| editorial| editor| redaktion| redaktionen| rédaction| redacción| redação| redazione| redactie| redakc| redaksj| szerkesztős| redacți| uredniš|редакц|редакт|уредни|σύνταξη|εφημερίδα| gazete| redaksi|tòa soạn|ban biên tập|التحرير|الصحيفة|الموقع|روزنامه|רשות|המערכת|संपादक|अखबार|সম্পাদক|পত্রিকা|நாளிதழ்|ஆசிரியர்|กองบรรณาธิการ|編集部|本紙|本站|本报|本網|편집|본지|본사`)
	denials = stems(` not | nicht | pas | no | não | non | niet | nie | ikke | inte | eivät | eikä | ne | nu | nem | nisu | nije | не | ні | δεν | değil|yansıtma| bukan | tidak |không| لا | ليست | ولا |تعبر| نیست| לא | אינן | नहीं| নয়|இல்லை|அல்ல|ไม่|ません|ない|不代表|并不|並不|아니| 다를 `)
)

// warnsWide says whether a line of Chinese or Japanese says what may not be made of a text: no
// advice, no copy.
func warnsWide(plain string) bool { return warnings.In(plain) }

var warnings = stems(`不构成投资建议|不構成投資建議|不构成任何投资|不作为投资|据此操作|據此操作|据此投资|如有侵权|如有侵權|如涉及侵权|联系删除|聯絡刪除|联系本站|转载请注明|轉載請註明|未经授权不得|未经授权禁止|未經授權不得|未经许可不得|未經許可不得|未经允许不得|严禁转载|谢绝转载|謝絕轉載|版权归原作者|著作權歸原作者|图片来源于网络|圖片來源於網路|文章来源于网络|無断転載|無断複製`)

func stems(list string) *wording.Finder { return wording.NewFinder(strings.Split(list, "|")...) }
