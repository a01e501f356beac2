package classify

import "slices"

// The words below are in lower case with straight apostrophes, as plain writes texts. A
// language is a line: add one, and a page in testdata/classify that needs it.

// blockedWords are what firewalls say.
var blockedWords = []string{
	"access denied", "access to this page has been denied", "you have been blocked", "you've been blocked",
	"your access has been blocked", "your request has been blocked", "this request was blocked", "your ip has been blocked",
	"your ip address has been blocked", "your access to this site has been limited", "access to this site has been blocked",
	"403 forbidden", "403 - forbidden", "error 403", "you don't have permission to access", "request rejected", "too many requests",
	"automated access", "unusual activity from your", "unusual traffic from your", "access is temporarily restricted",
	"not available in your country", "unavailable for legal reasons", "we have detected automated",
	"zugriff verweigert", "ihr zugriff wurde blockiert", "accès refusé", "accès interdit", "vous avez été bloqué",
	"acceso denegado", "has sido bloqueado", "acesso negado", "accesso negato", "toegang geweigerd", "åtkomst nekad",
	"adgang nægtet", "ingen tilgang", "pääsy estetty", "odmowa dostępu", "dostęp zabroniony", "přístup odepřen", "prístup odmietnutý",
	"hozzáférés megtagadva", "acces interzis", "acces refuzat", "η πρόσβαση απορρίφθηκε", "erişim engellendi", "erişim reddedildi",
	"доступ запрещен", "доступ запрещён", "доступ ограничен", "доступ заборонено", "アクセスが拒否されました", "アクセス拒否", "访问被拒绝", "拒绝访问",
	"您的请求已被拦截", "存取遭拒", "접근이 거부되었습니다", "액세스 거부", "تم رفض الوصول", "הגישה נדחתה", "akses ditolak", "truy cập bị từ chối", "प्रवेश निषेध", "การเข้าถึงถูกปฏิเสธ",
}

// captchaWords are what challenges say.
var captchaWords = []string{
	"verify you are human", "verify you are a human", "verify that you are human", "verify that you are a human", "verify you're human",
	"verify that you're human", "verifying you are human", "confirm you are human", "confirm that you are human", "prove you are human",
	"prove that you are human", "you are not a robot", "you're not a robot", "you are not a bot", "you're not a bot",
	"checking your browser", "checking if the site connection is secure", "needs to review the security of your connection",
	"press & hold to", "press and hold to", "complete the captcha", "solve the captcha", "complete the security check", "performing security verification", "slide to verify", "drag the slider", "enter the characters you see",
	"sie ein mensch sind", "sie kein roboter sind", "ihr browser wird überprüft", "bestätigen sie, dass sie ein mensch",
	"vous êtes humain", "vous êtes un humain", "vous n'êtes pas un robot", "vérification de votre navigateur",
	"eres humano", "que eres un humano", "no eres un robot", "no es un robot", "comprobando su navegador",
	"você é humano", "você é um ser humano", "você não é um robô", "che sei umano", "che non sei un robot", "non sei un robot",
	"u een mens bent", "je een mens bent", "u geen robot bent", "je geen robot bent", "att du är människa", "inte är en robot", "at du er et menneske", "ikke er en robot", "et ole robotti",
	"że jesteś człowiekiem", "nie jesteś robotem", "že jste člověk", "nejste robot", "že ste človek", "hogy ön ember", "nem vagy robot", "ești om", "nu sunteți robot", "nu ești robot",
	"είστε άνθρωπος", "δεν είστε ρομπότ", "insan olduğunuzu doğrulayın", "robot olmadığınızı", "что вы не робот", "что вы человек", "вы не робот", "що ви не робот", "що ви людина",
	"ロボットではないこと", "人間であることを確認", "验证您是真人", "确认您是真人", "请完成安全验证", "進行安全驗證", "驗證您是人類", "로봇이 아닙니다", "사람인지 확인",
	"أنك إنسان", "أنك لست روبوت", "שאתה אנושי", "שאינך רובוט", "bahwa anda manusia", "bukan robot", "bạn là con người", "bạn không phải là robot", "คุณไม่ใช่หุ่นยนต์", "मानव हैं",
}

