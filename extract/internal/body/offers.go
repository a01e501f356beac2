package body

import "strings"

// offersToHear says whether a line offers to read the text aloud, or to sum it up, with how long
// that takes perhaps.
func (c *Content) offersToHear(b *block) bool {
	const longest, rest = 60, 14 // letters of the line; and behind what it begins with
	text := withoutNumbers(c.plain(b))
	opened := hearings.opens(text)
	return opened > 0 && b.size < longest && len([]rune(text[opened:])) <= rest && !strings.HasSuffix(c.of(b), ".")
}

// hearings begin such lines.
var hearings = phraseTable(`listen to this article | listen to the article | listen to this story | listen to article | listen to story | listen now | hear this article | hear this story | audio article | audio version | play audio | play article | read aloud | ai summary | summarize | summarise
	artikel anhören | beitrag anhören | diesen artikel anhören | diesen beitrag anhören | text anhören | jetzt anhören | vorlesen | artikel vorlesen | artikel vorlesen lassen | hören sie diesen artikel | nachricht anhören | audio anhören
	écouter cet article | écouter l article | écoutez cet article | écoutez l article | lecture audio | article audio
	escuchar este artículo | escuchar artículo | escuchar el artículo | escucha este artículo | escuche este artículo | escuchar noticia | escuchar la noticia | escucha la noticia | escuchar la nota | escuchar nota
	ouça esta reportagem | ouça esta matéria | ouça esta notícia | ouça este artigo | ouça este conteúdo | ouça este texto | ouça a reportagem | ouça a matéria | ouça a notícia | ouça o artigo | ouça o texto | ouvir artigo | ouvir notícia | ouvir este artigo | ouvir esta notícia
	ascolta questo articolo | ascolta l articolo | ascolta la notizia | ascolta articolo | ascolta la versione audio | luister naar dit artikel | beluister dit artikel | artikel beluisteren | lees voor
	posłuchaj artykułu | odsłuchaj artykuł | posłuchaj tekstu | słuchaj artykułu | odsłuchaj tekst | слушать статью | прослушать статью | прослушать новость | слушать новость | озвучить текст | слухати статтю | прослухати статтю | прослухати новину
	poslechnout článek | poslechněte si článek | vypočuť článok | vypočujte si článok | poslouchat článek | hallgassa meg a cikket | cikk meghallgatása | ascultă articolul | ascultă știrea | ακούστε το άρθρο | άκουσε το άρθρο
	haberi dinle | haberi sesli dinle | yazıyı dinle | sesli dinle | makaleyi dinle | lyssna på artikeln | lyssna på texten | lytt til saken | lytt til artikkelen | lyt til artiklen | lyt til artikel | kuuntele juttu | kuuntele artikkeli
	dengarkan artikel | dengarkan berita | nghe bài viết | nghe đọc bài | nghe tin tức | nghe bài báo | ฟังข่าว | ฟังบทความ | खबर सुनें | लेख सुनें | समाचार सुनें | इस खबर को सुनें | খবরটি শুনুন
	استمع إلى المقال | استمع للمقال | استمع إلى الخبر | استمع للخبر | گوش کنید | האזינו לכתבה | האזינו לידיעה | 音声で聴く | 記事を聴く | 音声で読み上げる | この記事を聴く | 听文章 | 收听文章 | 聽新聞 | 听新闻 | 기사 듣기 | 음성으로 듣기 | 본문 듣기`)
