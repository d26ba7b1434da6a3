import { fold, folded, wordCount } from "#core/brief/words";

/** Words of sharing buttons: a line made of these alone (and counts) is a row of buttons. */
const SHARE = new Set(
  (
    "share shares shared tweet tweets retweet post pin pinit like likes send save bookmark print printer pdf download copy link copied url email e-mail mail eposta e-posta " +
    "facebook twitter x linkedin whatsapp telegram instagram youtube reddit pinterest tumblr messenger viber vk vkontakte vkontakt ok odnoklassniki flipboard threads bluesky mastodon xing pocket sms skype line wechat weibo rss " +
    "paylas paylaş paylasim paylaşım tweetle yazdir gonder gönder kopyala begen beğen indir kaydet " +
    "поделиться поделись поделитесь твитнуть отправить печать распечатать скопировать ссылку ссылка нравится класс вконтакте телеграм фейсбук твиттер ватсап одноклассники сохранить " +
    "teilen twittern drucken merken partager imprimer envoyer compartir imprimir enviar condividi stampa invia compartilhar delen udostępnij поширити отримати " +
    "on via by this to with in article page story the bu yaziyi yazıyı ile auf mit sur en su no в на с эту статью этой and & et und y e ve и"
  )
    .split(" ")
    .map(fold),
);

const LANGUAGE_NAMES =
  "english|turkce|turkish|russian|русский|deutsch|german|francais|français|french|espanol|español|spanish|italiano|italian|portugues|português|portuguese|العربية|arabic|arapca|فارسی|persian|українська|ukrainian|中文|chinese|日本語|japanese|한국어|korean|polski|polish|nederlands|dutch|ελληνικα|ελληνικά|greek|ingilizce|rusca|almanca|fransizca|azerbaycanca|azərbaycanca|қазақша|o'zbekcha|кыргызча|ქართული|հայերեն|srpski|hrvatski|bosanski|shqip|български|romana|română|magyar|cestina|čeština|svenska|norsk|dansk|suomi|עברית|हिन्दी|английск\\S+|турецк\\S+|русск\\S+|немецк\\S+";
const SEP = "[\\s|/•·,;>–—-]*";

