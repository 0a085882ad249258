import { z } from 'zod'
import { subscriptionStatuses } from '@/db/schema/billing/billing'
import { planModes } from '@/db/schema/billing/catalog'
import { limitMetrics, planMetrics, reservationStates } from '@/db/schema/billing/limits'
import { type ActionKey, actionKeys, type SubjectKind, subjectIds } from '@/lib/credits/shared/actions'

/**
 * What a program is answered: the document is made of these, routes are typed by them, and tests hold real answers
 * against them. A field that is not here is not answered.
 */

const whole = z.int()
const instant = z.iso.datetime()
/** Not `z.guid()`: the document would call it a UUID, and it has none of a version's marks (lib/credits/decide/keys.ts). */
const holdId = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
const action = z.enum(actionKeys as [ActionKey, ...ActionKey[]])
const subjectKind = z.enum(Object.keys(subjectIds) as [SubjectKind, ...SubjectKind[]])
const sum = { credits: whole, times: whole }
const meter = { metric: z.enum(planMetrics), used: whole, limit: whole }
const heldOfLimit = whole.describe('Reserved for running work: not used yet')
const cycle = z.strictObject({ start: instant, end: instant, current: z.boolean() })

const Balance = z.strictObject({
  plan: z.strictObject({
    key: z.string(),
    name: z.string(),
    mode: z.enum(planModes),
    status: z.enum(subscriptionStatuses),
  }),
  availableCredits: whole.describe('What can be spent now'),
  allowanceLeftCredits: whole,
  extraLeftCredits: whole,
  extraEndsAt: instant.nullable(),
  usedCredits: whole.describe('Spent in this cycle, without what running work holds'),
  heldCredits: whole.describe('Set aside for running work: not used yet, released if it fails'),
  frozenCredits: whole.describe('Set aside while a payment is disputed'),
  totalCredits: whole.describe('Allowance and extra credits of this cycle'),
  percentUsed: z.number().min(0).max(100),
  resetsAt: instant,
  limits: z
    .array(z.strictObject({ ...meter, held: heldOfLimit }))
    .nullable()
    .describe('In limits mode, in place of the balance'),
  asOf: instant,
})

const RateCard = z.strictObject({
  version: whole,
  effectiveAt: instant,
  nextAt: instant.nullable().describe('When the next version takes effect'),
  lines: z.array(
    z.strictObject({
      action,
      label: z.string(),
      unit: z.string(),
      credits: whole,
      per: whole,
      minimum: whole,
      words: z.string(),
    }),
  ),
})

const Quote = z.strictObject({
  action,
  units: whole,
  credits: whole.describe('Send it back as quotedCredits'),
  rateVersion: whole,
  leftCredits: whole,
  spendingLimitLeftCredits: whole
    .nullable()
    .describe('What a spending limit leaves for this; null: none concerns it'),
  limit: z
    .strictObject({ ...meter, metric: z.enum(limitMetrics), resetsAt: instant })
    .nullable()
    .describe('In limits mode, what the plan counts this as, running work included'),
  affordable: z.boolean().describe('Whether it could be begun now'),
})

const Statement = z.strictObject({
  entries: z.array(
    z.strictObject({
      seq: whole,
      at: instant,
      what: z.string(),
      action: action.nullable(),
      amountCredits: whole,
      balanceAfterCredits: whole,
      who: z.string(),
      rateVersion: whole.nullable(),
      subject: z.strictObject({ kind: subjectKind, id: z.string() }).nullable(),
      note: z.string().nullable(),
    }),
  ),
  nextBefore: whole.nullable().describe('Ask on with it as `before`; null at the end'),
})

const Usage = z.strictObject({
  cycle,
  cycles: z.array(cycle).describe('Newest first: what can be asked for'),
  total: z.strictObject(sum),
  byDay: z.array(z.strictObject({ day: z.iso.date(), action, label: z.string(), ...sum })),
  byAction: z.array(
    z.strictObject({
      action,
      label: z.string(),
      feature: z.string(),
      unit: z.string(),
      units: whole,
      ...sum,
    }),
  ),
  byMember: z.array(z.strictObject({ memberId: whole, name: z.string(), ...sum })),
  byFeature: z.array(z.strictObject({ feature: z.string(), ...sum })),
})

const Hold = z.strictObject({
  id: holdId,
  state: z.enum(reservationStates),
  units: whole,
  heldCredits: whole,
  capturedCredits: whole,
  leaseUntil: instant.describe('Given back then, unless it was captured'),
})

export const answers = { Balance, RateCard, Quote, Statement, Usage, Hold }
export type AnswerName = keyof typeof answers

/** A failure as RFC 9457 says it, with what a program needs to go on as further members. */
export const Problem = z.looseObject({
  type: z.string().regex(/^urn:market-trak:problem:[a-z][a-z.-]*$/),
  title: z.string(),
  status: z.int().min(400).max(599),
  detail: z.string(),
  errors: z.record(z.string(), z.string()).optional().describe('What is wrong with which field'),
  reference: z.string().optional().describe('Finds an unknown failure in our log'),
})
export type Problem = z.infer<typeof Problem>
