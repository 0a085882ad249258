import { and, count, eq, gte, lt } from 'drizzle-orm'
import { system } from '@/db/client'
import { contacts, type LimitMetric, limitCounters } from '@/db/schema'
import { boundaryAfter } from '@/lib/credits/decide/cycle'
import { keyId } from '@/lib/credits/decide/keys'
import { type ActionKey, subjectIds } from '@/lib/credits/shared/actions'
import { metricOf } from '@/lib/metering/limits-mode/plan-of-workspace'
import { countDelivered } from '@/lib/plan-limits/limits'
import { seedImages } from './images.ts'
import { seedMail } from './mail.ts'
import type { PastCampaign, PastWork } from './past.ts'
import { seededRandom, seedId } from './random.ts'
import { seedReports } from './reports.ts'
import { seedValuations } from './valuations.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

type SentCampaign = { requested: number; accepted: number }
/** Work done in a cycle. Contacts are counted from those added in it. */
type Cycle = { reports: number; valuations: number; images: number; campaigns: SentCampaign[] }

/** Two full cycles and the current one, with most contacts and more than half of the reports used. */
const CYCLES: Cycle[] = [
  { reports: 14, valuations: 4, images: 2, campaigns: [{ requested: 340, accepted: 336 }] },
  {
    reports: 21,
    valuations: 6,
    images: 3,
    campaigns: [
      { requested: 410, accepted: 407 },
      { requested: 395, accepted: 395 },
    ],
  },
  {
    reports: 26,
    valuations: 7,
    images: 4,
    campaigns: [
      { requested: 610, accepted: 604 },
      { requested: 612, accepted: 612 },
      { requested: 614, accepted: 614 },
    ],
  },
]
/** Contacts from the first week, and contacts imported at the start of the current cycle. */
const FIRST_CONTACTS = 620
const NEW_CONTACTS = 2_140

type Options = {
  name: string
  workspaceId: number
  agencyName: string
  actorId: number
  /** Start of the first cycle. */
  anchor: Date
}

/**
 * Seeds two months of work of an agency on monthly limits: work that can be opened, and matching counters (R3, R40).
 */
export async function seedLimits(options: Options): Promise<void> {
  const { workspaceId, agencyName, anchor } = options
  const cycles = CYCLES.map((cycle, index) => {
    const start = boundaryAfter(anchor.getTime(), index)
    const end = Math.min(boundaryAfter(anchor.getTime(), index + 1), Date.now() - HOUR_MS)
    return { start, works: worksOf(options, cycle, index, { start, end }) }
  })
  const all = cycles.map(({ works }) => works)
  await seedReports(
    workspaceId,
    all.flatMap(({ reports }) => reports),
  )
  await seedValuations(
    workspaceId,
    all.flatMap(({ valuations }) => valuations),
  )
  await seedImages(
    workspaceId,
    agencyName,
    all.flatMap(({ images }) => images).map((image) => ({ ...image, action: 'image.generate' as const })),
  )
  const running = cycles.at(-1)?.start ?? anchor.getTime()
  await seedMail({
    ...options,
    people: FIRST_CONTACTS + NEW_CONTACTS,
    addedAt: (place) =>
      place < FIRST_CONTACTS
        ? anchor.getTime() + DAY_MS + (place / FIRST_CONTACTS) * 6 * DAY_MS
        : running + 20 * HOUR_MS,
    past: all.flatMap(({ campaigns }) => campaigns),
    planned: [
      { name: 'What your home is worth now', list: 1, inDays: 2, hour: 9, isCounted: true },
      { name: 'Open homes next weekend', list: 0, inDays: 5, hour: 8, isCounted: true },
    ],
  })
  for (const [index, { start, works }] of cycles.entries()) {
    const next = new Date(boundaryAfter(anchor.getTime(), index + 1))
    await countCycle(workspaceId, new Date(start), next, works)
  }
}

type Works = Record<'reports' | 'valuations' | 'images', PastWork[]> & { campaigns: PastCampaign[] }
type Span = { start: number; end: number }

function worksOf({ name, actorId }: Options, cycle: Cycle, index: number, span: Span): Works {
  const made = (action: ActionKey, number: number, { start, end }: Span): PastWork[] => {
    const random = seededRandom(`${name}:${action}:${index}`)
    return Array.from({ length: number }, (_, i) => {
      const id = seedId(name, action, index, i)
      // Spread evenly over the cycle with some variation, oldest first.
      const at = Math.floor(start + ((i + 0.2 + random() * 0.6) / number) * (end - start))
      return { id, holdId: keyId(`${action}:${id}`), actorId, at, pick: random() }
    })
  }
  // No campaigns before the contacts exist.
  const mailing = { start: span.start + (index === 0 ? 8 : 1) * DAY_MS, end: span.end - 2 * HOUR_MS }
  return {
    reports: made('report.generate', cycle.reports, span),
    valuations: made('valuation.instant', cycle.valuations, span),
    images: made('image.generate', cycle.images, span),
    campaigns: made('campaign.send', cycle.campaigns.length, mailing).map((work, i) => ({
      ...work,
      units: cycle.campaigns[i]?.requested ?? 0,
      accepted: cycle.campaigns[i]?.accepted ?? 0,
    })),
  }
}

async function countCycle(workspaceId: number, cycleStart: Date, next: Date, works: Works): Promise<void> {
  const counted = async (action: ActionKey, subjectKind: number, done: { id: string; units: number }[]) =>
    countDelivered(
      { workspaceId, metric: metricOf[action], cycleStart },
      done.map((work) => ({ ...work, subjectKind })),
    )
  const whole = (done: PastWork[]) => done.map(({ holdId }) => ({ id: holdId, units: 1 }))
  await counted('report.generate', subjectIds.report, whole(works.reports))
  await counted('valuation.instant', subjectIds.valuation, whole(works.valuations))
  await counted('image.generate', subjectIds.image, whole(works.images))
  await counted(
    'campaign.send',
    subjectIds.campaign,
    works.campaigns.map(({ holdId, accepted }) => ({ id: holdId, units: accepted })),
  )
  const [added] = await system()
    .select({ contacts: count() })
    .from(contacts)
    .where(
      and(
        eq(contacts.workspaceId, workspaceId),
        gte(contacts.createdAt, cycleStart),
        lt(contacts.createdAt, next),
      ),
    )
  const metric: LimitMetric = 'contacts'
  await system()
    .insert(limitCounters)
    .values({ workspaceId, cycleStart, metric, used: added?.contacts ?? 0 })
}