const LINE: readonly (readonly [reason: string, form: RegExp])[] = [
  [
    "language links",
    new RegExp(
      `^((read|available|oku|читать|lire|leer|lesen|languages?|diller|язык(и)?)( this| it)?( in| на)?:?\\s*)?${SEP}((${LANGUAGE_NAMES}|en|tr|ru|de|fr|es|ar|it|zh)${SEP}){2,}$`,
      "u",
    ),
  ],
  ["language links", new RegExp(`^(read|читать|lire|oku)(?!\\p{L}).{0,30}(?<!\\p{L})(${LANGUAGE_NAMES})$`, "u")],
  ["language links", new RegExp(`^(${LANGUAGE_NAMES})$`, "u")],
  [
    "language links",
    /^(this (post|article|page|story|piece|brief|analysis|text) is )?also (available|published) (in|as)\b|^(this (post|article|page|story|piece|brief|analysis|text) is )available in (other|the following)? ?languages?|^other languages|^translations?:|^bu (yazi|icerik|makale|haber|analiz)\w* .{0,40}(dil|ingilizce|turkce|rusca)|(su|diger) dillerde|^(эта|этот|данная|данный) .{0,30}(также )?(доступн|на других)|^также доступно|^другие языки|^dieser (beitrag|artikel) ist auch|^auch verfugbar|^cet article est (aussi|egalement|également)|^(aussi|egalement|également) disponible|^tambien disponible|^también disponible|^disponible (también|tambien|en)|^disponibile anche/u,
  ],
  [
    "related links",
    /^(similar|related|recommended|suggested|popular|trending|latest|recent|more|other|further)\s+(posts?|articles?|stories|story|reading|reads|content|news|analysis|analyses|publications?|coverage|links|topics|items|briefs?|insights)( (from|on|in|by|about) .{1,50})?$/u,
  ],
  [
    "related links",
    /^(related|trending( now)?|most (read|popular|viewed|shared)|recommended( for you)?|you (may|might)( also)? (like|be interested).*|don't miss|must[- ]reads?|editor'?s'? picks?|up next|read next|what to read next|also read|keep reading|continue reading|see also|more from .{1,60}|more on .{1,60}|from our (network|partners)|around the web|in this series|featured|in case you missed it)\s*:?$/u,
  ],
  [
    "related links",
    /^(read (more|also|next|this|on|too)|also read|see also|related( (article|story|post|reading|coverage))?|more|watch|listen|must read|ayrica (okuyun|bakiniz)|ilgili (haber|yazi)\w*|daha fazla(si)?|читайте (также|еще|далее)|по теме|также по теме|смотрите также|lesen sie auch|mehr( dazu)?|lire aussi|a lire aussi|à lire aussi|voir aussi|lea tambien|lea también|leia também|leggi anche|czytaj także)\s*[:：»>→-].{1,140}$/u,
  ],
  [
    "related links",
    /^(benzer (yazilar|haberler|icerikler|konular|yayinlar)|ilgili (yazilar|haberler|icerikler|konular)|ilginizi cekebilir|ilginizi çekebilir|bunlar da ilginizi.*|bunlara da bakin.*|son (yazilar|haberler|yayinlar|analizler)|diger (yazilar|haberler|analizler)|diğer (yazilar|haberler|analizler)|en cok okunanlar|en çok okunanlar|onerilen yazilar|önerilen yazilar|похожие (записи|статьи|материалы|публикации|новости)|связанные (статьи|записи|материалы)|читайте также|рекомендуем|другие (статьи|материалы|публикации)|популярное|вам (также )?может (быть интересно|понравиться)|материалы по теме|ahnliche (beitrage|artikel)|ähnliche (beiträge|artikel)|verwandte (beiträge|artikel)|das konnte sie auch interessieren|das könnte sie auch interessieren|mehr zum thema|articles (similaires|liés|lies|connexes)|sur le même sujet|sur le meme sujet|a lire aussi|à lire aussi|articulos relacionados|artículos relacionados|entradas relacionadas|te puede interesar|noticias relacionadas|articoli correlati|potrebbe interessarti.*|leia também|artigos relacionados|powiązane artykuły|схожі статті|читайте також|مقالات ذات صلة)\s*:?$/u,
  ],
  [
    "comments",
    /^\d+\s*(comments?|yorum|комментари\S+|kommentare?|commentaires?|comentarios?|commenti)$|^(comments|yorumlar|комментарии|kommentare|commentaires|comentarios|commenti)(\s*\(?\d*\)?)?$|^(leave a (reply|comment)|add a comment|post a comment|write a comment|join the (discussion|conversation)|comments are closed|no comments( yet)?|be the first to comment|discussion about this (post|article)|comments ?restacks|(bir )?(yorum|cevap) (yap|yaz|ekle|birak)\w*|bir yanit yazin.*|(оставить|добавить|написать) (комментарий|ответ)|schreibe? einen kommentar|laisser un commentaire|deja un comentario|lascia un commento).{0,20}$|^your email address will not be published.*|^e-posta hesabiniz yayimlanmayacak.*|^ваш (адрес )?(e-?mail|электронной почты) не будет опубликован.*|^(name|email|website|comment)\s*\*$/u,
  ],
  [
    "advertisement",
    /^[-–—\s(]*(advertisements?|advertising|ads?|ad feedback|sponsored( content)?|promoted|paid content|partner content|story continues below.*|article continues (below|after).*|scroll to continue.*|continue reading below.*|reklam(lar)?|ilan|sponsorlu( icerik)?|реклама|на правах рекламы|anzeige|werbung|publicite|publicité|publicidad|pubblicità|pubblicita)[-–—\s)]*$/u,
  ],
  [
    "page navigation",
    /^(skip to (main |the )?content|home( ?page)?|menu|main menu|navigation|search( for)?(\.\.\.|…)?|log ?in|sign ?in|sign up|register|my account|log ?out|back to (top|home|list)|top|close|next( (post|article|page))?|prev(ious)?( (post|article|page))?|older posts?|newer posts?|load more|show (more|less|all)|view all|see (all|more)|expand|collapse|toggle (navigation|menu)|read more|learn more|about( us)?|contact( us)?|careers?|faq|sitemap|donate|ana ?sayfa|icerige (gec|atla)|menü|ara|giris yap|kayit ol|kapat|hakkimizda|iletisim|sonraki( yazi)?|onceki( yazi)?|önceki( yazi)?|basa don|yukari cik|devamini oku|daha fazla|главная|меню|поиск|войти|вход|регистрация|закрыть|о нас|контакты|наверх|далее|назад|следующая( статья| запись)?|предыдущая( статья| запись)?|подробнее|читать (далее|полностью)|перейти к содержанию|startseite|suche|anmelden|kontakt|impressum|weiterlesen|zurück|weiter|accueil|rechercher|connexion|lire la suite|inicio|buscar|leer más|leer mas|vai al contenuto)$/u,
  ],
  ["page navigation", /^(← |→ |« |» |‹ |› |< )|( →| »| ›)$/u],
  ["page navigation", /^(home|ana ?sayfa|главная|startseite|accueil|inicio)\s*[>/»›|·→-].*$/u],
  ["page navigation", /^[^.!?]{1,40}(\s[>»›]\s[^.!?]{1,60}){1,}$/u],
  ["page navigation", /^([\p{L}'&-]+( [\p{L}'&-]+){0,2}\s*[|•·]\s*){2,}[\p{L}'&-]+( [\p{L}'&-]+){0,2}$/u],
  [
    "subscription",
    /^sign up (to|for) .{1,40}$|^(subscribe(d| now| to)?|abone ol\w*|bulten\w*( abone.*)?|подписаться|подписка|подпишитесь|рассылка|abonnieren|newsletter|s'abonner|suscribirse|suscríbete|iscriviti|follow( us)?|bizi takip edin|takip et|следите за нами)( (to|on|for|na|на|for|our|the|us|here|at|@)(?!\p{L}).{0,50})?$|^(enter|type) your e-?mail.{0,40}$|^[∙·• ]*(paid|upgrade to paid|get the app|start your \S+|already a (paid )?subscriber.*|already have an account.*)$|^(your )?e-?mail( address)?$/u,
  ],
  [
    "reading statistics",
    /^(\d[\d.,]*\s*[km]?\s*)(views?|reads?|shares?|likes?|comments?|okunma|goruntulenme|görüntülenme|просмотр(ов|а)?|прочтений)$|^(views?|reads?|okunma( sayisi)?|goruntulenme|görüntülenme|просмотр(ы|ов)|shares?)\s*:?\s*\d[\d.,]*\s*[km]?$|^(estimated )?(reading|read) time\s*:?.{0,30}$|^\d+\s*[-–]?\s*(min(ute)?s?)\.?\s*(read|reading|to read|of reading)?(\s*time)?$|^(okuma suresi|okuma süresi)\s*:?.{0,20}$|^\d+ (dk|dakika)\w*( okuma.*)?$|^(время (на )?чтения|чтение)\s*:?.{0,20}$|^\d+ мин(ут\w*)?\.?( чтения| на чтение)?$|^lesezeit.{0,20}$|^temps de lecture.{0,20}$|^tiempo de lectura.{0,20}$|^\d+ words$/u,
  ],
  [
    "tags",
    /^(tags?|tagged( with| in)?|filed under|categor(y|ies)|topics?|keywords?|posted in|in this article|regions?|etiketler?|kategori(ler)?|anahtar kelimeler|теги|метки|рубрик[аи]|категори[яи]|ключевые слова|темы|schlagworte|schlagwörter|kategorien?|mots[- ]cles|mots[- ]clés|etiquetas|categorías|temas)\s*[:：].{0,160}$|^(tags|etiketler|теги|метки)$|^(#[\p{L}\p{N}_]+[\s,]*){1,}$/u,
  ],
  [
    "player",
    /^(listen( to (this|the) (article|story|post|brief))?|play|pause|mute|unmute|audio|video|watch( now)?|watch the video|dinle|oynat|прослушать( статью)?|слушать|\d{1,2}:\d{2}(\s*\/\s*\d{1,2}:\d{2})?|(\d+(\.\d+)?x\s*)+)([\s|·]+\d{1,3}( min(utes?)?|:\d{2}))?$/u,
  ],
  [
    "page tools",
    /^(download( (the|as|this|full))?( (pdf|report|brief|paper|article|word|document))*|print( (this )?(page|article|version))?|(view|open|read) (as |the )?(pdf|print version)|save( for later| article| to pocket)?|cite( this( article)?)?|how to cite|text size|font size|a[-+]( a[-+])?|aa|bookmark|report (an )?(error|typo|mistake)|suggest an edit|edit( this page)?|pdf( olarak)? indir|yazdir|распечатать|версия для печати|скачать( pdf)?|сообщить об ошибке|als pdf|imprimer l'article|google news.{0,40}|view image in full ?screen|reuse this content|explore more on these topics|skip past .{1,40}|after newsletter promotion)$/u,
  ],
  [
    "legal line",
    /^(©|\(c\)|copyright\b|&copy;).{0,160}$|^.{0,80}(all rights reserved|tum haklari saklidir|tüm haklari saklidir|все права защищены|alle rechte vorbehalten|tous droits réservés|tous droits reserves|todos los derechos reservados|tutti i diritti riservati).{0,60}$|^privacy notice: .*|^(privacy( policy| notice)?|terms( of (use|service)| (and|&) conditions)?|cookie (policy|settings)|disclaimer|legal notice|accessibility|gizlilik( politikasi)?|kullanim (kosullari|şartlari)|kvkk.*|политика конфиденциальности|условия использования|datenschutz(erklärung)?|mentions légales|aviso legal)(\s*[|·•/,–-].{0,120})?$/u,
  ],
  [
    "picture caption",
    /^(photo|image|picture|cover (photo|image)|featured image|illustration|graphic|credit|photo credit|image credit|image source|photograph|gorsel|görsel|fotograf|fotoğraf|kapak (fotografi|görseli)|фото|изображение|иллюстрация|foto|bild|bildquelle|crédit photo|imagen|fotografía)\s*(by|:|：|©|\/|credit|courtesy).{1,160}$|^.{0,160}\b(photograph|photo|image|illustration): .{2,60}$|^.{0,160}\((ap|afp|reuters|getty|epa|aa|dpa|ria novosti|tass|sputnik|xinhua)( photo| images?)?(\/[^)]{1,60})?\)$|^(getty images|shutterstock|istock|reuters|wikimedia commons|unsplash)([/,:].{0,60})?$/u,
  ],
  [
    "share buttons",
    /^click to (share|print|email|tweet).*|^(share|like) this:?$|^like loading.*|^.{0,60}\(opens in (a )?new (window|tab)\)$/u,
  ],
  [
    "page number",
    /^(page |sayfa |стр\.? |seite |p\. ?)?\d{1,3}( (of|\/|из|von) \d{1,4})?$|^[-–—] ?\d{1,4} ?[-–—]$|^page \d+ ?\/ ?\d+$/u,
  ],
  ["separator", /^[\s*_=~#.•·–—―─-]{1,}$/u],
];

/** Sentences of banners and boxes: these may run longer, so they must speak of the site itself. */
const BANNER: readonly (readonly [reason: string, form: RegExp])[] = [
  [
    "cookie banner",
    /\b(we|our (partners|site|website)|this (web ?)?site|this page)\b.{0,80}\bcookies?\b|\bcookies? (to|help) (us|improve|enhance|personali[sz]e|give|ensure|provide)|\b(accept|reject|allow|manage|decline) (all |our |optional |necessary )?cookies?\b|by (continuing|using|browsing|clicking).{0,80}(cookies?|you (agree|accept|consent)|privacy policy)|(sitemiz|web sitemiz|bu (web )?site|internet sitemiz).{0,120}(cerez|çerez)|(cerez|çerez)(ler)?i? (kullan|kabul|politika)|(мы|наш сайт|этот сайт|сайт) использу\S+.{0,40}(cookie|куки)|(файл\S* )?(cookie|куки).{0,60}(согла|принима)|(diese|unsere) (web)?(site|seite).{0,60}cookies|wir (verwenden|nutzen|setzen).{0,40}cookies|(ce site|nous) utilis\S+.{0,40}cookies|(este sitio|esta web|utilizamos|usamos).{0,40}cookies|utilizziamo.{0,30}cookie/u,
  ],
  [
    "cookie banner",
    /^(accept( all)?|reject( all)?|i (accept|agree)|agree( and close)?|got it!?|ok(ay)?!?|manage (preferences|settings|options)|cookie settings|kabul (et|ediyorum)|tumunu kabul et|tümünü kabul et|reddet|принять( все)?|согласен|отклонить|akzeptieren|alle akzeptieren|ablehnen|accepter|tout accepter|refuser|aceptar( todo)?|rechazar)([\s|/]+(accept|reject|manage|decline|settings|all|preferences|kabul|reddet|принять|отклонить|и|and)\b.{0,30})*$/u,
  ],
  [
    "disclaimer",
    /^(the )?(views|opinions)( and opinions|,.{1,60})? (expressed|presented|stated|contained)|^(disclaimer|feragatname|отказ от ответственности)\s*[:：]|^bu (yazida|makalede|analizde|icerikte) (yer alan|ifade edilen|belirtilen).{0,40}(gorus|fikir|dusunce)|^(yazida|makalede) (yer alan|ifade edilen).{0,40}(gorus|fikir)|^мнени[ея] (автора|авторов|редакции)|^(взгляды|мнения), выраженные|^les opinions exprimees|^die (hier|in diesem .{1,30}) .{0,30}(ansichten|meinungen)|^las opiniones expresadas/u,
  ],
  [
    "subscription",
    /\b(sign up|subscribe)\b.{0,60}\b(newsletter|mailing list|our (channel|updates|list|briefing)|e-?mail (list|updates|alerts)|updates|inbox|telegram)|\b(our|the|daily|weekly|free|morning) newsletter\b|\bin your inbox\b|\b(get|receive) .{0,60}(in|to) your (inbox|e-?mail)|follow us on|support (our|independent) (work|journalism)|become a (subscriber|supporter|patron)|(bultenimize|bültenimize|e-?bulten|e-?bülten).{0,60}|(telegram|whatsapp) kanalimiz|bizi .{0,40}takip ed|подп(ишитесь|исывайтесь) на (наш|нас|рассылку|канал|telegram|телеграм)|наш (telegram|телеграм)|abonnieren sie (unseren|den)|inscrivez-vous|suscríbase|suscríbete a|iscriviti alla/u,
  ],
];

const FOLDED_LINE = LINE.map(([reason, form]) => [reason, folded(form)] as const);
const FOLDED_BANNER = BANNER.map(([reason, form]) => [reason, folded(form)] as const);

/**
 * Why a block reads like the furniture of a web page rather than the text of an article, or null. Knows share rows,
 * language links, cookie banners, navigation, related posts, advertisements and the like in the languages of
 * European and Turkish sites; whole lines only, so that a sentence that merely mentions such a word is text.
 */
export function clutterReason(text: string): string | null {
  const words = wordCount(text);
  const line =
    fold(text)
      .replace(/^[#>*_\s•·|]+(?=[\p{L}\p{N}])/u, "")
      .replace(/[\s:*_|]+$/u, "") || fold(text);
  if (line === "") return null;
  if (words <= 24 && line.length <= 400) {
    if (isShareRow(line)) return "share buttons";
    for (const [reason, form] of FOLDED_LINE) if (form.test(line)) return reason;
  }
  if (words <= 70 && line.length <= 800) for (const [reason, form] of FOLDED_BANNER) if (form.test(line)) return reason;
  return null;
}

/** Whether a heading says that what follows is a list of other pages or a comment thread. */
export function opensTail(reason: string | null, text: string): boolean {
  return (reason === "related links" && !/[:：»→].*\p{L}/u.test(text)) || reason === "comments";
}

function isShareRow(line: string): boolean {
  const words =
    line
      .replace(/(?<=\p{L})'\p{L}+/gu, "")
      .replace(/\b\d[\d.,]*[km]?\b/gu, " ")
      .match(/[\p{L}&][\p{L}'-]*/gu) ?? [];
  return (
    words.length > 0 &&
    words.length <= 14 &&
    words.some((word) => word.length > 1) &&
    words.every((word) => SHARE.has(word)) &&
    words.some((word) => !WEAK.has(word))
  );
}

/** Members of {@link SHARE} that mean nothing alone. */
const WEAK = new Set(
  "on via by this to with in article page story the bu yaziyi yazıyı ile auf mit sur en su no в на с эту статью этой and & et und y e ve и line ok post save like link x".split(
    " ",
  ),
);
