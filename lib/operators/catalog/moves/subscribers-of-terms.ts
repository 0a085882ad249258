import { createHash } from 'node:crypto'
import { and, asc, desc, eq, lte, ne, sql } from 'drizzle-orm'
import { type Queryable, system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { planMoves, plans, subscriptions, users, workspaces } from '@/db/schema'
import type { BillingInterval } from '@/db/schema/billing/billing'
import type { Plan } from '@/lib/billing/catalog/catalog'
import { notFound, Refusal } from '@/lib/core/errors'
import { env } from '@/lib/core/settings/env'

/** A subscriber who can be moved. */
export type Subscriber = {
  workspaceId: number
  name: string
  fromPlanKey: string
  interval: BillingInterval
  /** When newer terms would start: the end of the paid period. */
  periodEndsAt: string | null
}
/** Subscribers with the same current terms and billing interval, so the change is the same for each. */
export type MoveGroup = {
  fromPlanKey: string
  interval: BillingInterval
  workspaces: number
  fromPriceCents: number
  toPriceCents: number
  from: Included
  to: Included
}
type Included = Pick<Plan, 'allowanceCredits' | 'reportsLimit' | 'emailsLimit' | 'contactsLimit'>

export type MovePreview = {
  planKey: string
  planName: string
  mode: Plan['mode']
  currency: string
  groups: MoveGroup[]
  subscribers: Subscriber[]
  /** The mark of the list the operator saw; a move must match it. */
  seen: string
  /** Workspaces on older terms that can't be moved now, by reason. */
  notNow: { why: NotMovableReason; workspaces: number }[]
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

/** Already moving to these terms; past due; ending; with another change scheduled; without a Stripe subscription. */
type NotMovableReason = 'moving' | 'overdue' | 'ending' | 'changing' | 'unsubscribed'

/** Larger groups take more than one request. */
const MAX_PER_REQUEST = 500
const MAX_MOVES = 100

/** Why a workspace on older terms cannot be moved now; `ready` when it can. */
const moveState = (key: string) => sql<'ready' | NotMovableReason>`case
  when ${subscriptions.pendingPlanKey} = ${key} or exists (select from ${planMoves} m
    where m.workspace_id = ${subscriptions.workspaceId} and m.status = 'asked') then 'moving'
  when ${subscriptions.stripeSubscriptionId} is null then 'unsubscribed'
  when ${subscriptions.endsAt} is not null then 'ending'
  when ${subscriptions.status} <> 'active' then 'overdue'
  when ${subscriptions.pendingPlanKey} is not null then 'changing'
  else 'ready' end`

/**
 * Who is on older terms of a plan, and what would change for them.
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
 * The terms on sale now; subscribers can only be moved to these.
 * @throws Refusal `not-found`, `plan.not-newest`
 */
export async function newestTerms(tx: Queryable, planKey: string): Promise<Plan> {
  const [requested] = await tx.select().from(plans).where(eq(plans.key, planKey))
  if (!requested || requested.trialDays !== null) throw notFound('plan')
  const [newest] = await tx
    .select()
    .from(plans)
    .where(and(eq(plans.family, requested.family), lte(plans.effectiveAt, marketNow)))
    .orderBy(desc(plans.effectiveAt))
    .limit(1)
  if (newest?.key !== planKey || newest.withdrawnAt !== null) {
    throw new Refusal(
      'plan.not-newest',
      'These terms aren’t on sale, so subscribers can’t be moved to them. Go back to the plan and choose the current terms.',
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

/** Subscribers who can be moved now, oldest workspace first. */
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
    .where(and(onOlderTerms(target), sql`${moveState(target.key)} = 'ready'`))
    .orderBy(asc(subscriptions.workspaceId))
    .limit(MAX_PER_REQUEST)
  return rows.map((row) => ({ ...row, periodEndsAt: row.periodEndsAt?.toISOString() ?? null }))
}

/** Identifies a list of subscribers and their terms, to detect changes. */
export function markOf(subscribers: readonly Subscriber[]): string {
  const fields = subscribers.map(({ workspaceId, fromPlanKey, interval }) => [
    workspaceId,
    fromPlanKey,
    interval,
  ])
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex').slice(0, 16)
}

async function groupsOf(target: Plan): Promise<MoveGroup[]> {
  const rows = await system()
    .select({ plan: plans, interval: subscriptions.interval, workspaces: sql<number>`count(*)::int` })
    .from(subscriptions)
    .innerJoin(plans, eq(plans.key, subscriptions.planKey))
    .where(and(onOlderTerms(target), sql`${moveState(target.key)} = 'ready'`))
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
    from: includedIn(plan),
    to: includedIn(target),
  }))
}

const includedIn = ({ allowanceCredits, reportsLimit, emailsLimit, contactsLimit }: Plan): Included => ({
  allowanceCredits,
  reportsLimit,
  emailsLimit,
  contactsLimit,
})

async function othersOf(target: Plan): Promise<MovePreview['notNow']> {
  const why = moveState(target.key)
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
    .limit(MAX_MOVES)
  return rows.map(({ move, name, by }) => ({
    workspaceId: move.workspaceId,
    name,
    status: move.status,
    requestedAt: move.requestedAt.toISOString(),
    requestedBy: by ?? 'A former user',
    effectiveAt: move.effectiveAt?.toISOString() ?? null,
    refusal: move.refusal,
  }))
}
