package furniture

import "github.com/tearsheet/tearsheet/extract/internal/wording"

// subscribeWords are the beginnings of what walls ask for.
var subscribeWords = wording.NewFinder("subscri", "sign in to", "log in to", "abonn", "jetzt testen", "weiterlesen mit", "suscr", "assin", "abbona", "prenumer", "tilaa", "předplat", "előfizet", "подпис", "підпис", "abone", "langgan", "订阅", "訂閱", "会員", "구독", "اشترك", "اشتراک", "מנוי", "συνδρομ", "pretplat", "претплат", "абонамент", "naroč", "tellija", "tellimus", "áskrift", "sottoscri", "đăng ký", "สมัครสมาชิก", "सब्सक्राइब", "सदस्यता", "সাবস্ক্রাইব", "சந்தா", "購読", "会员", "會員")

// walls are what a wall says of the text behind it.
var walls = wording.NewFinder("for paying subscribers", "for paid subscribers", "for subscribers only", "subscribers only", "for members only", "exclusively for subscribers", "is reserved for subscribers", "nur für abonnenten", "exklusiv für abonnent", "réservé aux abonnés", "réservée aux abonnés", "exclusivo para suscriptores", "solo para suscriptores", "sólo para suscriptores", "exclusivo para assinantes", "riservato agli abbonati", "alleen voor abonnees", "exclusief voor abonnees", "tylko dla prenumeratorów", "tylko dla subskrybentów", "только для подписчиков", "лише для передплатників", "pouze pro předplatitele", "jen pro předplatitele", "csak előfizetők", "yalnızca aboneler", "kun for abonnenter", "för prenumeranter", "vain tilaajille", "μόνο για συνδρομητές", "αποκλειστικά για συνδρομητές", "samo za pretplatnike", "само за претплатнике", "само за абонати", "samo za naročnike", "doar pentru abonați", "exclusiv pentru abonați", "ainult tellijatele", "tik abonentiem", "tik prenumeratoriams", "khusus pelanggan", "dành cho thuê bao", "للمشتركين فقط", "למנויים בלבד", "ویژه مشترکان", "केवल सदस्यों के लिए", "केवल सब्सक्राइबर", "有料会員限定", "会員限定記事", "仅限订阅", "구독자 전용")

// IsWall tells whether a heading, in lower case, is that of a wall: it says whom the text is for.
func IsWall(heading string) bool {
	const longest = 160 // bytes
	return len(heading) < longest && walls.In(heading)
}

// AsksToSubscribe tells whether text, in lower case, asks its reader to subscribe or to log in.
func AsksToSubscribe(text string) bool { return subscribeWords.In(text) }

// IsLogin tells whether the text of a link is what those log in by who have paid.
func IsLogin(text string) bool { return logins[wording.Letters(text)] }

var logins = wording.PhraseSet(`log in|login|sign in|log in here|sign in here|anmelden|einloggen|jetzt anmelden|hier anmelden|zum login|se connecter|connectez-vous|je me connecte|identifiez-vous|iniciar sesión|inicia sesión|iniciar sessão|inicie sessão|acceder|accede|entrar|entre|faça login|fazer login|accedi|inloggen|log in|logga in|logga in här|logg inn|logg inn her|log ind|log ind her|kirjaudu|kirjaudu sisään|zaloguj się|zaloguj|přihlásit se|přihlaste se|prihlásiť sa|prihláste sa|bejelentkezés|jelentkezzen be|lépjen be|belépés|autentificare|conectează-te|intră în cont|prijava|prijavite se|войти|войдите|вход|увійти|увійдіть|giriş yap|giriş yapın|oturum aç|masuk|đăng nhập|σύνδεση|συνδεθείτε|ログイン|ログインする|登录|登入|立即登录|로그인|로그인하기|تسجيل الدخول|سجل الدخول|ورود|وارد شوید|התחבר|התחברות|התחברו|เข้าสู่ระบบ|लॉग इन करें|लॉगिन|লগ ইন`)
