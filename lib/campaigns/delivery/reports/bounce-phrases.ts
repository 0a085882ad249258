import type { bounceCauses } from '@/db/schema/work/campaigns'

export type BounceCause = (typeof bounceCauses)[number]

/**
 * What mail servers write, in lower case, on one line, without addresses. Patterns are bounded, so they are fast on any input.
 * The first cause that matches wins, so everything that doesn’t suppress is before "no such mailbox".
 */

const any = (...patterns: (string | RegExp)[]): RegExp =>
  new RegExp(patterns.map((one) => (typeof one === 'string' ? one : one.source)).join('|'), 'u')

/** The email’s sender, or the server it came from, is refused, no matter who it is for. */
const SENDER_BLOCKED = any(
  // Authentication of the sender's domain.
  /\b(?:spf|dmarc|dkim|senderid)\b/,
  /sender policy framework|authentication (?:checks?|information|results?)|unauthenticated (?:e-?mail|mail|message|sender)/,
  /(?:fails?|failed|not pass|did not pass) (?:to pass )?(?:the )?(?:.{0,30})?authenti/,
  // Lists and reputation.
  /\b(?:dns-?)?(?:rbl|dnsbl|rhsbl|dbl|xbl|sbl|pbl|psbl|dnswl)\b|spamhaus|spamcop|sorbs\.|barracudacentral|uceprotect|surbl|abuseat|njabl|cloudmark|senderbase|invaluement|mailspike|senderscore|backscatterer|manitu|mail-abuse\.|trustedsource|spamrats|truncate\.gbudb/,
  /black ?-?list|block ?-?list|deny ?-?list|block(?:ed|ing) list|\bblocke?d?\b (?:using|by|for|due|because|from|at|until|temporarily|in |on )|(?:ip|host|server|client|domain|network|sender|mail|message|e-?mail|connection|envelope|access|you) (?:addr |address |\[?[\d.:a-f]+\]? |name )?(?:is |are |was |were |has been |have been |been |temporarily |permanently |currently )*(?:blocked|banned|blocklisted|listed)/,
  /:blocked\b|\bbanned\b|reputation/,
  // The envelope sender.
  /(?:sender|from|originator|return.path|envelope)(?: e-?mail)?(?: addr)?(?: ?address)?(?: ?\(?addr\)?)?(?: domain)?(?: name)?:? ?(?:is |was |has been |could |can )?(?:not |be not |not be )?(?:addr )?(?:rejected|refused|denied|verif|unverif|invalid|unknown|forged|not exist|does ?n[o']t exist|not accepted|not allowed|not permitted|not found|unresolvable|cannot be resolved|must exist|must resolve|misformatted|disallowed)/,
  /(?:unknown|invalid|bad|rejected|refuse|forged|unresolvable|cannot resolve|can't verify|could not verify|not verify) (?:mail )?(?:sender|return-path|from addr|from:|envelope sender|originator)/,
  /domain of (?:the )?sender|sender'?s? (?:domain|address|email address|host|mail server|ip)|sender (?:callout|verify|verification|denied|rejected|not)|verify (?:the )?sender|mail from (?:domain|address|must|command|rejected|denied)|addr sender|does not like (?:the )?sender|sender was rejected|sender id|(?:after|reply to|response to) (?:the )?mail from/,
  // The connecting server.
  /client host|sending (?:host|mta|server|ip|mail server|domain)|(?:bad|invalid|rejected|your) helo|helo (?:command )?(?:rejected|name|host)|ehlo.{0,20}(?:rejected|invalid|refused)|reverse dns|\brdns\b|\bptr\b|reverse (?:lookup|mapping|hostname|address)|no reverse|reverse hostname|fcrdns|fix (?:your )?reverse|cannot find your (?:reverse )?hostname|hostname .{0,40}(?:does not resolve|not resolve)|dynamic (?:ip|address|host|pool)|generic (?:rdns|hostname|ptr)|residential|dial-?up|(?:access|connection|connections|mail|e-?mail|messages?) from (?:your |this |the )?(?:ip|host|server|domain|network|isp|country|region|addr|\[?\d{1,3}\.)/,
  /not (?:authori[sz]ed|allowed|permitted) to (?:send|use|relay|deliver|connect)(?! to (?:this|the) (?:recipient|group|list))|(?:your|this|the) (?:ip|host|server|network|domain|isp|country)(?: address)?(?: \[?[\d.:a-f]+\]?)? .{0,30}(?:rejected|refused|denied|not (?:allowed|accepted|permitted|welcome)|suspicious|poor|abus)/,
  /administrative prohibition|bulk mail|untrusted|spoof|blackhole|send(?:er|ing) (?:is )?(?:un)?(?:blocked|banned|not trusted)|sent from a (?:blocked|bad)|(?:jp|part of their network) is on our block|blocked mail|blockedsender|s3140|s3150/,
  // Other languages.
  /absender.{0,40}(?:abgelehnt|gesperrt|abgewiesen|nicht erlaubt)|exp[ée]diteur.{0,40}(?:rejet|refus|bloqu)|remitente.{0,40}(?:rechaz|bloque|deneg)|remetente.{0,40}(?:rejeit|bloque|recus)|mittente.{0,40}(?:rifiut|blocc|respint)|отправител.{0,40}(?:отклон|заблок|запрещ)|(?:чёрн|черн)[а-яё]+ спис|发[件送]人?.{0,20}(?:拒|黑名单|封)|黑名单|送信(?:者|元).{0,30}(?:拒否|ブロック)|ブラックリスト|なりすまし/,
)

const FULL = any(
  /over ?-?quota|quota.{0,40}(?:exceed|full|reached|violat|limit|used|over)|(?:exceed|full|reached|out of|over|above|beyond).{0,40}quota|disk quota|\bquota\b/,
  /(?:mail ?box|mail box|inbox|account|user|mail ?folder|mailstore|maildir|storage|disk|spool|file ?system|mail ?drop|box|email|addr)(?:[ :].{0,60}?)? (?:is|are|was|were|seems to be|appears to be)(?: currently| temporarily| too| almost| now| already)? full\b|\b(?:mailbox|inbox|account|disk|storage|user|mail ?drop|box) (?:too |almost )?full\b/,
  /full mailbox|mailbox.?full|insufficient (?:system )?(?:storage|resources|disk)|(?:not enough|no|out of|insufficient|lack of|exceeded).{0,20}(?:storage|disk|mail ?box)?.{0,6} ?space|out of storage|(?:mail ?box|account|user|recipient|folder|storage).{0,60}(?:exceed|over|reached|at its|maximum|above|beyond).{0,40}(?:size|limit|storage|capacity|allocat|allotment|space)|(?:exceed|over|reached).{0,30}(?:mail ?box|storage|account) (?:size|limit|capacity|space|allocation)|storage (?:limit|allocation|space)|size of (?:the )?mailbox|too (?:many|much) (?:messages|mail|data) in (?:the |this )?(?:mail ?box|maildrop|inbox)|mailbox (?:size )?limit|mailbox size|maildir(?:ectory)? (?:over|delivery failed: user)|no room (?:in|for)|doesn't have (?:enough )?space/,
  /(?:postfach|mailbox|speicher).{0,40}(?:voll|überschritten|überfüllt)|speicherplatz|(?:bo[iî]te|messagerie).{0,40}(?:pleine|satur|d[ée]pass)|buz[óo]n.{0,40}(?:llen|exced|super)|cuota|caixa.{0,40}(?:cheia|lotad|exced)|casella.{0,40}(?:pien|superat|esaurit)|переполнен|квот|(?:邮箱|信箱|邮件).{0,10}(?:已?满|空间|容量)|容量|メールボックス.{0,20}(?:いっぱい|一杯|満杯|フル)|postvak.{0,20}vol|skrzynk.{0,30}(?:pełn|przepełn)|kotas? .{0,20}(?:dolu|aşı)|용량|가득/,
)

const RATE_LIMITED = any(
  /rate ?-?limit|(?:at|exceed|over).{0,25} rate\b|throttl|grey ?-?list|gray ?-?list|too (?:fast|frequent|quickly|often)|too many (?!hops)[a-z]+|exceed.{0,50}(?:hour|day|minute|rate|connections|number of (?:messages|recipients|connections|e-?mails|mails))|(?:hourly|daily|sending|send|message|recipient|connection|outgoing|messaging) (?:limit|quota)|maximum (?:number of )?(?:connections|recipients|credits)|limit exceeded|exceeded (?:the |its |your )?(?:\w+ )?limit|unusual rate|frequency|(?:per|each) (?:hour|day|minute)\b|concurren|speed limit|\bcredits?\b.{0,20}(?:exceed|limit)|slow down|over its limit|high volume/,
  /trop de|demasiad[oa]s|muitas mensagens|troppi|слишком много|слишком часто|频率|过于频繁|频繁|超过.{0,10}限制/,
)

const TOO_LARGE = any(
  /(?:message|e-?mail|mail|data|content|attachment|body|header|letter|msg|size)(?: .{0,60}?)? (?:is |was |are )?(?:too|to) (?:big|large)\b|too (?:big|large)\b|(?:message|mail|e-?mail|msg|file|attachment).{0,30}(?:size|length).{0,50}(?:exceed|limit|larger|greater|over|maximum|too)|exceed.{0,50}(?:message|maximum|fixed|allowed|size).{0,20}(?:size|limit|length)|size (?:limit|exceed)|larger than (?:the )?(?:current|allowed|maximum|system|limit)|maximum (?:message|mail|size|allowed)|message length exceeds|(?:line|header) (?:is )?too long/,
  /zu gro(?:ß|ss)|trop (?:volumineux|grand|gros)|demasiado grande|muito grande|troppo grande|слишком больш|サイズ.{0,20}(?:超|大き)|邮件(?:过大|太大)|邮件大小/,
)

const RELAY_DENIED = any(
  /relay(?:ing)?(?: .{0,30}?)? ?(?:access )?(?:denied|not (?:permitted|allowed|authorized)|prohibited|restricted|refused|disallowed|is not|forbidden|rejected)|(?:no|not|unable to|cannot|can't|won't|will not|do not|don't|does not|refuse to|denied|open|without|must|allow(?:ed)? to|authorized to|access to|attempt to|invalid|use) (?:an? |open |permitted to |allowed to )?relay|relay (?:access|attempt)|not (?:in|on) (?:my|our|the) list of (?:allowed )?(?:rcpthosts|relay|domains)|rcpthosts|badrcptto|isn't in my list|not a(?:n)? (?:local|known|accepted|hosted) domain|domain.{0,40}(?:not|isn't) (?:hosted|local|served|handled|configured)|not local;|we do not accept mail for|not a gateway|not (?:a )?(?:mail )?(?:gateway|relay)|mail for .{0,60} is not accepted|authentication (?:is )?required|must authenticate|smtp auth|please (?:log ?in|authenticate)|not an accepted domain|no .{0,20}relaying/,
  /weiterleitung.{0,30}(?:verweigert|nicht erlaubt)|relais refus|中继|中繼/,
)

/** The content of the email was refused. */
const CONTENT = any(
  /\bspam\b|spammy|anti-?spam|spamassassin|junk|virus|malware|trojan|phish|unsolicited|\buce\b|\bube\b|infected|suspicious|objectionable|\bbulk\b|banned (?:content|attachment|file|extension)|content (?:reject|filter|scan|polic|violat|restrict|not (?:accept|allow))|bad content|(?:rejected|denied|refused|blocked|due to|because of|for|by|of) (?:.{0,40}?)\b(?:policy|policies|content)\b|\bpolicy\b.{0,30}(?:reason|violat|restrict|reject|prohib|block|reference|#|refus|deni)|violat|(?:local|site|security|administrative|mail|message|organi[sz]ation(?:al)?|company|corporate|system|server|email|messaging|acceptance) polic|local (?:agreement|rule)|(?:message|mail|e-?mail) (?:was |has been |is |has )?(?:content )?(?:filtered|discarded|quarantined|considered|detected|identified)|attachment.{0,20}(?:type|name|block|not|reject|remov|forbid|prohib)|\burls?\b.{0,20}(?:in|block|list)|fraud|abus|scored|milter|denied by (?:rule|admin|policy|filter)|security (?:reasons|restriction|concern)|administrat(?:ively|or) (?:denied|prohibited|rejected|has)|not rfc|rfc.{0,3}(?:5322|2822|822|5321|2821)|complian|bare (?:lf|cr)|missing.{0,20}header|header.{0,20}(?:missing|invalid|duplicate)|8.?bit|non-?ascii/,
  /werbung|richtlinie|sicherheits|contenu.{0,20}(?:refus|rejet)|ind[ée]sirable|pol[íi]tica|contenido|conteúdo|contenuto|indesiderat|спам|вирус|политик|垃圾|病毒|违规|迷惑メール|スパム|ウイルス/,
)

/** The recipient or their organization doesn’t want this email. The mailbox exists. */
const REFUSED = any(
  /recipient.{0,5} preference|user (?:rule|refuse|reject|prefer|does(?:n't| not) accept|is not accepting|doesn't want)|refus(?:es|ed|ing) (?:to (?:receive|accept)|mail|your|by|due)|(?:recipient|user|mailbox|account|member|list|group)(?: .{0,40}?)? (?:is |has |does |will )?(?:not|only|no longer) (?:currently )?(?:accept(?:s|ing)?(?: any| new)?|receiv(?:e|es|ing)|allow(?:ed|s|ing)?|configured|authorized|permitted to receive)|only accept|(?:not|no) accept(?:ing|s|ed)? (?:any |new |e-?|mail|messages|your)(?!.{0,20}null)|not (?:have )?permission|permission (?:denied|to)|notauthori[sz]ed|not (?:authori[sz]ed|permitted|allowed) (?:to|by|for|from)|restrict|delivery not authorized|moderat|protected by|challenge|whitelist|allow ?list|opt(?:ed)?.out|unsubscribed|recipient (?:.{0,30}?)?blocked|blocked by (?:the )?(?:recipient|user)|requires? (?:that )?(?:all )?senders?|not (?:a )?member|only (?:list )?(?:members|subscribers)|private|suppress/,
  /nimmt keine|受信(?:拒否|制限)|拒收|指定受信/,
)

/** Time, the network, or the server itself. */
const TEMPORARY = any(
  /tim(?:ed|e)[ -]?out|timeout|connect(?:ion|ions)?.{0,20}(?:refused|reset|lost|closed|dropped|failed|broken|aborted|timed|died|limit)|lost connection|(?:could not|couldn't|cannot|can't|unable to|failed to|wasn't able to|did not accept our requests to) (?:establish|connect|contact|reach|open)|not (?:responding|reachable|respond|answer)|unreachable|no (?:route|answer|response)|retry time|(?:in (?:the )?queue|queued) (?:for )?too long|too long|queue (?:time|life)|expired|(?:delivery|message) (?:time|has) (?:.{0,20}?)(?:expired|exceeded)|max(?:imum)? (?:retr|queue|time|age|attempts)|hop ?count|too many hops|mail loop|loops back|looping|routing loop|loop detected|mail forwarding loop|forwarding loop|try (?:again|later|it again)|again later|later\b.{0,20}try|temporar(?:y|ily)|deferr?ed|tempfail|transient|not available at this time|service (?:is )?(?:not |un)available|system (?:error|failure|not|busy|problem|incorrectly|resources)|internal (?:server |mail )?error|local (?:error|problem|configuration|delivery (?:failed|agent))|mailer error|configuration (?:error|problem)|config(?:uration)?.{0,10} error|(?:can't|cannot|unable to|could not) (?:create|open|write|access|lock|chdir|allocate)|i\/o error|protocol error|bad sequence|command (?:not|unrecognized|unknown)|syntax error|unrecognized command|tls|starttls|certificate|dns (?:lookup |server )?(?:failure|fail|problem|time)|lookup (?:error|failure|failed)(?! permanently)|server failure|servfail|unverified address|resources (?:temporarily )?unavailable|unexpected|backend|ldap|directory (?:server|service)s? (?:un|not|error)|database.{0,30}(?:unavail|error|fail|down|problem)|shutting down|being (?:migrated|moved)|maintenance|load (?:too|average)|command (?:died|failed)|pipe|exit(?:ed)? status|deliver(?:y)? agent|software.{0,10}error|host not found, try|verification.{0,20}progress/,
  /zeitüberschreitung|vorübergehend|später|délai|ult[ée]rieurement|temporair|tiempo de espera|m[áa]s tarde|temporal|tempo (?:limite|esgotado|scaduto)|mais tarde|pi[ùu] tardi|temporane|временно|позже|превышено время|稍后|暂时|超时|タイムアウト|一時的|しばらく/,
)

/** In the order in which they are tried. */
export const CAUSE_PHRASES: readonly (readonly [BounceCause, RegExp])[] = [
  ['sender-blocked', SENDER_BLOCKED],
  // "Does not accept mail" would otherwise be a decision of the recipient.
  ['no-mailbox', /null ?-?mx/u],
  ['full', FULL],
  ['rate-limited', RATE_LIMITED],
  ['too-large', TOO_LARGE],
  ['relay-denied', RELAY_DENIED],
  ['policy', CONTENT],
  ['refused', REFUSED],
]

export const TEMPORARY_PHRASES = TEMPORARY

/** The mailbox exists, and may come back. */
export const DISABLED_PHRASES =
  /\b(?:disabled|inactive|suspended|deactivated|not active|inactivity|dormant|locked|frozen|on hold|over-?due)\b|gesperrt|deaktiviert|désactivé|suspendu|desactivad|suspendid|disattivat|sospes|заблокирован|отключ|停用|冻结|禁用|無効化/u

/** Refused without saying why. "Recipient address rejected" is what Postfix writes before its reason. */
export const GENERIC_REFUSAL =
  /(?<!recipient )(?<!recipient address )(?<!addr )\b(?:refused|rejected|denied|declined|blocked|unacceptable|disallowed|unwelcome|unauthorized|prohibited|forbidden|not (?:allowed|permitted|accepted|authorized)|unable to accept|cannot accept)\b/u

const WHO =
  '(?:user(?:id|name)?|user name|recipients?|mail ?boxe?s?|mail box|accounts?|(?:e-?mail )?address(?:ee)?(?:es)?|alias|person|e-?mail|rcpt|local ?-?part|customer|subscriber|destination|mail ?drop|contact|employee|addr)'

export const NO_MAILBOX_PHRASES: readonly RegExp[] = [
  new RegExp(
    `(?:no such|unknown|invalid|non-?exist[ae]nt|not existing|undefined|unrecognized|bad|wrong|illegal|incorrect|no valid|not a valid|no matching|unable to find|can't find|cannot find|can not find|could not find|couldn't find|did not find) (?:or (?:inactive|illegal|invalid|misspelled|nonexistent) )?(?:local |final delivery |destination |virtual |smtp |e-?mail |known |such |the |this |that |a |any |domain )*${WHO}\\b(?! (?:format|syntax|in header))`,
    'u',
  ),
  new RegExp(
    `\\b${WHO}\\b[^ ]{0,80}(?: [^ ]{1,80}){0,6}? \\W?(?:is |was |are |were |has been |have been |could |can |did |does |do |seems? to be |appears? to be )*(?:un ?known|not ?found|not known|(?:doesn't|does not|didn't|did not|do not|don't|not) (?:currently )?(?:exist|have an? .{0,30}account|match any)|(?:doesn't|does not) have (?:an? )?.{0,30}(?:account|mailbox)|no longer (?:exists?|valid|available|active|with|here|at|in use|works?|employed|on|a )|invalid|nonexist[ae]nt|non-exist[ae]nt|not (?:a )?(?:valid|known|recogni[sz]ed|registered|listed|defined|an? existing)|not be found|couldn't be found|cannot be found|deleted|removed from|terminated|unrouteable|unroutable|incorrect|not our|not in (?:our|the|my) (?:system|directory|database|list|user))`,
    'u',
  ),
  /no (?:mail ?box|account|user|person|one|alias) (?:here |there )?(?:by|with|of|under) (?:that|this) (?:name|address)|no such (?:user|person|mail|account|address|recipient|object|alias|here|local|customer|subscriber|employee|e-?mail|name|virtual|id|addr)|there is no (?:one|user|such|account|mailbox|addr)/u,
  /recip(?:ient)?notfound|unknown or illegal (?:alias|user)|unrout(?:e)?able (?:addr|address|mail)|not listed in (?:the )?(?:domino|public|address|notes|directory)|(?:addr|address) (?:wasn't|was not|couldn't be|could not be|not) found|(?:wasn't|couldn't be|was not|could not be) found (?:at|in|or|by)|user not (?:found|known|exist|local)|not a (?:known|valid|registered) (?:user|mailbox|recipient|account|address|customer)|bad destination|mailbox (?:name )?(?:not (?:found|available|valid|exist)|unavailable|unknown|does)|mailbox not|account (?:not found|unavailable|unknown|is not (?:found|available))|has no mailbox|have (?:such|an? such|this) (?:a )?(?:user|mailbox|account)|not (?:one of )?our (?:user|customer)|address unknown|unknown address|address (?:does not|doesn't) exist|email address you entered|user (?:is )?(?:.{0,30}?)doesn't exist|recipient (?:.{0,30}?)(?:unknown|does not exist|not found)|user (?:or mailbox )?(?:.{0,30}?)(?:unknown|does not exist|not found)|no longer (?:an? )?(?:valid|employee|customer|with (?:us|the))|invalid final delivery userid/u,
  /(?:user|recipient|mailbox|account|addr|address)(?: .{0,40}?)? has (?:moved|left|been (?:deleted|closed|removed|terminated|cancell?ed))|moved.{0,40}(?:no forwarding|without forwarding)|no forwarding address|account (?:was |has been |is )?(?:deleted|closed|terminated)|discontinued mailbox/u,
  // The whole domain doesn’t exist, or has said that it accepts no email (RFC 7505).
  /host unknown|unknown host|host or domain name not found|(?:domain|host)(?: name)? (?:.{0,40}?)?(?:does not exist|doesn't exist|not found|unknown)|no such (?:domain|host)|unknown domain|nxdomain|non-?existent (?:domain|host)|couldn't find any host named|all host address lookups failed permanently|all relevant mx records point to non-existent hosts|null ?-?mx|domain (?:does not|doesn't) accept (?:any )?mail|domain.{0,20}couldn't be found/u,
  // German, French, Spanish, Portuguese, Italian, Dutch, Polish, Swedish, Turkish.
  /(?:empfänger|benutzer|postfach|adresse|konto|mailbox|teilnehmer|nutzer).{0,60}?(?:unbekannt|existiert nicht|nicht (?:gefunden|vorhanden|bekannt|existent|mehr gültig|mehr vorhanden)|nicht existiert|gibt es nicht|ungültig|gelöscht)|(?:unbekannte[rs]?|ungültige[rs]?) (?:empfänger|benutzer|adresse|postfach|nutzer)|kein (?:solcher |postfach|benutzer|empfänger)|existiert (?:hier )?nicht/u,
  /(?:adresse|destinataire|utilisateur|bo[iî]te|compte|usager).{0,60}?(?:inconnue?|n'existe (?:pas|plus)|introuvable|invalide|inexistant|pas (?:été )?trouv|supprim)|(?:utilisateur|destinataire) inconnu|aucun (?:utilisateur|compte|destinataire)/u,
  /(?:usuario|destinatario|direcci[óo]n|buz[óo]n|cuenta|casilla).{0,60}?(?:desconocid|no existe|inexistente|no (?:se |ha sido |fue )?(?:pudo )?encontr|no (?:es )?v[áa]lid|inv[áa]lid)|no existe (?:el |la )?(?:usuario|buz|cuenta|direcci)/u,
  /(?:usu[áa]rio|destinat[áa]rio|endere[çc]o|caixa|conta).{0,60}?(?:desconhecid|n[ãa]o existe|inexistente|n[ãa]o (?:foi |p[ôo]de ser )?(?:encontrad|localizad)|inv[áa]lid)/u,
  /(?:utente|destinatario|indirizzo|casella|account).{0,60}?(?:sconosciut|non esist|inesistente|non (?:[èe] stat[oa] )?trovat|non (?:[èe] )?valid)/u,
  /(?:gebruiker|ontvanger|adres|postbus).{0,60}?(?:onbekend|bestaat niet|niet gevonden)|(?:użytkownik|adres|skrzynka|odbiorc).{0,60}?(?:nieznan|nie istnieje|nie znaleziono)|(?:användare|mottagare|adress).{0,60}?(?:okänd|finns inte)|(?:kullanıcı|alıcı|adres).{0,60}?(?:bulunamadı|bilinmiyor|mevcut değil)/u,
  // Russian, Ukrainian.
  /(?:пользовател|адрес|ящик|получател|аккаунт|учётн|учетн|абонент|користувач|скриньк).{0,60}?(?:не существует|не найден|неизвест|недействит|не зарегистрирован|отсутств|удал[её]н|не знайден|не існує|невідом)|(?:неизвестный|несуществующ|нет такого|нет такой).{0,20}(?:пользовател|адрес|получател|ящик)/u,
  // Chinese, Japanese, Korean.
  /(?:用户|用戶|收件人|邮箱|信箱|郵箱|地址|帐[号户]|账[号户]|帳[號戶]|收信人|邮件地址|接收者).{0,30}?(?:不存在|未知|无效|無效|没有找到|找不到|查无|查無|不正确|错误|沒有|没有此)|(?:无|無|没有|查无)(?:此|该|這個|这个)(?:用户|用戶|邮箱|帐号|账号|人|收件人)|不存在的?(?:用户|邮箱|地址)/u,
  /(?:宛先|あて先|送信先|受信者|ユーザー?|アドレス|メールボックス|アカウント|利用者).{0,40}?(?:存在しま?せん|存在しない|見つかりま?せん|見つからない|不明|見当たりません|ありません|間違っ|誤り|無効)|(?:宛先|あて先|ユーザー?)不明|該当(?:する)?(?:の)?(?:アドレス|ユーザ|メール|宛先)/u,
  /(?:사용자|수신자|주소|계정|메일함).{0,30}?(?:존재하지|없습|없는|찾을 수|알 수 없)/u,
]