// captchaHints are titles of challenges, and of other things too.
var captchaHints = []string{
	"are you a robot", "are you human", "press & hold", "press and hold", "security verification", "human verification", "security check", "one more step", "robot check", "bot check", "captcha",
	"sicherheitsüberprüfung", "sicherheitsabfrage", "contrôle de sécurité", "vérification de sécurité", "verificación de seguridad", "verificação de segurança", "verifica di sicurezza", "beveiligingscontrole", "säkerhetskontroll", "weryfikacja", "проверка безопасности", "проверка браузера", "セキュリティチェック", "安全验证", "安全驗證", "보안 확인", "güvenlik kontrolü",
}

// loginWords are what sign-in pages and their buttons are called.
var loginWords = []string{
	"log in", "login", "log on", "sign in", "signin", "sign-in", "log in or sign up", "log in or create an account", "sign in or create an account", "member login", "authentication required", "welcome back",
	"sign in to your account", "log in to your account", "sign in to continue", "log in to continue", "please sign in", "please log in", "you must be logged in", "you must log in",
	"anmelden", "anmeldung", "einloggen", "bitte anmelden", "melden sie sich an", "connexion", "se connecter", "connectez-vous", "identifiez-vous", "iniciar sesión", "inicia sesión", "acceder", "ingresar",
	"entrar", "iniciar sessão", "fazer login", "faça login", "accedi", "accesso", "inloggen", "aanmelden", "logga in", "log ind", "logg inn", "logg på", "kirjaudu", "kirjaudu sisään", "zaloguj się", "zaloguj", "logowanie",
	"přihlášení", "přihlásit se", "přihlaste se", "prihlásenie", "prihlásiť sa", "bejelentkezés", "belépés", "autentificare", "conectare", "intră în cont", "σύνδεση", "είσοδος", "giriş yap", "oturum aç", "üye girişi",
	"войти", "вход", "авторизация", "вход в систему", "увійти", "вхід", "ログイン", "サインイン", "登录", "登陆", "登入", "请登录", "로그인", "تسجيل الدخول", "כניסה", "התחברות", "התחבר", "ورود", "masuk", "log masuk", "đăng nhập", "เข้าสู่ระบบ", "लॉग इन", "लॉगिन",
}

// forgotWords stand below a field for a password.
var forgotWords = []string{
	"forgot password", "forgot your password", "forgotten password", "forgotten your password", "forgot my password", "reset password", "lost your password", "keep me signed in", "stay signed in", "remember me",
	"passwort vergessen", "kennwort vergessen", "mot de passe oublié", "olvidaste tu contraseña", "olvidó su contraseña", "olvidado la contraseña", "esqueceu a senha", "esqueceu sua senha", "esqueci minha senha", "recuperar senha",
	"password dimenticata", "wachtwoord vergeten", "glömt lösenord", "glömt ditt lösenord", "glemt adgangskode", "glemt passord", "unohditko salasana", "zapomniałeś hasła", "nie pamiętasz hasła", "nie pamiętam hasła", "zapomenuté heslo", "zapomněli jste heslo", "zabudnuté heslo",
	"elfelejtett jelszó", "elfelejtettem a jelszavam", "ai uitat parola", "ξεχάσατε τον κωδικό", "şifremi unuttum", "забыли пароль", "забули пароль", "パスワードを忘れ", "パスワードをお忘れ", "忘记密码", "忘記密碼", "비밀번호 찾기", "비밀번호를 잊", "نسيت كلمة المرور", "שכחת סיסמה", "שכחתי סיסמה", "lupa kata sandi", "quên mật khẩu", "ลืมรหัสผ่าน", "पासवर्ड भूल",
}

// wallWords say that the page itself is for those who have signed in.
var wallWords = []string{
	"you must be logged in", "you must be signed in", "you need to be logged in", "you need to log in", "you need to sign in", "you have to log in", "please log in to continue", "please sign in to continue", "please log in to view",
	"please sign in to view", "log in to continue", "sign in to continue", "log in to view this", "sign in to view this", "login required", "sign in to see", "log in to see", "sign in to read", "log in to read", "sign in or create", "log in or create", "create a free account to", "members only",
	"bitte melden sie sich an, um", "melden sie sich an, um fortzufahren", "sie müssen angemeldet sein", "vous devez être connecté", "connectez-vous pour continuer", "inicia sesión para continuar", "debes iniciar sesión", "debe iniciar sesión",
	"faça login para continuar", "você precisa estar logado", "accedi per continuare", "devi effettuare l'accesso", "log in om verder te gaan", "je moet ingelogd zijn", "logga in för att fortsätta", "log ind for at fortsætte", "du må logge inn", "kirjaudu sisään jatkaaksesi",
	"zaloguj się, aby", "musisz się zalogować", "pro pokračování se přihlaste", "jelentkezzen be a folytatáshoz", "trebuie să fii autentificat", "πρέπει να συνδεθείτε", "devam etmek için giriş yapın", "войдите, чтобы", "необходимо авторизоваться", "увійдіть, щоб",
	"ログインしてください", "ログインが必要です", "请先登录", "請先登入", "로그인이 필요합니다", "로그인 후 이용", "يجب تسجيل الدخول", "עליך להתחבר", "silakan masuk untuk", "vui lòng đăng nhập", "กรุณาเข้าสู่ระบบ",
}

