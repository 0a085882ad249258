import type { LanguageModelV4 } from '@ai-sdk/provider'
import { generateText } from 'ai'
import { z } from 'zod'
import { taskPrompt } from '@/lib/ai/task'
import { unfairMessage } from '@/lib/core/text/fair-housing'
import { mentionsHidden, withoutHidden } from '@/lib/core/text/hidden-address'
import { nameWithoutCapitals, withoutCapitals } from '@/lib/core/text/sentence-case'
import { networks, type PostTexts, problemsOf, withoutBlanks } from '@/lib/posts/shared/networks'
import { areaWords } from '../listings/area-units'
import type { Listing } from '../listings/listing'

const INSTRUCTIONS = `You write social media posts about one property on the market for a real estate agency.
Answer with one JSON object and nothing else, with one text under each of the keys ${networks.join(', ')}.
Each text has the same parts, in this order, with an empty line between them:
1. A hook: one sentence that says what is offered and where, in words that make people stop.
2. Three facts, each on its own line starting with "• ". Never put features in a row in one sentence.
3. Who to ask: the agent, the agency and the phone number, as far as they are given.
4. The link, alone on the last line, if one is given.
Facebook: all parts. LinkedIn: all parts, then at most three hashtags. Instagram: parts 1 to 3 without the link, then at most eight hashtags. X: the hook, the most important fact and the link in at most 260 characters, without a list.
Write plain, warm American English without superlatives. Use only the given facts: never add a number, feature or place. Leave out facts that are null, and never write placeholders in brackets.
Never say who a home is for: no mention of family, age, religion, origin or the like.`

/** One retry: a model that fails twice usually keeps failing. */
const ATTEMPTS = 2
const RETRIES_OF_CALL = 2
const TIME_OUT_MS = 60_000
const LONGEST_DESCRIPTION = 2_000

/** The model wrote a text that cannot be shown. */
export class UnusablePost extends Error {
  override readonly name = 'UnusablePost'
}

const Texts = z.object(Object.fromEntries(networks.map((network) => [network, z.string().trim().min(20)])))

/**
 * The facts a model gets about a listing, without what the agent wants hidden, also where a text repeats it, and without
 * capitals for whole sentences, as some CRMs have them. The listing itself stays as it was sent.
 */
function factsOf(listing: Listing, publisher: Publisher | null) {
  /** A CRM's text without its unfilled blanks. Null when nothing is left. */
  const cleaned = (text: string): string | null => withoutBlanks(withoutHidden(listing, text)) || null
  const name = (text: string): string | null => {
    const known = cleaned(text)
    return known && nameWithoutCapitals(known)
  }
  const agentName = listing.agents[0]?.name ?? ''
  const names = [listing.street.replace(/^[\d/-]+\s+/, ''), listing.suburb, listing.state, agentName]
    .filter((text) => text.length > 3)
    .map(nameWithoutCapitals)
  const readable = (text: string): string | null => {
    const known = cleaned(text)
    return known && withoutCapitals(known, names)
  }
  const { kind, offer, headline, description, suburb, state, priceWords, features, inspections } = listing
  return {
    kind,
    offer,
    headline: readable(headline),
    description: readable(description.slice(0, LONGEST_DESCRIPTION)),
    street: name(listing.showsStreet ? listing.street : ''),
    suburb: name(listing.hidesSuburb ? '' : suburb),
    state: cleaned(state),
    price: cleaned(priceWords),
    bedrooms: listing.bedrooms,
    bathrooms: listing.bathrooms,
    parking: listing.parking,
    land: listing.landArea && areaWords(listing.landArea),
    building: listing.buildingArea && areaWords(listing.buildingArea),
    features: features
      .map(readable)
      .filter((feature) => feature !== null)
      .slice(0, 12),
    inspections: inspections
      .map(cleaned)
      .filter((time) => time !== null)
      .slice(0, 3),
    agent: name(agentName),
    underOffer: listing.underOffer,
    ...withoutReasonToHide(listing, publisher),
  }
}

/** The agency's own words about how to reach it, as in its emails. */
export type Publisher = { agencyName: string; phone: string; website: string }

/** Leaves out a name with a hidden suburb in it, or one that fair housing would question in a post. */
function withoutReasonToHide(listing: Listing, publisher: Publisher | null) {
  const suitable = (text: string | undefined) =>
    text && !mentionsHidden(listing, text) && !unfairMessage(text) ? text : undefined
  const [agency, phone, website] = [
    suitable(publisher?.agencyName),
    suitable(publisher?.phone),
    suitable(publisher?.website),
  ]
  return { ...(agency && { agency }), ...(phone && { phone }), ...(website && { link: linkOf(website) }) }
}

/** Agencies type "harbour.example" as often as "https://harbour.example". */
const linkOf = (website: string) => (/^https?:\/\//.test(website) ? website : `https://${website}`)

/** Writes a listing's post for every network. Each text fits its network, has only numbers of the listing, and no blanks. */
export async function writePost(
  listing: Listing,
  model: LanguageModelV4,
  { publisher = null, signal }: { publisher?: Publisher | null; signal?: AbortSignal } = {},
): Promise<PostTexts> {
  const facts = factsOf(listing, publisher)
  let problem = ''
  let flagged: PostTexts | null = null
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const { text } = await generateText({
      model,
      instructions: INSTRUCTIONS,
      prompt: taskPrompt({ task: 'listing-post', facts }, problem),
      maxRetries: RETRIES_OF_CALL,
      timeout: { totalMs: TIME_OUT_MS },
      ...(signal && { abortSignal: signal }),
    })
    const { texts, error } = readTexts(text, facts, listing)
    if (texts && !error) return texts
    flagged = texts ?? flagged
    problem = error
  }
  // Wording that isn't allowed comes from the listing's own text. A person reviews it, with the words and the reason.
  if (flagged) return flagged
  throw new UnusablePost(problem)
}

/** Texts with an error are complete, but have wording that isn't allowed. */
function readTexts(text: string, facts: unknown, listing: Listing): { texts?: PostTexts; error: string } {
  const found = Texts.safeParse(readJsonAnswer(text))
  if (!found.success)
    return { error: 'Your last answer was not one JSON object with a text for each network.' }
  const texts = found.data as PostTexts
  const written = Object.values(texts).join('\n')
  if (mentionsHidden(listing, written)) return { error: 'Your last answer had an address that is hidden.' }
  const unfair = unfairMessage(written)
  const [tooMuch] = Object.values(problemsOf(texts))
  if (tooMuch && !unfair) return { error: `Your last answer does not fit: ${tooMuch}` }
  const known = new Set(numbersIn(JSON.stringify(facts)))
  const invented = numbersIn(written).filter((number) => !known.has(number))
  if (invented.length > 0)
    return {
      error: `Your last answer had numbers that are not in the facts: ${invented.slice(0, 5).join(', ')}.`,
    }
  return { texts, error: unfair ? `Your last answer has wording that isn’t allowed. ${unfair}` : '' }
}

const numbersIn = (text: string): string[] =>
  (text.match(/\d[\d,]*/g) ?? []).map((one) => one.replaceAll(',', ''))

/** The JSON of a model's answer, which is often in a code fence. Null when it is not JSON. */
export function readJsonAnswer(text: string): unknown {
  const answer = text.trim()
  const fence = /^```(?:json)?/.exec(answer)?.[0]
  const json =
    fence === undefined ? answer : answer.slice(fence.length, answer.endsWith('```') ? -3 : undefined)
  try {
    return JSON.parse(json)
  } catch {
    return null
  }
}
