import { eq } from 'drizzle-orm'
import { inWorkspace, type Queryable } from '@/db/client'
import { plans, subscriptions } from '@/db/schema'
import { limitsOf } from '@/lib/billing/catalog/catalog'
import { type BudgetProjection, projectCredits, projectLimit } from '@/lib/billing/forecast/budget-projection'
import { type PlannedWork, projectDays } from '@/lib/billing/forecast/days-ahead'
import { addDays, localDay } from '@/lib/billing/statement/calendar-days'
import { planTimes } from '@/lib/billing/subscription/plan-in-force'
import { type DatedCampaign, listCampaignsBetween } from '@/lib/campaigns/campaigns-between'
import { listPlannedCampaigns } from '@/lib/campaigns/planned-campaigns'
import { assert } from '@/lib/core/assert'
import type { WorkspaceContext } from '@/lib/core/context'
import { timeOfDay } from '@/lib/core/text/format'
import { readAccount, readLots } from '@/lib/credits/read/read'
import { readLimitUse } from '@/lib/plan-limits/limits'
import { type DatedPost, postsBetween } from '@/lib/posts/list-posts'
import { listPlannedRecurring, type PlannedRecurring } from '@/lib/recurring/list-recurring'
import { instantOf } from '@/lib/workspaces/time-zone/future-time'
import { adjacentDay, type ShownSpan, shownDays } from './shown-days'
import type { CalendarItem, CalendarView } from './views'

type CalendarQuery = { span: ShownSpan; day?: string | undefined }
type Context = WorkspaceContext & { timeZone: string }

/** A month or week of sent and scheduled items, with what is left after each day. */
export async function readCalendar(
  ctx: Context,
  { span, day: requestedDay }: CalendarQuery,
): Promise<CalendarView> {
  const { timeZone } = ctx
  const { at } = await readAccount(ctx.workspaceId)
  const today = localDay(at, timeZone)
  const day = requestedDay ?? today
  const days = shownDays(span, day)
  const [firstDay = day, lastDay = day] = [days[0], days.at(-1)]
  const [from, before] = [midnight(firstDay, timeZone), midnight(addDays(lastDay, 1), timeZone)]
  const [{ purse, unit }, planned, dated, posts, recurring] = await Promise.all([
    inWorkspace(ctx.workspaceId, (tx) => plannedBudget(tx, ctx)),
    listPlannedCampaigns(ctx),
    listCampaignsBetween(ctx, from, before),
    postsBetween(ctx, from, before),
    listPlannedRecurring(ctx),
  ])
  const leftNow = purse.leftAt(at)
  const amountOf = (one: { credits: number; people: number }) =>
    unit === 'credits' ? one.credits : one.people
  const work: PlannedWork[] = [
    ...planned.map(({ recipients, ...one }) => ({ ...one, people: recipients })),
    ...recurring,
  ].map((one) => ({ id: one.id, at: Date.parse(one.at), amount: amountOf(one) }))
  const lastPlanned = localDay(Math.max(at, ...work.map((one) => one.at)), timeZone)
  const until = lastPlanned > lastDay ? lastPlanned : lastDay
  const { days: ahead, shortage } = projectDays({ at, timeZone, lastDay: until, budget: purse, work })
  const aheadOf = new Map(ahead.map((one) => [one.day, one]))
  const unpaid = new Set(ahead.flatMap((one) => one.unpaid))
  const items = [
    ...dated.map((one) => campaignItem(one, { timeZone, unit, unpaid: unpaid.has(one.id) })),
    ...posts.map((one) => postItem(one, timeZone)),
    ...recurring
      .filter(({ at: when }) => when >= from.toISOString() && when < before.toISOString())
      .map((one) => recurringItem(one, { timeZone, unit, unpaid: unpaid.has(one.id) })),
  ].toSorted((a, b) => a.at.localeCompare(b.at))
  return {
    span,
    day,
    previousDay: adjacentDay(span, day, -1),
    nextDay: adjacentDay(span, day, 1),
    today,
    timeZone,
    unit,
    days: days.map((shown) => ({
      day: shown,
      inSpan: span === 'week' || shown.slice(0, 7) === day.slice(0, 7),
      isToday: shown === today,
      isPast: shown < today,
      items: items.filter((one) => localDay(Date.parse(one.at), timeZone) === shown),
      ahead: aheadOf.get(shown) ?? null,
    })),
    planned: { count: work.length, amount: work.reduce((sum, { amount }) => sum + amount, 0) },
    leftNow,
    shortage: shortage && {
      title: [...planned, ...recurring].find(({ id }) => id === shortage.id)?.name ?? '',
      day: shortage.day,
      needed: shortage.needed,
      left: shortage.left,
    },
  }
}

const midnight = (day: string, timeZone: string) => instantOf(`${day}T00:00`, timeZone)

type Shown = { timeZone: string; unit: CalendarView['unit']; unpaid: boolean }

function campaignItem(one: DatedCampaign, { timeZone, unit, unpaid }: Shown): CalendarItem {
  return {
    kind: 'campaign',
    id: one.id,
    title: one.name,
    status: one.status,
    at: one.at.toISOString(),
    time: timeOfDay(one.at, timeZone),
    movable: one.status === 'scheduled',
    people: one.recipients,
    credits: unit === 'credits' ? one.credits : null,
    unpaid,
  }
}

/** The next month of a recurring report. What it makes then appears as a campaign. */
function recurringItem(one: PlannedRecurring, { timeZone, unit, unpaid }: Shown): CalendarItem {
  return {
    kind: 'recurring',
    id: one.id,
    title: one.name,
    status: 'scheduled',
    at: one.at,
    time: timeOfDay(new Date(one.at), timeZone),
    movable: false,
    people: one.people,
    credits: unit === 'credits' ? one.credits : null,
    unpaid,
  }
}

/** A post costs nothing when it goes out: what made it was paid, or it was written by hand. */
function postItem(one: DatedPost, timeZone: string): CalendarItem {
  return {
    kind: 'post',
    id: one.id,
    title: one.title,
    status: one.status,
    isDue: one.isDue,
    at: one.at.toISOString(),
    time: timeOfDay(one.at, timeZone),
    movable: one.status === 'scheduled',
    people: 0,
    credits: null,
    unpaid: false,
  }
}

/** What scheduled campaigns are paid from: the balance, or the month's emails in limits mode. */
async function plannedBudget(
  tx: Queryable,
  { workspaceId }: WorkspaceContext,
): Promise<{ purse: BudgetProjection; unit: 'credits' | 'emails' }> {
  const [account, lots, [row]] = await Promise.all([
    readAccount(workspaceId),
    readLots(tx, workspaceId),
    tx
      .select({ plan: plans, quantity: subscriptions.quantity })
      .from(subscriptions)
      .innerJoin(plans, eq(plans.key, subscriptions.planKey))
      .where(eq(subscriptions.workspaceId, workspaceId)),
  ])
  assert(row, `workspace ${workspaceId} has a plan`)
  const limits = limitsOf(planTimes(row.plan, row.quantity))
  if (!limits) return { purse: projectCredits(account, lots), unit: 'credits' }
  const used = await readLimitUse(tx, workspaceId, new Date(account.cycleStart))
  const emails = used.find(({ metric }) => metric === 'emails')
  const usedEmails = (emails?.used ?? 0) + (emails?.reserved ?? 0)
  return { purse: projectLimit({ ...account, limit: limits.emails, used: usedEmails }), unit: 'emails' }
}
