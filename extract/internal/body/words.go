package body

import (
	"strings"

	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// The vocabulary of class names, ids, roles and tags, as site authors use it.

var tagCues = dom.NewTable(map[atom.Atom]cue{
	atom.Nav:        cueDrop,
	atom.Footer:     cueDrop,
	atom.Aside:      cueDrop,
	atom.Article:    cueArticle,
	atom.Main:       cueArticle,
	atom.Figcaption: cueCaption,
	atom.Form:       cueWeak,
	atom.Menu:       cueDrop,
	atom.Address:    cueMeta,
	atom.Time:       cueMeta,
	atom.Figure:     cueMedia,
})

var roleCues = map[string]cue{
	"navigation": cueDrop, "banner": cueDrop, "contentinfo": cueDrop, "complementary": cueDrop, "search": cueDrop,
	"menu": cueDrop, "menubar": cueDrop, "toolbar": cueDrop, "dialog": cueDrop, "alertdialog": cueDrop, "tablist": cueDrop,
	"alert": cueWeak, "main": cueArticle, "article": cueArticle,
}

var itempropCues = map[string]cue{
	"articleBody": cueBody, "reviewBody": cueBody, "author": cueMeta, "datePublished": cueMeta, "dateModified": cueMeta,
	"publisher": cueMeta, "caption": cueCaption, "keywords": cueMeta,
}

// filingWords begin class names that say what a post is filed under, on an
// element that is named as one.
var filingWords = wording.Set("category tag tax term author format status type")

// declared are what has a signature in a manual, which is no name under a post.
var declared = wording.Set("member type method function class constructor field api")

// negations turn the word after them around: "no-sidebar" has none.
var negations = wording.Set("no has with without not hide is non")

var wordCues = cueTable(map[cue]string{
	cueDrop: `advert,adverts,advertisement,advertising,advertise,adsense,dfp,sponsor,sponsored,promo,promos,promotion,taboola,outbrain,
		share,shares,sharing,sharebar,sharethis,addthis,sharedaddy,social,socials,follow,related,recommended,recommendations,recommend,
		recirc,recirculation,read more,read next,see also,up next,more from,more stories,most read,most popular,trending,popular,newsletter,newsletters,
		subscribe,subscription,signup,sign up,optin,mailchimp,nav,navbar,navigation,menu,menus,breadcrumb,breadcrumbs,pagination,
		pager,paging,sidebar,toolbar,cookie,cookies,gdpr,consent,popup,modal,lightbox,masthead,site footer,page footer,
		site header,page header,colophon,footer,copyright,disclaimer,ticker,paywall,jp relatedposts,print only,donate,donation,login,register,
		searchform,search form,burger,nocontent,site info,addtoany,jetpack,mega menu,megamenu,submenu,sub menu,subnav,recent posts,latest posts,
		latest news,site search,language switcher,back to,prev next,post nav,pagenav,reactions,rating widget,affiliate disclosure,print header,print block,print inline,
		noprint,post navigation,attribution container,onetrust,cookiebot,ot sdk,ot pc,user info,userinfo,user details,user card,usercard,profile,postprofile,
		avatar,signature,user signature,message signature,sig text,post signature,vote,votes,voting,votecell,badges,reputation,user rank,pwa,disclosure,
		affiliate,notice,notices,notification,notifications,community notice,press contact,pressofficer,post views,view count,print link,print version,translate,share count,
		app store,appstores,post actions,message actions,js add,edited by,
		siguenos,hatnote,dablink,rellink,also read,alsoread,read also,readalso,similar jobs,similar roles,similar items,similar products,similar posts,similar articles,similar stories,hot network,related questions,navbox,navboxes,catlinks,printfooter,lee tambien,lea tambien,leia mais,leia tambem,leggi anche,lire aussi,nextpost,next post,prevpost,prev post,previous post,flyout,warenkorb,news letter,sidebarright,sidebarleft,rightsidebar,leftsidebar,right sidebar,
		rightcolumn,rightrail,right bar,rightbar,right rail,recomendados,recomendadas,relacionadas,relacionados,relacionada,verwandt,verwandte,empfehlung,empfehlungen,weiterlesen,entry utility,werbung,anzeige,publicidad,publicite,
		publicidade,reklama,pubblicita,teilen,partager,compartir,compartilhar,condividi,udostepnij,buscador,spenden,spende,autorenbox,feedback,feed header,reading list,most viewed,mostread,mostpopular,meistgelesen,masleidas,lomasleido`,
	cueShop:    `review,reviews,price,prices,pricing,rating,ratings,stars,cart,seller,badge,badges,sale,swatch,swatches,quantity,wishlist,wish list,add to,buy box,payment,payments,installments,financing,availability,stock,inventory,variant,variants,selector,compare,quick view,quickview,product count,item count,results count`,
	cueFilter:  `filter,filters,facet,facets,refine,refinement,refinements,sort,sorting,sortby`,
	cueThread:  `userextras,user extras,userinfo,attribution,signature,sig,last edit,edited,lastedit,quote citation,citation,guest,jumpbox,jump,action bar,actions,timeline event,alert,similar,suggested,struct item,stats,participants,likes,upvote,reactions,post number,permalink,poster,membership,joined,poll,browsing,online`,
	cueStage:   `banner,carousel,overlay,dropdown`,
	cueUnseen:  `sr only,screen reader,reader text,visually hidden,visuallyhidden,visuallyhide,tooltip,tooltips,popover,rollover,hovercard,hover card,offscreen,off screen,assistive text,skip link,skip to,skip links,skiplink`,
	cueMedia:   `image,img,photo,picture,thumbnail,figure,media,gallery,video`,
	cueWeak:    `widgets,ad,ads,buttons,button,btn,form,icons,header,tools,utility,meta`,
	cueCard:    `widget,card,cards,swiper,slider,promo box,cta,more,links,link list,list links,info,infobox,box,teaser,teasers,aside,rail,sticky,gallery,slideshow`,
	cueComment: `comment,comments,commentlist,disqus,respond,replies,discussion,livefyre,commenting,kommentar,kommentare,kommentarmodul,comentario,comentarios,commentaires,commenti,reacties,komentarze,kommentarer,yorumlar`,
	cueBody: `article body,articlebody,article content,articlecontent,article text,articletext,entry content,entrycontent,post content,postcontent,post body,postbody,
		story body,storybody,story content,story text,body content,body copy,bodycopy,content body,article main,main content,rich text,richtext,news body,news content,text content,td post`,
	cueArticle: `article,story,post,entry,hentry,blogpost,content,main`,
	cueCaption: `caption,captions,figcaption,icaption,bildunterschrift,bildtext,bildunterzeile,bilduntertitel,legende,piefoto,didascalia,photo text,img description,img desc,image desc,photo desc,image text,image description,img caption,pic desc,credit,credits,photo credit,image credit,image caption,wp caption,copyright`,
	cueDeck:    `subtitle,subheadline,subline,sub headline,sub heading,standfirst,dek,deck,lede,article summary,story summary,entry summary,article excerpt,post excerpt,strapline,tagline,kicker,sub title`,
	cueEmbed:   `twitter tweet,instagram media,social embed,embedded post,tweet embed,media embed,fb post,tiktok embed,reddit embed,bluesky embed`,
	cueMeta: `byline,bylines,author,authors,authorbox,autor,autoren,auteur,autore,datum,fecha,newsdatum,postmetadata,metadata,post info,article info,entry info,post details,bio,dateline,timestamp,date,datetime,published,pubdate,publish date,posted on,tags,tag list,taglist,tag links,topics,
		category,categories,cat links,keywords,post meta,entry meta,article meta,entry footer,post footer,article footer,reading time,kicker,eyebrow`,
})

// cueTable turns lists of words into a table.
func cueTable(lists map[cue]string) wording.Table[cue] {
	m := map[string]cue{}
	for h, words := range lists {
		for w := range strings.SplitSeq(words, ",") {
			m[strings.TrimSpace(w)] |= h
		}
	}
	return wording.NewTable(m)
}
