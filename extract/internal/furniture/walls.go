package furniture

import "github.com/tearsheet/tearsheet/extract/internal/wording"

// subscribeWords are the beginnings of what walls ask for.
var subscribeWords = wording.NewFinder("subscri", "sign in to", "log in to", "abonn", "jetzt testen", "weiterlesen mit", "suscr", "assin", "abbona", "prenumer", "tilaa", "předplat", "elofizet", "подпис", "підпис", "abone", "langgan", "订阅", "訂閱", "会員", "구독", "اشترك", "מנוי")

// AsksToSubscribe tells whether text, in lower case, asks its reader to subscribe or to log in.
func AsksToSubscribe(text string) bool { return subscribeWords.In(text) }
