import { z } from 'zod'
import { type Choose, capitalize, chooserFor, list } from './labels'

const Facts = z.object({
  kind: z.string(),
  offer: z.string(),
  headline: z.string().nullable(),
  description: z.string().nullable(),
  street: z.string().nullable(),
  suburb: z.string().nullable(),
  state: z.string().nullable(),
  price: z.string().nullable(),
  bedrooms: z.number().nullable(),
  bathrooms: z.number().nullable(),
  parking: z.number().nullable(),
  land: z.string().nullable(),
  building: z.string().nullable(),
  features: z.array(z.string()),
  inspections: z.array(z.string()),
  agent: z.string().nullable(),
  /** Who publishes it. Missing: not known. */
  agency: z.string().optional(),
  phone: z.string().optional(),
  link: z.string().optional(),
  underOffer: z.boolean(),
})
type Facts = z.infer<typeof Facts>

const THING: Record<string, string> = {
  residential: 'home',
  rental: 'home',
  rural: 'rural property',
  land: 'piece of land',
  commercial: 'commercial space',
  business: 'business',
  'holiday-rental': 'vacation home',
}
/** Better hashtags than the names above. */
const TAGS: Record<string, string> = { land: 'land', commercial: 'commercial real estate' }
/** Links count as 23 characters on X; this leaves room for two. */
const LONGEST_X = 270
const FACTS = 3

/**
 * A post for every network, as JSON: a hook, three facts on lines of their own, who to ask, and a link. All facts come from the
 * listing and the agency. Instagram has no links in texts, and X has no room for lists.
 */
export function writeListingPost(given: unknown): string {
  const facts = Facts.parse(given)
  const choose = chooserFor(facts)
  const hook = hookOf(facts, choose)
  const three = factLines(facts)
  const news = newsOf(facts)
  const contact = contactOf(facts, choose)
  const tags = tagsOf(facts)
  const list = three.map((fact) => `• ${fact}`).join('\n')
  const text = (...closing: (string | null)[]) =>
    blocks([hook, list, blocks([...news, contact], '\n'), ...closing])
  return JSON.stringify({
    facebook: text(facts.link ?? null),
    instagram: text(tags.join(' ')),
    linkedin: text(facts.link ?? null, tags.slice(0, 3).join(' ')),
    x: forX(facts, choose, three, tags.slice(0, 2)),
  })
}

const blocks = (parts: readonly (string | null | undefined)[], between = '\n\n') =>
  parts.filter(Boolean).join(between)
const ended = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`)

/** What makes people stop: the agent's own headline if there is one, then what is offered and where. */
function hookOf(facts: Facts, choose: Choose): string {
  const opening = openingOf(facts, choose)
  return facts.headline ? `${ended(facts.headline)}\n${opening}` : opening
}

/** The three things that people ask first, each on its own line: never a run of features. */
function factLines(facts: Facts): string[] {
  const { price, offer } = facts
  const [rooms, areas] = [roomsOf(facts), areasOf(facts)]
  const [best = null, ...others] = facts.features.map(capitalize)
  // What sets a home apart says more than its size; for land, the size is what it is.
  const known = (rooms ? [rooms, best, areas, ...others] : [areas, best, ...others]).filter(
    (fact) => fact !== null,
  )
  const priced = price && `${offer === 'lease' ? 'Rent' : 'Price'}: ${price}`
  return priced ? [...known.slice(0, FACTS - 1), priced] : known.slice(0, FACTS)
}

function newsOf({ inspections, underOffer }: Facts): string[] {
  return [
    ...(inspections.length > 0 ? [ended(`Open house: ${inspections.join('; ')}`)] : []),
    ...(underOffer ? ['An offer is pending.'] : []),
  ]
}

function contactOf({ agent, agency, phone }: Facts, choose: Choose): string {
  const who = [agent, agency].filter(Boolean).join(', ')
  if (who && phone)
    return `${choose(['Tours and questions', 'To see it', 'Ask for a tour'])}: ${who}, ${phone}`
  if (agent) return choose([`Contact ${agent} to schedule a tour.`, `Call or message ${agent} for details.`])
  return choose(['Message us to schedule a tour.', 'Contact us for details.'])
}

function openingOf({ kind, offer, street, suburb, state }: Facts, choose: Choose): string {
  const thing = THING[kind] ?? 'property'
  const place = [street, suburb].filter(Boolean).join(', ') || state
  const rent = rentWord(kind)
  const how = offer === 'lease' ? `for ${rent}` : offer === 'sale' ? 'for sale' : `for sale or ${rent}`
  if (!place) return choose([`Just listed: a ${thing} ${how}.`, `New on the market: a ${thing} ${how}.`])
  const at = `${street ? 'at' : 'in'} ${place}`
  return choose([
    `Just listed: a ${thing} ${how} ${at}.`,
    `Now ${how}: a ${thing} ${at}.`,
    `New on the market: a ${thing} ${how} ${at}.`,
  ])
}

/** Homes are for rent, commercial space is for lease. */
const rentWord = (kind: string) => (kind === 'commercial' || kind === 'business' ? 'lease' : 'rent')

function roomsOf({ bedrooms, bathrooms, parking }: Facts): string | null {
  const some = (count: number | null, one: string, many: string) =>
    count ? `${count} ${count === 1 ? one : many}` : null
  const rooms = [
    some(bedrooms, 'bedroom', 'bedrooms'),
    some(bathrooms, 'bathroom', 'bathrooms'),
    some(parking, 'parking space', 'parking spaces'),
  ].filter((room) => room !== null)
  return rooms.length > 0 ? capitalize(list(rooms)) : null
}

function areasOf({ building, land }: Facts): string | null {
  const areas = [building && `${building} inside`, land && `${land} of land`].filter(Boolean)
  return areas.length > 0 ? capitalize(list(areas as string[])) : null
}

function tagsOf({ suburb, kind, offer }: Facts): string[] {
  const words = [
    suburb,
    offer === 'lease' ? `for ${rentWord(kind)}` : 'for sale',
    TAGS[kind] ?? THING[kind],
    'just listed',
  ]
  return words
    .map((word) =>
      (word ?? '')
        .replace(/[^\p{L}\p{N} ]/gu, '')
        .split(' ')
        .map(capitalize)
        .join(''),
    )
    .filter((word) => /\p{L}/u.test(word))
    .map((word) => `#${word}`)
}

/** The hook, then as many facts, the link and the hashtags as fit. */
function forX(facts: Facts, choose: Choose, three: readonly string[], tags: readonly string[]): string {
  const opening = openingOf(facts, choose)
  let text = [...opening].slice(0, LONGEST_X - 30).join('')
  // The price is what people look for, so it comes before other facts when there is not room for all.
  const lines = [...three].reverse().map(ended)
  const parts = [lines[0], facts.link, ...lines.slice(1), ...tags]
  const chosen = new Set<string>()
  const lengthOf = (part: string) => (/^https?:/.test(part) ? 23 : [...part].length)
  let length = [...text].length
  for (const part of parts) {
    if (!part || length + lengthOf(part) + 1 > LONGEST_X) continue
    chosen.add(part)
    length += lengthOf(part) + 1
  }
  const sentences = three.map(ended).filter((part) => chosen.has(part))
  const closing = [facts.link, ...tags].filter((part) => part && chosen.has(part))
  text = [text, ...sentences].join(' ')
  return closing.length > 0 ? `${text}\n${closing.join(' ')}` : text
}
