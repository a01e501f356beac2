package furniture

import (
	"strings"
	"unicode"

	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// NamesAmount tells whether a line has an amount of money.
func NamesAmount(raw string) bool {
	if !strings.ContainsFunc(raw, unicode.IsDigit) {
		return false
	}
	if strings.ContainsFunc(raw, func(r rune) bool { return unicode.Is(unicode.Sc, r) }) {
		return true
	}
	for w := range strings.FieldsSeq(strings.ToLower(raw)) {
		if moneyWords[strings.Trim(w, "0123456789.,-: ")] {
			return true
		}
	}
	return false
}

// moneyWords are what money is called where it has no sign.
var moneyWords = wording.Set("krona kronor kroner krone korun koruny forint hryvnia đ vnd đồng сом тенге kr kr. zł kč ft lei лв лв. грн руб руб. р. chf usd eur euro euros dollars pounds gbp sek nok dkk pln czk huf ron bgn uah rub try tl aud cad nzd inr jpy cny krw brl mxn zar 円 元 원 din дин rs rs.")
