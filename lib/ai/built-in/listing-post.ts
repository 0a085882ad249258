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
const LONGEST_X = 270

/** A post for every network, as JSON. All facts come from the listing. */
export function writeListingPost(given: unknown): string {
  const facts = Facts.parse(given)
  const choose = chooserFor(facts)
  const opening = openingOf(facts, choose)
  const body = [
    facts.headline && ended(facts.headline),
    roomsOf(facts),
    areasOf(facts),
    featuresOf(facts, choose),
  ]
  const closing = [
    facts.price && ended(`${facts.offer === 'lease' ? 'Rent' : 'Price'}: ${facts.price}`),
    facts.inspections.length > 0 && ended(`Open house: ${facts.inspections.join('; ')}`),
    facts.underOffer && 'An offer is pending.',
    facts.agent
      ? choose([`Contact ${facts.agent} to schedule a tour.`, `Call or message ${facts.agent} for details.`])
      : choose(['Message us to schedule a tour.', 'Contact us for details.']),
  ]
  const long = `${sentences([opening, ...body])}\n\n${sentences(closing)}`
  const tags = tagsOf(facts)
  return JSON.stringify({
    facebook: long,
    instagram: `${long}\n\n${tags.join(' ')}`,
    linkedin: `${long}\n\n${tags.slice(0, 3).join(' ')}`,
    x: short([opening, roomsOf(facts), facts.price && ended(facts.price)], tags.slice(0, 2)),
  })
}

const sentences = (parts: readonly (string | null | false)[]) => parts.filter(Boolean).join(' ')
const ended = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`)

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
  return rooms.length > 0 ? ended(capitalize(list(rooms))) : null
}

function areasOf({ building, land }: Facts): string | null {
  const areas = [building && `${building} inside`, land && `${land} of land`].filter(Boolean)
  return areas.length > 0 ? ended(capitalize(list(areas as string[]))) : null
}

function featuresOf({ features }: Facts, choose: Choose): string | null {
  if (features.length === 0) return null
  const named = list(features.slice(0, 5))
  return choose([`Features: ${named}.`, `Highlights: ${named}.`, `What you’ll find: ${named}.`])
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

/** As many whole sentences as fit, then as many hashtags as fit. */
function short(parts: readonly (string | null | false)[], tags: readonly string[]): string {
  let text = ''
  for (const part of [...parts, ...tags]) {
    if (!part) continue
    const longer = text ? `${text} ${part}` : [...part].slice(0, LONGEST_X - 30).join('')
    if ([...longer].length > LONGEST_X - 20) continue
    text = longer
  }
  return text
}