// notFoundWords are what pages about missing pages are called.
var notFoundWords = slices.Concat(
	[]string{"not found", "404 not found", "page not found", "page cannot be found", "page can't be found", "page could not be found", "page couldn't be found", "page was not found", "page wasn't found", "couldn't find that page", "couldn't find this page", "can't find that page", "can't find the page", "can't find this page", "cannot find the page"},
	[]string{"page doesn't exist", "page does not exist", "page no longer exists", "page is missing", "page is gone", "page isn't available", "page is not available", "page unavailable", "content isn't available", "content not found", "article not found", "file not found", "nothing here", "page you were looking for", "page you are looking for", "page you're looking for"},
	[]string{"seite nicht gefunden", "seite konnte nicht gefunden werden", "seite wurde nicht gefunden", "nicht gefunden", "seite existiert nicht", "seite gibt es nicht", "seite existiert nicht mehr"},
	[]string{"page introuvable", "page non trouvée", "page n'existe pas", "page n'existe plus", "page est introuvable", "page n'a pas été trouvée", "contenu introuvable"},
	[]string{"página no encontrada", "no se encontró la página", "no se ha encontrado la página", "página no existe", "no encontramos la página", "página no disponible"},
	[]string{"página não encontrada", "não encontramos a página", "página não existe", "página não foi encontrada", "conteúdo não encontrado", "página não está disponível"},
	[]string{"pagina non trovata", "pagina non esiste", "pagina non è stata trovata", "pagina non disponibile", "pagina inesistente", "impossibile trovare la pagina"},
	[]string{"pagina niet gevonden", "pagina bestaat niet", "pagina is niet gevonden", "pagina kan niet worden gevonden", "pagina kon niet worden gevonden", "niet gevonden"},
	[]string{"sidan hittades inte", "sidan kunde inte hittas", "sidan finns inte", "hittar inte sidan", "sidan kan inte hittas"},
	[]string{"siden blev ikke fundet", "siden findes ikke", "siden kunne ikke findes", "vi kan ikke finde siden", "side ikke fundet"},
	[]string{"siden ble ikke funnet", "siden finnes ikke", "fant ikke siden", "finner ikke siden", "side ikke funnet"},
	[]string{"sivua ei löydy", "sivua ei löytynyt", "sivua ei ole", "hakemaasi sivua"},
	[]string{"nie znaleziono strony", "strona nie istnieje", "strona nie została znaleziona", "nie znaleziono", "strony nie znaleziono", "nie ma takiej strony"},
	[]string{"stránka nenalezena", "stránka nebyla nalezena", "stránka neexistuje", "stránku se nepodařilo najít", "nenalezeno", "stránka nenájdená", "stránka sa nenašla", "stránka nebola nájdená"},
	[]string{"az oldal nem található", "a keresett oldal nem található", "oldal nem található", "az oldal nem létezik", "pagina nu a fost găsită", "pagină inexistentă", "pagina nu există", "pagina nu a fost gasita"},
	[]string{"η σελίδα δεν βρέθηκε", "η σελίδα δεν υπάρχει", "δεν βρέθηκε η σελίδα", "страницата не е намерена", "страницата не съществува", "stranica nije pronađena", "stran ni bila najdena", "страница није пронађена"},
	[]string{"sayfa bulunamadı", "sayfa bulunamadi", "aradığınız sayfa bulunamadı", "böyle bir sayfa yok", "sayfa mevcut değil"},
	[]string{"страница не найдена", "такой страницы нет", "страница не существует", "страница удалена", "не найдено", "ничего не найдено по этому адресу", "сторінку не знайдено", "сторінка не знайдена", "сторінки не існує"},
	[]string{"ページが見つかりません", "ページが見つかりませんでした", "お探しのページは見つかりません", "ページは存在しません", "ページは見つかりませんでした", "指定されたページは存在しません"},
	[]string{"页面不存在", "找不到页面", "页面未找到", "未找到页面", "您访问的页面不存在", "找不到网页", "頁面不存在", "找不到頁面", "找不到網頁", "無法找到頁面"},
	[]string{"페이지를 찾을 수 없습니다", "존재하지 않는 페이지", "찾을 수 없는 페이지", "요청하신 페이지를 찾을 수 없습니다"},
	[]string{"الصفحة غير موجودة", "لم يتم العثور على الصفحة", "الصفحة المطلوبة غير موجودة", "صفحه یافت نشد", "صفحه پیدا نشد", "صفحه مورد نظر یافت نشد", "הדף לא נמצא", "העמוד לא נמצא", "הדף המבוקש לא נמצא", "صفحہ نہیں ملا"},
	[]string{"halaman tidak ditemukan", "halaman tidak dijumpai", "không tìm thấy trang", "trang không tồn tại", "không tìm thấy trang này", "ไม่พบหน้า", "ไม่พบหน้าที่คุณต้องการ", "ไม่พบหน้านี้", "पृष्ठ नहीं मिला", "पेज नहीं मिला", "পৃষ্ঠা পাওয়া যায়নি", "பக்கம் கிடைக்கவில்லை"},
)

