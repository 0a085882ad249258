/** The address of a listing, and what its agent wants hidden. Pure. */
type Address = {
  street: string
  suburb: string
  showsStreet: boolean
  hidesSuburb?: true | undefined
}

/** How street types are written out and in short. A text may use either. */
const STREET_TYPES = [
  'avenue|ave|av',
  'boulevard|blvd|bvd',
  'circle|cir',
  'close|cl',
  'court|ct',
  'crescent|cres|cr',
  'drive|dr|drv',
  'esplanade|esp',
  'grove|gr|gve',
  'highway|hwy',
  'lane|ln',
  'parade|pde',
  'parkway|pkwy|pky',
  'place|pl',
  'road|rd',
  'square|sq',
  'street|st|str',
  'terrace|tce|ter|terr',
  'trail|trl',
  'way|wy',
]
const DIRECTIONS: Record<string, string> = {
  n: 'n|north',
  s: 's|south',
  e: 'e|east',
  w: 'w|west',
  north: 'n|north',
  south: 's|south',
  east: 'e|east',
  west: 'w|west',
}
/** Longer names are no street names. Keeps the patterns small. */
const MOST_WORDS = 12

/** Whether a text mentions an address, or a part of it, that the agent wants hidden. */
export const mentionsHidden = (address: Address, text: string): boolean =>
  hiddenPatterns(address).some(({ pattern }) => pattern.test(text))

/** A text without the street and suburb that the agent wants hidden: "Welcome to this address". */
export const withoutHidden = (address: Address, text: string): string =>
  hiddenPatterns(address).reduce(
    (rest, { pattern, instead }) => rest.replace(new RegExp(pattern, `g${pattern.flags}`), instead),
    text,
  )

/** Photos whose URL does not spell out a hidden street: their file names reach the networks. */
export function withoutHiddenUrls(address: Address, urls: readonly string[]): string[] {
  return urls.filter((url) => !mentionsHidden(address, nameIn(url)))
}

/** "70-harbor-ave.jpg" as "70 Harbor Ave Jpg". */
function nameIn(url: string): string {
  const path = url.slice(url.indexOf('/', 8) + 1)
  return decoded(path)
    .replace(/[-_+/.%]+/g, ' ')
    .replace(/(?<!\p{L})\p{Ll}/gu, (letter) => letter.toUpperCase())
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

function hiddenPatterns(address: Address): { pattern: RegExp; instead: string }[] {
  const street = address.showsStreet ? [] : streetPatterns(address.street)
  const suburb = address.hidesSuburb && address.suburb ? [phrase([address.suburb])] : []
  return [
    ...street.map((pattern) => ({ pattern, instead: 'this address' })),
    ...suburb.map((pattern) => ({ pattern, instead: 'this area' })),
  ]
}

/** The street with its number, then the street alone. */
function streetPatterns(street: string): RegExp[] {
  const words = street
    .split(/[\s,]+/)
    .filter(Boolean)
    .slice(0, MOST_WORDS)
  if (words.length === 0) return []
  const name = words.filter((word) => !/^(#|\d+[a-z]?$|\d+[a-z]?[/-]\d+|lot$|unit$|apt\.?$)/i.test(word))
  if (name.length >= 2) return [phrase(words), phrase(numberedName(words, name)), phrase(name)]
  // "Broadway" has no type. "broadway" in lowercase is an ordinary word, as "harbor" is.
  const [single] = name
  const alone = single && /^\p{Lu}\p{L}{3,}/u.test(single) ? [wholeWord(escaped(single), 'u')] : []
  return [phrase(words), ...alone]
}

/** The words from the street number on, without a unit. */
const numberedName = (words: readonly string[], name: readonly string[]): string[] => {
  const number = words.find((word) => /^\d+[a-z]?$/i.test(word)) ?? words[0]?.split('/').at(-1) ?? ''
  return [number, ...name]
}

function phrase(words: readonly string[]): RegExp {
  const parts = words
    .flatMap((word) => word.split(/[\s]+/))
    .filter(Boolean)
    .map((word, i, all) => (i === all.length - 1 ? typeOf(word) : (directionOf(word) ?? escaped(word))))
  return wholeWord(parts.join(String.raw`[\s,.#]{1,3}`), 'iu')
}

const wholeWord = (source: string, flags: string) =>
  new RegExp(String.raw`(?<![\p{L}\p{N}])${source}(?![\p{L}\p{N}])`, flags)

const escaped = (word: string) => word.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`)

function typeOf(word: string): string {
  const plain = word.toLowerCase().replace(/\.$/, '')
  const forms = STREET_TYPES.find((one) => one.split('|').includes(plain)) ?? DIRECTIONS[plain]
  return forms ? `(?:${forms})\\.?` : escaped(word)
}

const directionOf = (word: string): string | null => {
  const forms = DIRECTIONS[word.toLowerCase().replace(/\.$/, '')]
  return forms ? `(?:${forms})\\.?` : null
}
