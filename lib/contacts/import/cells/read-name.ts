import { splitPrefix, withPrefix } from './last-name-prefix'

/** A name as it is stored. Couples and companies have no first name: a greeting would use half of their name. */
export type PersonName = { firstName: string; lastName: string }

const TITLES =
  /^(?:(?:mr|mrs|ms|miss|mx|dr|prof|sir|dame|rev|hon|herr|frau|hr|fr|m|mme|mlle|monsieur|madame|señor|señora|sr|sra|sig|sig\.ra|signor|signora|dhr|mevr|mw|dott|ing)\.?\s+|(?:dr|prof)\.\s*)+(?=\S)/iu
/** Words that only names of companies and groups have. */
const COMPANY_WORD =
  /(?:^|[\s,(])(?:inc|incorporated|llc|l\.l\.c|llp|ltd|limited|pty|plc|corp|corporation|holdings?|trust|trustees?|foundation|estate of|realty|realtors|properties|investments?|partnership|associates|association|household|family|group|company|partners|services|agency|solutions|systems|gmbh|mbh|ohg|gbr|e\.v|s\.?a\.?r\.?l|s\.r\.l|s\.p\.a|lda|ltda|aps|familie|famille|familia|famiglia|stiftung|verein|fondation|fundación|fundação|fondazione|stichting|makelaars?|immobilien|immobilier|immobiliare|inmobiliaria|imobiliária)\.?(?=$|[\s,)])/iu
/** Legal forms that are also names in lowercase letters, at the end: `Müller AG`, `Baker & Co.` */
const LEGAL_FORM =
  /\s(?:AG|KG|UG|EV|SA|S\.A|SAS|SRL|SPA|SL|S\.L|BV|B\.V|NV|N\.V|VOF|AB|OY|LP|PC|PLLC|(?:& )Co|Co(?=\.))\.?$/u
/** Last names too, such as Charlotte Church, so they need a longer name. */
const PLACE_WORD =
  /(?:^|\s)(?:church|bank|college|school|university|club|council|society|studio|department|city|county)$/iu
const COUPLE = /\s(?:&|\+|and|und|et|ed)\s|\s\/\s|\S\/\S|\S&\S/iu
/** Also parts of last names, such as Ortega y Gasset, so only between two first names. */
const SHORT_COUPLE = /^\S+ (?:y|e|en) \S+/iu
const SUFFIX = /^(?:jr|sr|ii|iii|iv|md|phd|dds|esq|cpa|mba|rn|ret)\.?$/i

/** No name is longer. Stored names have up to 80 characters each. */
const MOST_CHARACTERS = 1_000

/** The first and last name in a full name: `Ann Lee`, `Lee, Ann` or `Dr. Ann Lee`. */
export function readFullName(text: string): PersonName {
  const name = withoutAddress(text)
  if (!name) return { firstName: '', lastName: '' }
  if (isCompany(name)) return { firstName: '', lastName: name.slice(0, 80) }
  const [last = '', first = '', ...more] = name.split(',').map((part) => part.trim())
  const isLastFirst = first !== '' && !SUFFIX.test(first) && more.every((part) => SUFFIX.test(part))
  const ordered = (isLastFirst ? `${first} ${last}` : name).trim()
  if (COUPLE.test(ordered) || SHORT_COUPLE.test(ordered)) {
    return { firstName: '', lastName: ordered.slice(0, 80) }
  }
  if (isLastFirst) {
    const [given, prefix] = splitPrefix(withoutTitle(first))
    return { firstName: given.slice(0, 80), lastName: withPrefix(prefix, last).slice(0, 80) }
  }
  const titled = withoutTitle(name)
  const [given = '', ...others] = titled.split(/\s+/)
  // `Mr Smith` has no first name.
  if (others.length === 0 && titled !== name) return { firstName: '', lastName: given.slice(0, 80) }
  return { firstName: given.replace(/,$/, '').slice(0, 80), lastName: others.join(' ').slice(0, 80) }
}

function isCompany(fullName: string): boolean {
  const name = fullName.slice(0, 300)
  const words = name.split(' ').length
  return COMPANY_WORD.test(name) || LEGAL_FORM.test(name) || (words > 2 && PLACE_WORD.test(name))
}

const withoutTitle = (name: string) => name.replace(TITLES, '').trim()

/** Outlook’s display names end with the address: `Ann Lee (ann.lee@people.example)`. */
function withoutAddress(text: string): string {
  const name = text
    .replace(/\s+/g, ' ')
    .slice(0, MOST_CHARACTERS)
    .replace(/[(<][^()<>]{0,300}@[^()<>]{0,300}[)>]/g, '')
    .replace(/^["'\s]+|["\s]+$/g, '')
    .trim()
  return name.includes('@') ? '' : name
}
