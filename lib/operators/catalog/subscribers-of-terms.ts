import { createHash } from 'node:crypto'
import { and, asc, desc, eq, lte, ne, sql } from 'drizzle-orm'
import { type Queryable, system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { planMoves, plans, subscriptions, users, workspaces } from '@/db/schema'
import type { BillingInterval } from '@/db/schema/billing/billing'
import type { Plan } from '@/lib/billing/catalog/catalog'
import { notFound, Refusal } from '@/lib/core/errors'
import { env } from '@/lib/core/settings/env'

/** Whom a move would reach, and whom not yet. */
export type Subscriber = {
  workspaceId: number
  name: string
  fromPlanKey: string
  interval: BillingInterval
  /** When newer terms would begin: the end of what is paid for. */
  periodEndsAt: string | null
}
/** Those who would move from the same terms in the same rhythm: the same difference for each. */
export type MoveGroup = {
  fromPlanKey: string
  interval: BillingInterval
  workspaces: number
  fromPriceCents: number
  toPriceCents: number
  from: Gives
  to: Gives
}
type Gives = Pick<Plan, 'allowanceCredits' | 'reportsLimit' | 'emailsLimit' | 'contactsLimit'>

export type MovePreview = {
  planKey: string
  planName: string
  mode: Plan['mode']
  currency: string
  groups: MoveGroup[]
  subscribers: Subscriber[]
  /** What the operator saw of them: a move is held to it. */
  seen: string
  /** On older terms and not to be moved now, by the reason. */
  notNow: { why: NotNow; workspaces: number }[]
  moves: PlanMove[]
}
export type PlanMove = {
  workspaceId: number
  name: string
  status: 'asked' | 'scheduled' | 'refused'
  requestedAt: string
  requestedBy: string
  effectiveAt: string | null
  refusal: string | null
}

/** Already to have these terms; owing a payment; to end; waiting for another change; unknown to Stripe. */
type NotNow = 'moving' | 'overdue' | 'ending' | 'changing' | 'unsubscribed'

/** More are moved in a second go. */
const MOST_MOVED_AT_ONCE = 500
const MOVES_SHOWN = 100

/** Why a workspace on older terms cannot be moved now; `ready` when it can. */
const standing = (key: string) => sql<'ready' | NotNow>`case
  when ${subscriptions.pendingPlanKey} = ${key} or exists (select from ${planMoves} m
    where m.workspace_id = ${subscriptions.workspaceId} and m.status = 'asked') then 'moving'
  when ${subscriptions.stripeSubscriptionId} is null then 'unsubscribed'
  when ${subscriptions.endsAt} is not null then 'ending'
  when ${subscriptions.status} <> 'active' then 'overdue'
  when ${subscriptions.pendingPlanKey} is not null then 'changing'
  else 'ready' end`

/**
 * Who is on older terms of a plan, and what newer ones would change for them.
 * @throws Refusal `not-found`, `plan.not-newest`
 */
export async function movePreview(planKey: string): Promise<MovePreview> {
  const db = system()
  const target = await newestTerms(db, planKey)
  const [groups, subscribers, others, moves] = await Promise.all([
    groupsOf(target),
    readyFor(db, target),
    othersOf(target),
    movesTo(planKey),
  ])
  return {
    planKey,
    planName: target.name,
    mode: target.mode,
    currency: env().CATALOG_CURRENCY,
    groups,
    subscribers,
    seen: markOf(subscribers),
    notNow: others,
    moves,
  }
}

/**
 * The terms that are on sale: nobody is moved to others.
 * @throws Refusal `not-found`, `plan.not-newest`
 */
export async function newestTerms(tx: Queryable, planKey: string): Promise<Plan> {
  const [asked] = await tx.select().from(plans).where(eq(plans.key, planKey))
  if (!asked || asked.trialDays !== null) throw notFound('plan')
  const [newest] = await tx
    .select()
    .from(plans)
    .where(and(eq(plans.family, asked.family), lte(plans.effectiveAt, marketNow)))
    .orderBy(desc(plans.effectiveAt))
    .limit(1)
  if (newest?.key !== planKey || newest.withdrawnAt !== null) {
    throw new Refusal(
      'plan.not-newest',
      'These terms are not on sale. Subscribers are moved only to those that are: look at the plan again.',
    )
  }
  return newest
}

const onOlderTerms = (target: Plan) =>
  and(
    eq(plans.family, target.family),
    ne(plans.key, target.key),
    lte(plans.effectiveAt, target.effectiveAt),
    ne(subscriptions.status, 'canceled'),
  )

/** Those who can be moved now, the oldest workspace first. */
export async function readyFor(tx: Queryable, target: Plan): Promise<Subscriber[]> {
  const rows = await tx
    .select({
      workspaceId: subscriptions.workspaceId,
      name: workspaces.name,
      fromPlanKey: subscriptions.planKey,
      interval: subscriptions.interval,
      periodEndsAt: subscriptions.currentPeriodEnd,
    })
    .from(subscriptions)
    .innerJoin(plans, eq(plans.key, subscriptions.planKey))
    .innerJoin(workspaces, eq(workspaces.id, subscriptions.workspaceId))
    .where(and(onOlderTerms(target), sql`${standing(target.key)} = 'ready'`))
    .orderBy(asc(subscriptions.workspaceId))
    .limit(MOST_MOVED_AT_ONCE)
  return rows.map((row) => ({ ...row, periodEndsAt: row.periodEndsAt?.toISOString() ?? null }))
}

/** Names who would be moved from which terms: another mark, another set of people. */
export function markOf(subscribers: readonly Subscriber[]): string {
  const words = subscribers.map(({ workspaceId, fromPlanKey, interval }) => [
    workspaceId,
    fromPlanKey,
    interval,
  ])
  return createHash('sha256').update(JSON.stringify(words)).digest('hex').slice(0, 16)
}

async function groupsOf(target: Plan): Promise<MoveGroup[]> {
  const rows = await system()
    .select({ plan: plans, interval: subscriptions.interval, workspaces: sql<number>`count(*)::int` })
    .from(subscriptions)
    .innerJoin(plans, eq(plans.key, subscriptions.planKey))
    .where(and(onOlderTerms(target), sql`${standing(target.key)} = 'ready'`))
    .groupBy(plans.key, subscriptions.interval)
    .orderBy(desc(plans.effectiveAt), asc(subscriptions.interval))
  const priceOf = (plan: Plan, interval: BillingInterval) =>
    interval === 'year' ? plan.annualPriceCents : plan.monthlyPriceCents
  return rows.map(({ plan, interval, workspaces: count }) => ({
    fromPlanKey: plan.key,
    interval,
    workspaces: count,
    fromPriceCents: priceOf(plan, interval),
    toPriceCents: priceOf(target, interval),
    from: givesOf(plan),
    to: givesOf(target),
  }))
}

const givesOf = ({ allowanceCredits, reportsLimit, emailsLimit, contactsLimit }: Plan): Gives => ({
  allowanceCredits,
  reportsLimit,
  emailsLimit,
  contactsLimit,
})

async function othersOf(target: Plan): Promise<MovePreview['notNow']> {
  const why = standing(target.key)
  const rows = await system()
    .select({ why, workspaces: sql<number>`count(*)::int` })
    .from(subscriptions)
    .innerJoin(plans, eq(plans.key, subscriptions.planKey))
    .where(onOlderTerms(target))
    .groupBy(sql`1`)
    .orderBy(sql`1`)
  return rows.flatMap((row) => (row.why === 'ready' ? [] : [{ why: row.why, workspaces: row.workspaces }]))
}

async function movesTo(planKey: string): Promise<PlanMove[]> {
  const rows = await system()
    .select({ move: planMoves, name: workspaces.name, by: users.email })
    .from(planMoves)
    .innerJoin(workspaces, eq(workspaces.id, planMoves.workspaceId))
    .leftJoin(users, eq(users.id, planMoves.requestedBy))
    .where(eq(planMoves.toPlanKey, planKey))
    .orderBy(desc(planMoves.requestedAt), asc(planMoves.workspaceId))
    .limit(MOVES_SHOWN)
  return rows.map(({ move, name, by }) => ({
    workspaceId: move.workspaceId,
    name,
    status: move.status,
    requestedAt: move.requestedAt.toISOString(),
    requestedBy: by ?? 'somebody',
    effectiveAt: move.effectiveAt?.toISOString() ?? null,
    refusal: move.refusal,
  }))
}
