import type { purchases } from '@/db/schema'
import { costUnder, getRateCard, type RateCard } from '@/lib/billing/catalog/rate-card'
import { boundaryAfter } from '@/lib/credits/decide/cycle'
import { inputHash, keyId } from '@/lib/credits/decide/keys'
import type { Work } from '@/lib/credits/model'
import type { Step } from '@/lib/credits/read/history'
import { type ActionKey, actionIds, subjectIds } from '@/lib/credits/shared/actions'
import { listingIdOf } from '@/lib/feeds/ingest/store-listings'
import { seededRandom, seedId } from './random.ts'

type Cycle = { spend: number; packCredits: number }
type Options = {
  name: string
  workspaceId: number
  actors: number[]
  from: number
  cycles: Cycle[]
  only?: ActionKey
}

/** Work charged in the past; `pick` is a number from 0 to 1 unique to it. */
export type PastWork = { id: string; holdId: string; actorId: number; at: number; pick: number }
export type PastImage = PastWork & { action: 'image.generate' | 'image.regenerate' | 'image.edit' }
export type PastCampaign = PastWork & { units: number; accepted: number }
/** A post for a listing with this name in the CRM. */
export type PastPost = PastWork & { sourceKey: string }
type Purchase = typeof purchases.$inferInsert
export type Past = {
  steps: Step[]
  reports: PastWork[]
  images: PastImage[]
  valuations: PastWork[]
  campaigns: PastCampaign[]
  posts: PastPost[]
  purchases: Purchase[]
}

/** How often each action is chosen, in percent: feed posts and reports are the most common. */
const MIX: [ActionKey, number][] = [
  ['report.generate', 16],
  ['image.generate', 14],
  ['image.regenerate', 12],
  ['image.edit', 12],
  ['feed.post', 26],
  ['valuation.instant', 12],
  ['campaign.send', 8],
]
const subjectOf: Record<ActionKey, number> = {
  'report.generate': subjectIds.report,
  'image.generate': subjectIds.image,
  'image.regenerate': subjectIds.image,
  'image.edit': subjectIds.image,
  'feed.post': subjectIds.listing,
  'valuation.instant': subjectIds.valuation,
  'campaign.send': subjectIds.campaign,
}
const HOUR_MS = 3_600_000

/** A realistic past: each cycle spends the given amount, by several members, mostly during working hours. */
export async function pastOf(options: Options): Promise<Past> {
  const card = await getRateCard()
  const past: Past = {
    steps: [],
    reports: [],
    images: [],
    valuations: [],
    campaigns: [],
    posts: [],
    purchases: [],
  }
  options.cycles.forEach((cycle, index) => {
    const start = boundaryAfter(options.from, index)
    const end = Math.min(boundaryAfter(options.from, index + 1), Date.now() - HOUR_MS)
    addCycle(past, options, card, cycle, index, start, end)
  })
  return past
}

function addCycle(
  past: Past,
  options: Options,
  card: RateCard,
  cycle: Cycle,
  index: number,
  start: number,
  end: number,
): void {
  const random = seededRandom(`${options.name}:${index}`)
  const works = worksOf(options, card, { spend: cycle.spend, index }, random)
  const times = works
    .map(() => workingHour(start + HOUR_MS + random() * (end - start - 2 * HOUR_MS), end))
    .sort((a, b) => a - b)
  const boughtAt = Math.floor(start + (end - start) * 0.62)
  let bought = cycle.packCredits === 0
  works.forEach(({ action, units, delivered = units, credits }, number) => {
    const at = times[number] ?? start
    if (!bought && at >= boughtAt) {
      buy(past, options, cycle.packCredits, boughtAt, index)
      bought = true
    }
    const actorId = options.actors[Math.floor(random() ** 1.6 * options.actors.length)] ?? 0
    const ownId = seedId(options.name, index, number)
    const sourceKey = sourceKeyOf(options.name, past.posts.length + 1)
    const subjectId = action === 'feed.post' ? listingIdOf(options.workspaceId, sourceKey) : ownId
    const key = keyId(`${action}:${subjectId}`)
    const work: Work = {
      key,
      inputHash: inputHash([action, units, subjectId]),
      credits: costUnder(card, action, units),
      units,
      action: actionIds[action],
      actorId,
      rateVersion: card.version,
      subjectKind: subjectOf[action],
      subjectId,
    }
    past.steps.push({ at, command: { type: 'hold', leaseMs: HOUR_MS, ...work } })
    past.steps.push({ at, command: { type: 'capture', holdId: key, credits, units: delivered } })
    const done: PastWork = { id: subjectId, holdId: key, actorId, at, pick: pickOf(ownId) }
    if (action === 'report.generate') past.reports.push(done)
    else if (action === 'valuation.instant') past.valuations.push(done)
    else if (action === 'campaign.send') past.campaigns.push({ ...done, units, accepted: delivered })
    else if (action === 'feed.post') past.posts.push({ ...done, sourceKey })
    else past.images.push({ ...done, action })
  })
}