// missingWords are the sentences on such pages.
var missingWords = []string{
	"page you are looking for", "page you're looking for", "page you were looking for", "page you requested", "page you have requested", "requested page could not be found", "requested page was not found", "requested url was not found", "may have been moved", "might have been moved", "has been moved or deleted", "has been removed or", "no longer available", "link may be broken", "link you followed", "nothing was found at this location",
	"die gesuchte seite", "die angeforderte seite", "die von ihnen gesuchte", "la page que vous recherchez", "la page que vous cherchez", "la page demandée", "la página que buscas", "la página que busca", "la página que está buscando", "la página solicitada", "a página que você procura", "a página que você está procurando", "a página que procura", "la pagina che cerchi", "la pagina che stai cercando", "la pagina richiesta",
	"de pagina die je zoekt", "de pagina die u zoekt", "de opgevraagde pagina", "sidan du söker", "sidan du letar efter", "siden du leder efter", "siden du søger", "siden du leter etter", "etsimääsi sivua", "strona, której szukasz", "szukana strona", "stránka, kterou hledáte", "požadovaná stránka", "hľadaná stránka", "a keresett oldal", "pagina pe care o cauți", "pagina căutată", "η σελίδα που ζητήσατε", "η σελίδα που αναζητάτε", "aradığınız sayfa",
	"запрашиваемая страница", "запрашиваемой страницы", "страница, которую вы ищете", "возможно, она была удалена", "неправильно набран адрес", "сторінка, яку ви шукаєте", "お探しのページ", "ご指定のページ", "您访问的页面", "您要找的页面", "您要查看的页面", "您訪問的頁面", "您要找的頁面", "요청하신 페이지", "찾으시는 페이지", "الصفحة التي تبحث عنها", "הדף שחיפשת", "halaman yang anda cari", "trang bạn tìm kiếm", "trang bạn đang tìm", "หน้าที่คุณ",
}

// waitingWords are all that a page says which has not come to its content.
var waitingWords = map[string]bool{
	"loading": true, "please wait": true, "loading, please wait": true, "loading please wait": true, "one moment please": true, "initializing": true,
	"laden": true, "wird geladen": true, "bitte warten": true, "chargement": true, "chargement en cours": true, "cargando": true, "carregando": true, "a carregar": true, "caricamento": true, "caricamento in corso": true,
	"bezig met laden": true, "laddar": true, "indlæser": true, "laster": true, "ladataan": true, "ładowanie": true, "načítání": true, "betöltés": true, "se încarcă": true, "φόρτωση": true, "yükleniyor": true,
	"загрузка": true, "завантаження": true, "読み込み中": true, "加载中": true, "載入中": true, "로딩 중": true, "جار التحميل": true, "טוען": true, "memuat": true, "đang tải": true, "กำลังโหลด": true,
}
