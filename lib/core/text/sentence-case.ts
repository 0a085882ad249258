/**
 * Text that a CRM has in capitals only, in sentence case: “LOVELY 3BR HOME” is “Lovely 3BR home”. Abbreviations stay, and
 * names keep a capital. Sentences that are not in capitals are unchanged.
 */
export function withoutCapitals(text: string, names: readonly string[] = []): string {
  // A short sentence between others is in capitals too: “NO HOA.”
  const isAll = isInCapitals(text)
  return text
    .split(SENTENCES)
    .map((part) => (isInCapitals(part) || (isAll && isMostlyCapitals(part)) ? sentenceOf(part, names) : part))
    .join('')
}

/** A name in capitals only, such as a suburb, with a capital for each word: `GREEN LAKE`. Short ones may be abbreviations. */
export function nameWithoutCapitals(name: string): string {
  if (!isMostlyCapitals(name) || !hasWord(name, 3)) return name
  return name.replace(WORD, (word) =>
    isOrdinal(word) ? word.toLowerCase() : isKept(word) ? word : titled(word),
  )
}

/** After the end of a sentence or of a line, which stays with it. */
const SENTENCES = /(?<=[.!?…]["”’)]?\s|[\n\r•*])/u
const WORD = /[\p{L}\p{N}][\p{L}\p{N}'’]*/gu
const FEWEST_LETTERS = 6
/** `LOVELY 3BR HOME w/ view` has a few small letters. */
const SHARE_OF_CAPITALS = 0.8

/** `HVAC, HOA, EV` are abbreviations, not a sentence. */
const isInCapitals = (text: string): boolean =>
  (text.match(/\p{L}/gu) ?? []).length >= FEWEST_LETTERS && isMostlyCapitals(text) && hasWord(text, 4)

function isMostlyCapitals(text: string): boolean {
  const letters = text.match(/\p{L}/gu) ?? []
  const capitals = text.match(/\p{Lu}/gu) ?? []
  return letters.length > 0 && capitals.length / letters.length >= SHARE_OF_CAPITALS
}

/** Whether it has a word of this many letters that is no abbreviation. */
const hasWord = (text: string, letters: number): boolean =>
  (text.match(WORD) ?? []).some((word) => [...word].length >= letters && !/\d/.test(word) && !isKept(word))

/** Abbreviations of listings. Most others have no vowel, or a digit. */
const KEPT = new Set(
  'A/C AC ADA ADU AEK BA BBA BBQ BR BA’S BR’S CBD CDA DA DADU DC DIY EIK EPC EV FHA FSBO GFA GST HOA HSR HVAC HDB IKEA LA LED LG MBR MIL MLS NBN NOI NY NYC OFI OSB PEX PTAC PUD PV PVC RO RV SF SS STR TIC TV UK US USA USB UV VA VIP VR VRBO WA WC WI WIC WIFI XL'.split(
    ' ',
  ),
)
const NO_VOWEL = /^[^AEIOUYÀ-ÖÙ-Ý\d]{2,5}$/u
const ROMAN = /^(?:I{1,3}|IV|VI{0,3}|IX|XI{0,2})$/
const I = /^I(?:['’](?:M|LL|D|VE))?$/
const NAMES =
  /^(?:MONDAY|TUESDAY|WEDNESDAY|THURSDAY|FRIDAY|SATURDAY|SUNDAY|JANUARY|FEBRUARY|APRIL|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER|CHRISTMAS|AMERICAN|VICTORIAN|EDWARDIAN|GEORGIAN|FRENCH|ITALIAN|SPANISH|EUROPEAN|MEDITERRANEAN|ENGLISH|TUDOR|PACIFIC|ATLANTIC|MIELE|BOSCH|GOOGLE)$/
const ORDINAL = /^\d+(?:ST|ND|RD|TH|S)$/
/** `3BR`, `2BA`, `1950SF`: the unit is an abbreviation. `4CAR` is not. */
const COUNTED = /^\d+(?:\p{Lu}{1,3})$/u

const isOrdinal = (word: string) => ORDINAL.test(word)
const isKept = (word: string) =>
  KEPT.has(word) || (NO_VOWEL.test(word) && !/['’]/.test(word)) || ROMAN.test(word) || COUNTED.test(word)

/** `O’CONNOR` has two capitals, `DON’T` one. */
const titled = (word: string) =>
  word.toLowerCase().replace(/^\p{Ll}|(?<=^o['’])\p{Ll}/gu, (letter) => letter.toUpperCase())

function sentenceOf(part: string, names: readonly string[]): string {
  let isFirst = true
  const lowered = part.replace(WORD, (word, at: number) => {
    const [first, before, after] = [isFirst, part[at - 1] ?? '', part[at + word.length] ?? '']
    isFirst = false
    if (!/\p{L}/u.test(word)) return word
    if (isOrdinal(word)) return word.toLowerCase()
    if (I.test(word)) return `I${word.slice(1).toLowerCase()}`
    // `W/D`, `A/C`, `U.S.`: letters on their own belong to an abbreviation.
    const isInitial = [...word].length === 1 && /[/.&]/.test(before + after)
    if (isInitial || isKept(word)) return word
    if (first || NAMES.test(word)) return titled(word)
    return word.toLowerCase()
  })
  return withNames(lowered, names)
}

/** Writes names as they are spelled, wherever the text has them as whole words. */
function withNames(text: string, names: readonly string[]): string {
  return names
    .filter((name) => /\p{L}{3}/u.test(name))
    .reduce((rest, name) => {
      const pattern = new RegExp(`(?<![\\p{L}\\p{N}])${escaped(name)}(?![\\p{L}\\p{N}])`, 'giu')
      return rest.replace(pattern, () => name)
    }, text)
}

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|\-/]/g, '\\$&')
