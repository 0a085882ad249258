import type { SuppressionReason } from '../../views'
import { plainWords } from '../columns/plain-words'
import { cleanCell } from './clean-cell'

/** What another program says about emails to a person. */
export type OptOut = Exclude<SuppressionReason, 'erased'>

/**
 * How a column tells: `out` columns name a reason and are filled in or true for people who left (`Email Opt Out`,
 * `Unsubscribed at`), `in` columns are false for them (`Opt-in status`), and `status` columns say it in words.
 */
export type OptOutKind = 'out' | 'in' | 'status'

/**
 * `left`: opted out, and the column doesn’t say how. `pending`: never agreed, so there is no consent, but also no decision to
 * record.
 */
export type Answer = OptOut | 'left' | 'allowed' | 'pending' | 'unknown'

const COMPLAINED = /\b(complain|abuse|spam|junk|plainte|beschwerde|reclamo|denunci|klacht)/
const BOUNCED =
  /\b(clean|bounc|hard ?bounce|undeliver|invalid|unzustellbar|unreachable|rebot|rimbalz|non valid|ungultig|nao entreg|onbestelbaar)/
const BLOCKED = /\b(blocked by|blocked$|manually suppressed|gesperrt)/
const LEFT =
  /\b(un ?sub|opt(ed)? ?out|out$|remove|withdr|revok|declin|refus|denied|deny|den[iy]|object|do not|dont|not allow|no marketing|stop|block|suppress|black ?list|erase|abgemeldet|abbestell|widerruf|widersproch|ausgetragen|keine|desabonn|desinscri|retire|oppos|baja|cancelad|disiscri|disdett|annullat|revocat|uitgeschreven|afgemeld|opgezegd|ingetrokken|descadastr|cancelou|desinscrit|removid|nicht|never email|off$)/
/** In a column about emails. Elsewhere they say that a deal is closed. */
const ENDED =
  /\b(inactive|deactivat|archiv|delete|lapsed|expired|inaktiv|deaktiv|inactif|inactivo|inattivo|inactief|inativo)/
const ABOUT_EMAIL = /\b(e ?mail|mailing|subscri|consent|marketing|newsletter|opt)/
const PENDING =
  /\b(non ?sub|not ?sub|never ?sub|not opted|unconfirm|not confirm|pending|await|transactional|not given|no consent|not set|not provided|ausstehend|unbestatigt|en attente|pendiente|in attesa|pendente|niet bevestigd|nicht bestatigt|not requested|no permission|temp hold)/
const ALLOWED =
  /\b(sub|resub|opt(ed)? ?in|active|granted|given|confirm|consent|explicit|implied|implicit|express|accept|agree|allow|permit|verified|valid|deliverable|enabled|on$|marketing|legitimate|aktiv|angemeldet|bestatigt|erteilt|abonn|inscrit|actif|activo|suscrit|attivo|iscritt|actief|ingeschreven|ativo|inscrito|ok$|clear|unverandert|double|single|engaged|mailable|customer)/

const TRUE =
  /^(true|yes|y|1|x|t|on|ja|j|oui|o|si|sim|s|wahr|vrai|verdadero|vero|waar|verdadeiro|checked|✓|✔|✗|☑)$/
const FALSE = /^(false|no|n|0|f|off|nein|non|nee|nao|falsch|faux|falso|onwaar|unchecked|☐)$/

const IS_ALLOWED = /^(allow|subscribed|opted in|opt in|active|ok|none|never)\b/

/** The answer in a cell. Null if it is blank. */
export function readOptOut(cell: string | undefined, columnName: string, kind: OptOutKind): Answer | null {
  const text = cleanCell(cell, 400)
  if (!text || /^(\[\]|\{\}|0000-00-00.*)$/.test(text)) return null
  const words = plainWords(text)
  const simple = text.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '')
  if (kind === 'in') {
    if (TRUE.test(simple)) return 'allowed'
    if (FALSE.test(simple)) return 'unsubscribed'
    if (ENDED.test(words)) return 'unsubscribed'
    return inWords(words) ?? (/\d{4}/.test(text) ? 'allowed' : 'unknown')
  }
  if (kind === 'out') {
    if (FALSE.test(simple)) return 'allowed'
    const byName = reasonIn(plainWords(columnName))
    if (TRUE.test(simple)) return byName ?? 'left'
    const said = inWords(words)
    if (said === 'allowed' && IS_ALLOWED.test(words)) return 'allowed'
    // A date or any other text: a reason, a campaign, a person.
    const bySaid = said === 'allowed' || said === 'pending' ? null : said
    return strongest([bySaid, byName]) ?? 'left'
  }
  if (TRUE.test(simple) || FALSE.test(simple)) return 'unknown'
  if (ENDED.test(words)) return ABOUT_EMAIL.test(plainWords(columnName)) ? 'unsubscribed' : 'unknown'
  return inWords(words) ?? 'unknown'
}

function inWords(words: string): Exclude<Answer, 'unknown' | 'left'> | null {
  if (PENDING.test(words)) return 'pending'
  if (COMPLAINED.test(words)) return 'complained'
  if (/^(not |no )?(un ?sub|opt)/.test(words) && LEFT.test(words)) return 'unsubscribed'
  // A mailbox that was full for a while.
  if (/\bsoft\b/.test(words)) return 'allowed'
  if (BOUNCED.test(words)) return 'bounced'
  if (BLOCKED.test(words)) return 'blocked'
  if (LEFT.test(words)) return 'unsubscribed'
  return ALLOWED.test(words) ? 'allowed' : null
}

/** The reason that the name of a column gives. */
function reasonIn(words: string): OptOut | null {
  if (COMPLAINED.test(words)) return 'complained'
  if (/\b(un ?sub|opt)/.test(words)) return 'unsubscribed'
  if (BOUNCED.test(words)) return 'bounced'
  return null
}

const ORDER: readonly OptOut[] = ['complained', 'unsubscribed', 'bounced', 'blocked']

/** The strongest reason, in the order of lib/contacts/suppress.ts. */
export const strongest = (reasons: readonly (OptOut | null)[]): OptOut | null =>
  ORDER.find((reason) => reasons.includes(reason)) ?? null

/** Whether the words of a column are about opting out, so that a column named “Status” can be told from others. */
export const isStatusWord = (cell: string): boolean => {
  const answer = readOptOut(cell, '', 'status')
  return answer !== null && answer !== 'unknown'
}
