package furniture

import "strings"

// subscribeWords are the beginnings of what walls ask for.
var subscribeWords = []string{"subscri", "sign in to", "log in to", "abonn", "jetzt testen", "weiterlesen mit", "suscr", "assin", "abbona", "prenumer", "tilaa", "předplat", "elofizet", "подпис", "підпис", "abone", "langgan", "订阅", "訂閱", "会員", "구독", "اشترك", "מנוי"}

// AsksToSubscribe tells whether text, in lower case, asks its reader to subscribe or to log in.
func AsksToSubscribe(text string) bool {
	for _, w := range subscribeWords {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}
