import { desc, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { type Queryable, system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { plans } from '@/db/schema'
import type { Plan } from '@/lib/billing/catalog/catalog'
import { notFound, Refusal } from '@/lib/core/errors'
import { instant } from '@/lib/core/text/input'
import { requestChange, type Scheduled } from '../approvals/request-change'
import { recordEvent } from '../operations/record-event'
import type { Operator } from '../operator'
import { reasonsForPlan } from './approved-terms'
import { keyOfTerms, resolveEffectiveAt } from './effective-at'

const cents = z.coerce.number().int().min(100).max(10_000_000)
const limit = z.coerce.number().int().min(0).max(10_000_000)

export const SchedulePlanInput = z.object({
  /** The newest terms the operator saw, so nobody overwrites a change they haven't seen or saves twice. */
  basedOn: z.string().min(1),
  effectiveAt: instant.nullable(),
  description: z.string().trim().min(1).max(120),
  monthlyPriceCents: cents,
  annualPriceCents: cents,
  /** In credits mode. */
  allowanceCredits: limit.optional(),
  /** In limits mode. */
  reportsLimit: limit.optional(),
  emailsLimit: limit.optional(),
  contactsLimit: limit.optional(),
  /** In limits mode: fair-use limits per cycle for work the plan includes without listing it (R3). */
  imagesFairUse: limit.optional(),
  editsFairUse: limit.optional(),
  valuationsFairUse: limit.optional(),
  postsFairUse: limit.optional(),
})
export type SchedulePlanInput = z.output<typeof SchedulePlanInput>

/**
 * Schedules new terms of a plan. Existing subscribers keep their terms until they change plans. A large change needs
 * approval from a second operator (R36).
 * @throws Refusal `not-found`, `plan.trial`, `plan.changed`, `plan.same`, `effective.past`, `effective.far`, `change.waiting`
 */
export const schedulePlan = (operator: Operator, input: SchedulePlanInput): Promise<Scheduled> =>
  system().transaction((tx) => schedulePlanIn(tx, operator, input))

/** @param approved a second operator approved exactly this input, so it is written whatever its size */
export async function schedulePlanIn(
  tx: Queryable,
  operator: Operator,
  input: SchedulePlanInput,
  approved = false,
): Promise<Scheduled> {
  const newest = await newestTerms(tx, input.basedOn)
  const terms = termsIn(newest, input)
  if (Object.entries(terms).every(([name, value]) => newest[name as keyof typeof terms] === value))
    throw new Refusal('plan.same', 'The plan already has these terms. Change at least one of them.')
  const at = await resolveEffectiveAt(tx, input.effectiveAt)
  if (at <= newest.effectiveAt) {
    throw new Refusal(
      'plan.changed',
      'Newer terms are already scheduled. Withdraw them first, or choose a later time.',
    )
  }
  const { family, name, mode, position } = newest
  const before = termsIn(newest, newest)
  if (!approved) {
    const reasons = await reasonsForPlan(tx, family, terms)
    if (reasons.length > 0)
      return requestChange(tx, operator, {
        kind: 'plan',
        subject: family,
        input,
        before,
        after: terms,
        reasons,
      })
  }
  const key = keyOfTerms(family, at)
  await tx.insert(plans).values({ key, family, name, mode, position, effectiveAt: at, ...terms })
  await recordEvent(tx, operator, {
    verb: 'plan.scheduled',
    before: { key: newest.key, ...before },
    after: { key, effectiveAt: at.toISOString(), ...terms },
  })
  return { status: 'scheduled', result: key }
}

/**
 * Takes a plan off sale: scheduled terms are deleted; active terms stay valid for current subscribers.
 * @throws Refusal `not-found`, `plan.trial`, `plan.changed`
 */
export async function withdrawPlan(operator: Operator, key: string): Promise<void> {
  await system().transaction(async (tx) => {
    const plan = await newestTerms(tx, key)
    if (plan.withdrawnAt) return
    await recordEvent(tx, operator, {
      verb: 'plan.withdrawn',
      before: { key, ...termsIn(plan, plan) },
    })
    const deleted = await tx
      .delete(plans)
      .where(sql`${plans.key} = ${key} and ${plans.effectiveAt} > ${marketNow}`)
      .returning({ key: plans.key })
    if (deleted.length === 0) await tx.update(plans).set({ withdrawnAt: marketNow }).where(eq(plans.key, key))
  })
}

async function newestTerms(tx: Queryable, key: string): Promise<Plan> {
  await tx.execute(sql`lock table plans in share row exclusive mode`)
  const [seen] = await tx.select().from(plans).where(eq(plans.key, key))
  if (!seen) throw notFound('plan')
  if (seen.trialDays !== null) throw new Refusal('plan.trial', 'The trial’s terms can’t be changed here.')
  const [newest] = await tx
    .select()
    .from(plans)
    .where(eq(plans.family, seen.family))
    .orderBy(desc(plans.effectiveAt))
    .limit(1)
  if (newest?.key !== key) {
    throw new Refusal(
      'plan.changed',
      'This plan changed while the page was open. Reload, review the change and save again.',
    )
  }
  return newest
}

type Terms = Omit<SchedulePlanInput, 'basedOn' | 'effectiveAt'> | Plan

/** The terms that apply to the plan's mode; other form fields are ignored. */
function termsIn(plan: Plan, terms: Terms) {
  const { description, monthlyPriceCents, annualPriceCents } = terms
  const limits = plan.mode === 'limits'
  return {
    description,
    monthlyPriceCents,
    annualPriceCents,
    allowanceCredits: limits ? 0 : (terms.allowanceCredits ?? plan.allowanceCredits),
    reportsLimit: limits ? (terms.reportsLimit ?? plan.reportsLimit) : null,
    emailsLimit: limits ? (terms.emailsLimit ?? plan.emailsLimit) : null,
    contactsLimit: limits ? (terms.contactsLimit ?? plan.contactsLimit) : null,
    imagesFairUse: limits ? (terms.imagesFairUse ?? plan.imagesFairUse) : plan.imagesFairUse,
    editsFairUse: limits ? (terms.editsFairUse ?? plan.editsFairUse) : plan.editsFairUse,
    valuationsFairUse: limits ? (terms.valuationsFairUse ?? plan.valuationsFairUse) : plan.valuationsFairUse,
    postsFairUse: limits ? (terms.postsFairUse ?? plan.postsFairUse) : plan.postsFairUse,
  }
}
