import { and, asc, eq, gte, sql } from 'drizzle-orm'
import { type Queryable, readInWorkspace } from '@/db/client'
import { type Given, preparedRead } from '@/db/connections/prepared-read'
import { creditCycles, creditUsage } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { type Account, availableOf } from '@/lib/credits/model'
import type { AccountNow } from '@/lib/credits/read/read'
import { listPackOffers } from '../catalog/catalog.ts'
import { coveredBy, getRateCard } from '../catalog/rate-card.ts'
import { readCredits } from '../read-credits.ts'
import { addDays, localDay } from '../statement/calendar-days.ts'
import type { CreditsOutlook, PackOffer, PackOrder } from '../views.ts'
import { type Forecast, forecast, scheduledUntilEnd } from './forecast.ts'
import { cheapestPacks } from './pack-combination.ts'

/** Eight weeks contain each weekday eight times; older data says little about current usage. */
const DAYS_LOOKED_BACK = 56
/** A day in the last eight weeks belongs to a cycle that started at most a month before it. */
const CYCLES_LOOKED_BACK_MS = (DAYS_LOOKED_BACK + 35) * 86_400_000

/** Work that will be paid at a known time, provided by the features that schedule it. */
export type Scheduled = { at: number; credits: number }

/** How long the credits last at this pace, how to cover a shortage, and what the balance covers (R24). */
export async function getCreditsOutlook(
  ctx: Pick<WorkspaceContext, 'workspaceId'>,
  planned: readonly Scheduled[] | Promise<readonly Scheduled[]> = [],
): Promise<CreditsOutlook> {
  const accountRead = readCredits(ctx.workspaceId).then(({ account }) => account)
  const [account, past, card, packs, scheduled] = await Promise.all([
    accountRead,
    accountRead.then((account) => readInWorkspace(ctx.workspaceId, (tx) => pastOf(tx, account))),
    getRateCard(),
    listPackOffers(ctx, accountRead),
    planned,
  ])
  const leftCredits = availableOf(account)
  const { at, cycleStart, timeZone } = account
  const { endsAt, ending } = endOf(account)
  const seen = forecast({ at, cycleStart, endsAt, timeZone, leftCredits, scheduled, ...past })
  return {
    forecast: seen,
    ending,
    endsAt: new Date(endsAt).toISOString(),
    used: usedLately(past.spent, localDay(at, timeZone)),
    scheduledCredits: scheduledUntilEnd({ at, endsAt, scheduled }),
    packs: packsFor(seen, packs, endsAt),
    stillBuys: coveredBy(card.prices, leftCredits),
  }
}

/** Credits last until the reset, unless the trial or plan ends first. */
function endOf({ cycleEnd, spendUntil }: Account): Pick<CreditsOutlook, 'ending'> & { endsAt: number } {
  if (spendUntil === null || spendUntil > cycleEnd) return { endsAt: cycleEnd, ending: 'reset' }
  return { endsAt: spendUntil, ending: 'plan' }
}

async function pastOf(tx: Queryable, { workspaceId, at, timeZone }: AccountNow) {
  const since = addDays(localDay(at, timeZone), -DAYS_LOOKED_BACK)
  const [rows, [first]] = await Promise.all([
    readUsage(tx, { workspaceId, cyclesSince: new Date(at - CYCLES_LOOKED_BACK_MS).toISOString(), since }),
    readFirstCycle(tx, { workspaceId }),
  ])
  const began = first ? localDay(first.start.getTime(), timeZone) : localDay(at, timeZone)
  const firstDay = [began, ...rows.map(({ day }) => day)].toSorted()[0] ?? began
  return {
    spent: new Map(rows.map(({ day, credits }) => [day, credits])),
    firstDay: firstDay > since ? firstDay : since,
  }
}

const readUsage = preparedRead((db, given: Given<'workspaceId' | 'cyclesSince' | 'since'>) => {
  const { workspaceId, cycleStart, day, credits } = creditUsage
  return db
    .select({ day, credits: sql<number>`sum(${credits})::float8` })
    .from(creditUsage)
    .where(
      and(
        eq(workspaceId, given('workspaceId')),
        gte(cycleStart, given('cyclesSince')),
        gte(day, given('since')),
      ),
    )
    .groupBy(day)
})

const readFirstCycle = preparedRead((db, given: Given<'workspaceId'>) =>
  db
    .select({ start: creditCycles.cycleStart })
    .from(creditCycles)
    .where(eq(creditCycles.workspaceId, given('workspaceId')))
    .orderBy(asc(creditCycles.firstSeq))
    .limit(1),
)

function usedLately(spent: ReadonlyMap<string, number>, today: string): CreditsOutlook['used'] {
  const days = Array.from({ length: 7 }, (_, back) => spent.get(addDays(today, -back)) ?? 0)
  return { today: days[0] ?? 0, week: days.reduce((sum, credits) => sum + credits, 0) }
}

/** The cheapest packs that cover the shortage. Extra credits that expire with the cycle expire unused. */
function packsFor(seen: Forecast, packs: readonly PackOffer[], endsAt: number): PackOrder | null {
  if (seen.kind !== 'runs-out') return null
  const found = cheapestPacks(packs, seen.shortCredits)
  const first = found?.choices[0]?.pack
  if (!found || !first) return null
  const isOverByThen = first.endsAt !== null && Date.parse(first.endsAt) <= endsAt
  return {
    lines: found.choices.map(({ pack, quantity }) => ({ key: pack.key, credits: pack.credits, quantity })),
    credits: found.credits,
    priceCents: found.priceCents,
    currency: first.currency,
    endsAt: first.endsAt,
    unusedCredits: isOverByThen ? found.credits - seen.shortCredits : 0,
  }
}
