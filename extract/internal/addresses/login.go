package addresses

import (
	"strings"
	"unicode"

	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// NamesLogin tells whether a part of an address is named for where people log in.
func NamesLogin(address string) bool {
	for part := range strings.FieldsFuncSeq(strings.ToLower(address), func(r rune) bool { return r != '-' && !unicode.IsLetter(r) }) {
		if loginPaths[part] {
			return true
		}
	}
	return false
}

var loginPaths = wording.Set("login log-in signin sign-in logon auth sso anmelden einloggen connexion se-connecter inloggen logga-in logg-ind logg-inn kirjaudu iniciar-sesion acceder entrar iniciar-sessao accedi zaloguj logowanie prihlaseni prihlasit prihlasenie bejelentkezes autentificare prijava giris vhod masuk dang-nhap")

// NamesJoining tells whether a part of an address is named for where people join a site, or try
// what it sells.
func NamesJoining(address string) bool {
	for part := range strings.SplitSeq(strings.ToLower(address), "/") {
		if joinPaths[part] {
			return true
		}
	}
	return false
}

var joinPaths = wording.Set("signup sign-up register registration join trial free-trial start-trial get-started getstarted demo request-demo book-demo book-a-demo request-a-demo contact-sales pricing registrieren inscription inscripcion cadastro iscrizione registrazione aanmelden registrera tilmeld rejestracja registrace regisztracio registracija kayit daftar dang-ky")
