/**
 * Wording that fair housing law doesn't allow in an advertisement. One list for everything we generate or publish: posts,
 * campaigns, templates, images, reports and the text of a CRM (R46). Pure, and safe in a browser.
 */

const FAIR_HOUSING =
  'Fair housing law prohibits advertising that favors or excludes groups of people. Describe the home instead.'

const CHILDREN = '(?:children|childs?|child|kids?|infants?|babies|baby|toddlers?|teen(?:ager)?s?|minors?)'
const RELIGIONS =
  '(?:christians?|catholics?|protestants?|mormons?|evangelicals?|jews?|jewish|muslims?|islamic|hindus?|buddhists?|sikhs?|atheists?)'
const ORIGINS =
  '(?:whites|blacks|(?:white|black)(?= (?:only|people|persons?|tenants?|famil|buyers?|renters?|applicants?|couples?|neighbo|communit|area|household|preferred))|caucasians?|african[- ]?americans?|asians?|chinese|japanese|koreans?|indians?|hispanics?|latin[oax]s?|mexicans?|arabs?|europeans?|anglos?|gypsies|gypsy|aborigin(?:al|e)s?|americans?|australians?|british)'
const GROUPS = `(?:${RELIGIONS}|${ORIGINS})`
const STAGES =
  '(?:singles?|single (?:people|persons?|men|women|males?|females?|professionals?|adults?|ladies|gentlem[ae]n)|couples?|(?:young|mature|married|retired|older|childless|professional|working) (?:couples?|adults?|people|persons?|professionals?|singles?|ladies|lady|gentlem[ae]n|m[ae]n|wom[ae]n)|newlyweds?|empty[- ]nesters?|retirees?|seniors?|the elderly|bachelors?|bachelorettes?|millennials?)'
const SUITED =
  '(?:perfect|ideal|great|best|suited|suitable|perfectly suited|ideally suited|suits|designed|made|intended|reserved)'
const WANTED = '(?:only|preferred|wanted|welcome only|need only apply)'
const EXCLUDED =
  '(?:not (?:allowed|permitted|welcome|accepted|suitable|considered|wanted)|unwelcome|prohibited|need not apply)'
/** "no children’s playground", "no child support": says nothing about who may live there. */
const NOT_PEOPLE =
  "(?!['’]?s?\\s+(?:play|room|pool|menu|club|park|furniture)|['’]s\\b|\\s+(?:support|care center|gates?))"