/** A listing's name in a CRM: the sender and a number. */
const sourceKeyOf = (name: string, number: number) =>
  `${name.toUpperCase()}/HH-${String(number).padStart(4, '0')}`

/** A number from 0 to 1 derived from the id. */
const pickOf = (id: string): number => Number.parseInt(id.slice(0, 8), 16) / 2 ** 32

/** `delivered` is less than requested if set; `credits` are for the delivered units. */
type Chosen = { action: ActionKey; units: number; delivered?: number; credits: number }
/** A campaign that was partly accepted, to show that only that part is charged (R13). */
const HALF_SENT = { action: 'campaign.send', units: 25, delivered: 20 } as const

/** Chooses actions until exactly `spend` credits are spent; the remainder goes to the smallest actions. */
function worksOf(
  options: Options,
  card: RateCard,
  { spend, index }: { spend: number; index: number },
  random: () => number,
): Chosen[] {
  const works: Chosen[] = []
  let left = spend
  if (!options.only && index === options.cycles.length - 1) {
    const credits = costUnder(card, HALF_SENT.action, HALF_SENT.delivered)
    works.push({ ...HALF_SENT, credits })
    left -= credits
  }
  while (left > 0) {
    const chosen = options.only ?? choose(random())
    // An image must exist before it can be regenerated or edited.
    const isAgain = chosen === 'image.regenerate' || chosen === 'image.edit'
    const hasImage = works.some((work) => work.action === 'image.generate')
    const action = isAgain && index === 0 && !hasImage ? 'image.generate' : chosen
    const units = action === 'campaign.send' ? 20 + Math.floor(random() * 220) : 1
    const credits = costUnder(card, action, units)
    if (credits <= left) {
      works.push({ action, units, credits })
      left -= credits
    } else if (left < costUnder(card, 'feed.post', 1)) {
      break
    } else if (credits > left) {
      const small = costUnder(card, 'feed.post', 1)
      works.push({ action: 'feed.post', units: 1, credits: small })
      left -= small
    }
  }
  return works
}

function choose(roll: number): ActionKey {
  let rest = roll * 100
  for (const [action, weight] of MIX) {
    rest -= weight
    if (rest < 0) return action
  }
  return 'feed.post'
}

/** Moves times at night into the working day (16:00-02:00 UTC on the Pacific coast). */
function workingHour(at: number, end: number): number {
  const hour = new Date(at).getUTCHours()
  const moved = hour >= 2 && hour < 16 ? at + (16 - hour) * HOUR_MS : at
  return Math.min(Math.floor(moved), end - 2_000)
}

function buy(
  past: Past,
  { name, workspaceId, actors }: Options,
  credits: number,
  at: number,
  index: number,
): void {
  const id = seedId(name, 'pack', index)
  const boughtBy = actors[0] ?? 0
  past.steps.push({
    at,
    command: {
      type: 'grant',
      kind: 'pack',
      key: keyId(`purchase:${id}`),
      inputHash: inputHash(['purchase', id, credits]),
      credits,
      actorId: boughtBy,
      subjectKind: subjectIds.purchase,
      subjectId: id,
      expiry: { kind: 'cycle-end' },
      reason: null,
    },
  })
  const when = new Date(at)
  past.purchases.push({
    workspaceId,
    id,
    packKey: 'medium',
    credits,
    priceCents: 6_000,
    status: 'fulfilled',
    boughtBy,
    createdAt: when,
    fulfilledAt: when,
  })
}
