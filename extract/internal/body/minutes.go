package body

import (
	"strings"

	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// tellsMinutes says whether a line just over the text, or over the title, tells how many minutes
// it takes to read: nothing but what somebody wrote has one. Lists of such have many.
func (c *Content) tellsMinutes() bool {
	const reach, several = 8, 3 // blocks over the text; lines
	told, near := 0, false
	lead := c.firstLead()
	for i := range c.blocks {
		if b := &c.blocks[i]; b.size > maxCall || !c.isReadingTime(b) {
			continue
		}
		told++
		near = near || i < lead && i >= lead-reach
	}
	return near && told < several
}

// isReadingTime says whether a line tells how many minutes something takes to read.
func (c *Content) isReadingTime(b *block) bool {
	raw := c.of(b)
	return b.size > 0 && b.linked == 0 && holdsDigit(raw) && !endsSentence(raw) && minutes.In(" "+withoutNumbers(c.plain(b))+" ")
}

// firstLead is the first block that a text may begin with; 0 if there is none.
func (c *Content) firstLead() int {
	for i := range c.blocks {
		if b := &c.blocks[i]; !c.dropped[b.box] && c.isLead(b) {
			return i
		}
	}
	return 0
}

// minutes are how such lines say so, numbers aside.
var minutes = wording.NewFinder(plainStems(strings.Split(` min read | mins read | minute read | minutes read | minutes to read | reading time | read time | lesezeit | min lesen | lesedauer | min de lecture | mins de lecture | minutes de lecture | temps de lecture | lecture min | min de lectura | minutos de lectura | tiempo de lectura | lectura de | min de leitura | minutos de leitura | tempo de leitura | leitura de | min di lettura | minuti di lettura | tempo di lettura | lettura min | min leestijd | leestijd | minuten lezen | min lezen | czas czytania | min czytania | minut czytania | время чтения | мин чтения | минут чтения | мин на чтение | на чтение | час читання | хв читання | läsning min | min läsning | lästid | min lesing | lesetid | læsetid | min læsning | lukuaika | min lukuaika | doba čtení | min čtení | čas čítania | min čítania | olvasási idő | perc olvasás | timp de citire | min citire | χρόνος ανάγνωσης | λεπτά ανάγνωσης | okuma süresi | dk okuma | dakikalık okuma | menit membaca | waktu baca | menit dibaca | phút đọc | thời gian đọc | دقائق قراءة | دقيقة قراءة | مدة القراءة | وقت القراءة | דקות קריאה | זמן קריאה | मिनट में पढ़ें | मिनट पढ़ने | 分で読めます | 読了時間 | 分鐘閱讀 | 分钟阅读 | 阅读时间 | 閱讀時間 | 분 분량 | 읽는 시간 `, "|"))...)