const FORBIDDEN: RegExp[] = [
  // Families with children.
  phrase(
    `(?:no|without|not? for|not suitable for|unsuitable for|sorry,? no)\\s+(?:small\\s+|young\\s+)?${CHILDREN}\\b${NOT_PEOPLE}`,
  ),
  phrase(`(?:no|not for)\\s+(?:families|family|pregnant\\s+\\w+)(?!\\s+(?:room|entrance|bath\\w*|history))`),
  phrase(`(?:${CHILDREN}|families)\\s+(?:are\\s+|is\\s+)?${EXCLUDED}`),
  phrase(
    '(?:child|kid|children)[- ]free(?:\\s+(?:home|building|community|complex|neighbo\\w+|living|apartment|household|tenants?))?',
  ),
  phrase(
    'adults?[- ]only|only adults?|adult (?:building|complex|living|community|household|occupancy)|mature (?:adults?|persons?|people|tenants?|individuals?|couples?) (?:only|preferred)',
  ),
  phrase(
    `(?:singles|couples|families|bachelors?|students|seniors|retirees|professionals|ladies|gentlemen|m[ae]n|wom[ae]n|males?|females?|girls|boys)\\s+${WANTED}`,
  ),
  phrase(
    `(?:no|not for)\\s+(?:singles|unmarried couples?|couples|students|seniors|elderly|old people|young people|men|women|males?|females?|single (?:mothers?|moms?|mums?|parents?|m[ae]n|wom[ae]n))`,
  ),
  phrase(`${SUITED}\\s+(?:home\\s+|place\\s+)?for\\s+(?:an?\\s+|the\\s+)?${STAGES}`),
  // Race, color, national origin and religion.
  phrase(
    `(?:no|not for)\\s+(?:${GROUPS}|immigrants?|foreigners?|migrants?|refugees?|minorit(?:y|ies)|people of colou?r|coloreds?)(?!\\s+(?:appliances?|tiles?|cabinets?|paint|walls?|kitchens?))`,
  ),
  phrase(
    `(?:${GROUPS}|immigrants?|foreigners?|english[- ]speak(?:ers?|ing)|citizens?)\\s+(?:(?:people|persons?|tenants?|family|families|buyers?|renters?|applicants?|couples?|households?)\\s+)?(?:${WANTED}|${EXCLUDED})`,
  ),
  phrase(
    `(?:only|prefer(?:s|red|ably)?|for|seeking|looking for|want(?:s|ed)?)\\s+(?:an?\\s+)?${GROUPS}\\s+(?:people|persons?|tenants?|famil(?:y|ies)|buyers?|renters?|applicants?|couples?|household)`,
  ),
  phrase(
    `${SUITED}\\s+for\\s+(?:an?\\s+|the\\s+)?(?:${GROUPS})(?!\\s+(?:cuisine|cooking|appliances?|oak|marble|food|style|furniture|restaurants?|paint))`,
  ),
  phrase(
    `(?:predominantly|mostly|all|exclusive(?:ly)?|traditional|nice|good|quiet|safe)[- ,]+(?:${GROUPS})\\s+(?:neighbo\\w+|area|community|street|suburb|building|enclave)`,
  ),
  phrase(
    `${RELIGIONS}\\s+(?:home|household|neighbo\\w+|community|landlord|owners?)(?!\\s+(?:cent\\w+|church|school|hall))`,
  ),
  phrase(
    '(?:white|black|asian|hispanic|latino|racially mixed|integrated|segregated|ethnic|minority)\\s+(?:neighbo\\w+|enclave)',
  ),
  phrase(
    '(?:must|has to|have to|should)\\s+(?:speak|be)\\s+(?:fluent\\s+)?(?:english|christian|catholic|jewish|muslim|white|american|a citizen|us citizens?)',
  ),
  // Disability and source of income.
  phrase(
    `(?:no|not for|not suitable for|unsuitable for)\\s+(?:(?:the\\s+)?(?:disabled|handicapped|crippled|mentally ill|blind|deaf)(?!\\s+(?:access|parking|ramps?|spots?|corners?|rods?))|wheelchairs?(?!\\s+(?:access|ramps?|lifts?))|service (?:animals?|dogs?)|(?:emotional )?support animals?|guide dogs?|people with disabilities)`,
  ),
  phrase(
    'able[- ]bodied|must be able to (?:walk|climb stairs)|healthy (?:people|tenants?|persons?) only|no aids\\b',
  ),
  phrase(
    '(?:no|not? accept(?:ing)?|without)\\s+(?:section\\s*8|housing (?:vouchers?|benefits?)|dss|welfare|public assistance|vouchers|government assistance|benefit claimants?)(?!\\s+needed)',
  ),
  // Sex and orientation.
  phrase('(?:no|not for)\\s+(?:gays?|lesbians?|homosexuals?|lgbtq?\\w*|transgender\\w*|same[- ]sex\\s+\\w+)'),
  phrase('(?:straight|heterosexual)\\s+(?:people|couples?|tenants?|m[ae]n|wom[ae]n)?\\s*(?:only|preferred)'),
]

/** More is not searched in one text. Nothing we publish is longer. */
const LONGEST = 100_000
const MOST_FOUND = 5

function phrase(source: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${source})(?![\\p{L}\\p{N}])`, 'giu')
}

/** The words that fair housing law doesn't allow, as written, each once and in order. Markup between words is ignored. */
export function unfairWords(...texts: readonly string[]): string[] {
  const text = plainWords(texts.join('\n'))
  const found = FORBIDDEN.flatMap((words) =>
    [...text.matchAll(words)].map(({ 0: match, index }) => ({ match, index })),
  )
  const inOrder = found.toSorted((a, b) => a.index - b.index).map(({ match }) => match.trim())
  return [...new Set(inOrder)].slice(0, MOST_FOUND)
}

/** "“No children” isn’t allowed. Fair housing law …". Null when nothing was found. */
export function unfairMessage(...texts: readonly string[]): string | null {
  const words = unfairWords(...texts)
  if (words.length === 0) return null
  return `Remove ${words.map((one) => `“${one}”`).join(', ')}. ${FAIR_HOUSING}`
}

/** Typographic characters, invisible characters, accents and markup don't hide a word. */
const plainWords = (text: string): string =>
  text
    .slice(0, LONGEST)
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/<\/?[a-z][^<>]{0,300}>|[*_~`]+/gi, ' ')
    .replace(/&nbsp;|&#160;/gi, ' ')
    .replace(/[‐‑‒–—]/g, '-')
    .replace(/\s+/g, ' ')
