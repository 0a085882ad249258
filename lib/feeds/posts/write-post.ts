import type { LanguageModelV4 } from '@ai-sdk/provider'
import { generateText } from 'ai'
import { z } from 'zod'
import { taskPrompt } from '@/lib/ai/task'
import { networks, type PostTexts, problemsOf, withoutBlanks } from '@/lib/posts/shared/networks'
import type { Listing } from '../listings/listing'

const INSTRUCTIONS = `You write posts for social networks that tell of one property on the market, for an estate agency.
Answer with one JSON object and nothing else: a text each under the keys ${networks.join(', ')}.
Facebook and LinkedIn: two short paragraphs. Instagram: one, and at most eight tags. X: 260 characters at most.
Plain, warm words, no superlatives. Use only the facts given: no number, feature or place of your own. Where a fact is null, leave it out: no words in brackets to be filled in later.
Never say for whom a home is meant: no word of family, age, faith, origin or the like.`

/** A model may err once; a second error is the model's habit. */
const ATTEMPTS = 2
const RETRIES_OF_CALL = 2
const TIME_OUT_MS = 60_000
const LONGEST_DESCRIPTION = 2_000

/** The model wrote, but nothing that may be shown. */
export class UnusablePost extends Error {
  override readonly name = 'UnusablePost'
}

const Texts = z.object(Object.fromEntries(networks.map((network) => [network, z.string().trim().min(20)])))

/** What a CRM tells, without what it forgot to fill in itself; null where nothing is left. */
const told = (words: string): string | null => withoutBlanks(words) || null

/** What a model is told of a listing: what the agent does not want told is not among it. */
function factsOf(listing: Listing) {
  const { kind, offer, headline, description, suburb, state, priceWords, features, inspections } = listing
  return {
    kind,
    offer,
    headline: told(headline),
    description: told(description.slice(0, LONGEST_DESCRIPTION)),
    street: listing.showsStreet ? told(listing.street) : null,
    suburb: told(suburb),
    state: told(state),
    price: told(priceWords),
    bedrooms: listing.bedrooms,
    bathrooms: listing.bathrooms,
    parking: listing.parking,
    land: listing.landArea,
    features: features
      .map(told)
      .filter((feature) => feature !== null)
      .slice(0, 12),
    inspections: inspections
      .map(told)
      .filter((time) => time !== null)
      .slice(0, 3),
    agent: told(listing.agents[0]?.name ?? ''),
    underOffer: listing.underOffer,
  }
}

/** The post of a listing for every network, each within what the network takes and with no number but the listing's and no place left to fill in. */
export async function writePost(
  listing: Listing,
  model: LanguageModelV4,
  signal?: AbortSignal,
): Promise<PostTexts> {
  const facts = factsOf(listing)
  let problem = ''
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const { text } = await generateText({
      model,
      instructions: INSTRUCTIONS,
      prompt: taskPrompt({ task: 'listing-post', facts }, problem),
      maxRetries: RETRIES_OF_CALL,
      timeout: { totalMs: TIME_OUT_MS },
      ...(signal && { abortSignal: signal }),
    })
    const { texts, wrong } = readTexts(text, facts)
    if (texts) return texts
    problem = wrong
  }
  throw new UnusablePost(problem)
}

function readTexts(text: string, facts: unknown): { texts?: PostTexts; wrong: string } {
  const found = Texts.safeParse(readJsonAnswer(text))
  if (!found.success)
    return { wrong: 'Your last answer was not one JSON object with a text for each network.' }
  const texts = found.data as PostTexts
  const [tooMuch] = Object.values(problemsOf(texts))
  if (tooMuch) return { wrong: `Your last answer does not fit: ${tooMuch}` }
  const known = new Set(numbersIn(JSON.stringify(facts)))
  const invented = numbersIn(Object.values(texts).join(' ')).filter((number) => !known.has(number))
  if (invented.length > 0)
    return {
      wrong: `Your last answer had numbers that are not in the facts: ${invented.slice(0, 5).join(', ')}.`,
    }
  return { texts, wrong: '' }
}

const numbersIn = (text: string): string[] =>
  (text.match(/\d[\d,]*/g) ?? []).map((one) => one.replaceAll(',', ''))

/** The JSON of a model's answer, which is often put into a code fence. Null when it is not JSON. */
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
