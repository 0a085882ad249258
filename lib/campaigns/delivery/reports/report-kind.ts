import { decodeWords, firstField, type HeaderFields } from '@/lib/email/read-mime'

const DAEMON =
  /mailer-?daemon|postmaster|mail ?delivery|delivery (?:sub)?system|mail-?daemon|mdaemon|mail (?:administrator|system|server)|maildelivery|system administrator|administrador|administrator@|majordomo|^<?>?$|bounces?@|noreply-?(?:dsn|ndr)|microsoftexchange329e71ec88ae4615bbc36ab6ce41109e|mta@|smtp-?(?:gateway|daemon)|root@/i

/** Subjects of bounces, in the languages of the servers that write them. */
const BOUNCE_SUBJECT =
  /undeliver|undelivr|not delivered|non-?deliver|could not (?:be )?(?:deliver|send)|can(?:no|')t (?:be )?deliver|couldn't be delivered|unable to deliver|delivery (?:status|notification|report|fail|error|problem|has failed|information|to the following)|deliver(?:y|ing)?.{0,20}(?:fail|unsuccess|abort)|failure (?:notice|notification|delivery)|fail(?:ed|ure).{0,20}(?:mail|delivery|message|send)|returned (?:mail|to sender|e-?mail|message)|return(?:ed)? to sender|mail (?:system|delivery|status|could not|failure|returned|error)|message (?:could not|not|delivery|status|you sent|undeliverable|failure)|bounce|error (?:sending|condition|in mail|mail)|mail error|undelivered|nondeliverable|rejected|unzustellbar|nicht zugestellt|zustell|fehlgeschlagen|fehler|non (?:remis|distribu|livr)|[ée]chec|notification d'[ée]tat|retourn|no (?:se pudo|entregad|se ha podido)|devuelto|error de entrega|não (?:entregue|foi poss)|devolvid|falha|mancat[ao]|recapito|impossibile|non recapitabil|не ?достав|недостав|возвра|ошибк|не удалось|退信|退件|无法投递|無法投遞|投递失败|系统退信|配信(?:不能|不可|エラー|でき|され|失敗)|送信(?:エラー|でき|失敗)|不達|エラーメール|配送|戻り|반송|전송 실패|niedostarcz|nie dostarczono|onbestelbaar|niet (?:bezorgd|afgeleverd)|olevererad|kan inte levereras|iletilemedi/iu

const AUTO_REPLY_SUBJECT =
  /^(?:\W|re|aw|sv|fwd?)*(?:auto(?:mat(?:ic|ed|ische|ische[rs]?))?[ -]*(?:reply|response|antwort|answer)|auto:|autoreply|autoresponse|out[ -]of[ -](?:the )?office|ooo\b|i(?:'m| am) (?:out|away|on)|away from|on (?:vacation|holiday|leave|annual|maternity|parental)|vacation|abwesen|nicht im b[üu]ro|automatische antwort|r[ée]ponse automatique|absence|absent|absent du bureau|respuesta autom|fuera de (?:la )?oficina|resposta autom|fora do escrit|risposta autom|fuori (?:ufficio|sede)|assente|автоответ|автоматический ответ|в отпуске|自動(?:返信|応答)|不在|自动(?:回复|答复)|自動回覆|外出|afwezig|automatisch antwoord|autosvar|frånvaro|autoodpowied|poza biurem|otomatik yan|자동 ?(?:응답|회신)|부재)/iu

const subjectOf = (headers: HeaderFields): string => decodeWords(firstField(headers, 'subject'))

/** Written by a program that answers for a person: a vacation notice is not a bounce, whatever it says. */
export function isAutoReply(headers: HeaderFields): boolean {
  if (AUTO_REPLY_SUBJECT.test(subjectOf(headers))) return true
  // Vacation notices have an empty return path too, so only the sender's name tells a server.
  if (DAEMON.test(decodeWords(firstField(headers, 'from'))) || headers.has('x-failed-recipients'))
    return false
  return (
    ['x-autoreply', 'x-autorespond', 'x-autoresponder', 'x-autoreply-from', 'x-mail-autoreply'].some((name) =>
      headers.has(name),
    ) ||
    /auto.?reply|vacation/i.test(firstField(headers, 'precedence')) ||
    (/^auto-(?:replied|generated)/i.test(firstField(headers, 'auto-submitted')) &&
      !BOUNCE_SUBJECT.test(subjectOf(headers)))
  )
}

const isFromDaemon = (headers: HeaderFields): boolean => {
  const from = decodeWords(firstField(headers, 'from'))
  const path = headers.get('return-path')?.[0]
  return DAEMON.test(from) || path?.replace(/[<>\s]/g, '') === '' || (path !== undefined && DAEMON.test(path))
}

/** Written by a mail server about an email that it didn’t deliver. People who quote a bounce don’t send from a server. */
export const isFromMailServer = (headers: HeaderFields): boolean =>
  headers.has('x-failed-recipients') ||
  isFromDaemon(headers) ||
  (BOUNCE_SUBJECT.test(subjectOf(headers)) && !/^(?:re|aw|sv|fwd?|tr|wg)\s*:/i.test(subjectOf(headers)))

/** Microsoft’s feedback loop (JMRP) in its older form: the email itself, without a `message/feedback-report`. */
export const isOutlookComplaint = (headers: HeaderFields, original: HeaderFields | null): boolean =>
  original?.has('x-hmxmroriginalrecipient') === true ||
  (/\bstaff@(?:hotmail|outlook)\.com\b/i.test(firstField(headers, 'from')) &&
    /^\s*complaint about message/i.test(subjectOf(headers)))
