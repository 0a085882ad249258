import { z } from 'zod'
import { subscriptionStatuses } from '@/db/schema/billing/billing'
import { planModes } from '@/db/schema/billing/catalog'
import { limitMetrics, planMetrics, reservationStates } from '@/db/schema/billing/plan-limits'
import { type ActionKey, actionKeys, type SubjectKind, subjectIds } from '@/lib/credits/shared/actions'
import { calendarResponses } from './products/calendar/responses'
import { campaignResponses } from './products/campaigns/responses'
import { contactResponses } from './products/contacts/responses'
import { feedResponses } from './products/feeds/responses'
import { imageResponses } from './products/images/responses'
import { reportResponses } from './products/reports/responses'
import { templateResponses } from './products/templates/responses'
import { valuationResponses } from './products/valuations/responses'

/** The response schemas of every product. */
const productResponses = {
  ...reportResponses,
  ...valuationResponses,
  ...imageResponses,
  ...feedResponses,
  ...campaignResponses,
  ...templateResponses,
  ...contactResponses,
  ...calendarResponses,
}

/**
 * API response schemas. The OpenAPI document is generated from them, routes are typed by them, and tests compare real
 * responses with them. Fields not listed here are not returned.
 */

const whole = z.int()
const instant = z.iso.datetime()
/** Not `z.guid()`: the document would call it a UUID, but it has no UUID version bits (lib/credits/decide/keys.ts). */
const holdId = z
  .string()
  .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  .meta({ examples: ['5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11'] })
const metadata = z
  .record(z.string(), z.string())
  .nullable()
  .meta({ description: 'The pairs sent with the spend; null if none', examples: [{ order: '1234' }] })
const action = z.enum(actionKeys as [ActionKey, ...ActionKey[]])
const subjectKind = z.enum(Object.keys(subjectIds) as [SubjectKind, ...SubjectKind[]])
const sum = { credits: whole, times: whole }
const meter = { metric: z.enum(planMetrics), used: whole, limit: whole }
const heldOfLimit = whole.describe('Reserved for running work and not used yet')
const cycle = z.strictObject({ start: instant, end: instant, current: z.boolean() })

const Balance = z.strictObject({
  plan: z.strictObject({
    key: z.string(),
    name: z.string(),
    mode: z.enum(planModes),
    status: z.enum(subscriptionStatuses),
  }),
  availableCredits: whole.describe('Credits available to spend now'),
  allowanceLeftCredits: whole,
  extraLeftCredits: whole,
  extraEndsAt: instant.nullable(),
  usedCredits: whole.describe('Credits spent in this cycle, excluding held credits'),
  heldCredits: whole.describe('Credits held for running work; released if the work fails'),
  frozenCredits: whole.describe('Credits frozen while a payment is disputed'),
  totalCredits: whole.describe('Allowance plus extra credits in this cycle'),
  percentUsed: z.number().min(0).max(100),
  resetsAt: instant,
  limits: z
    .array(z.strictObject({ ...meter, held: heldOfLimit }))
    .nullable()
    .describe('Usage limits; only on limits plans, instead of a balance'),
  asOf: instant,
})

const RateCard = z.strictObject({
  version: whole,
  effectiveAt: instant,
  nextAt: instant
    .nullable()
    .describe('When the next rate card version takes effect; null if none is scheduled'),
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
  credits: whole.describe('The price; send it as quotedCredits'),
  rateVersion: whole,
  leftCredits: whole,
  spendingLimitLeftCredits: whole
    .nullable()
    .describe('Credits left under the spending limits that apply; null if none applies'),
  limit: z
    .strictObject({ ...meter, metric: z.enum(limitMetrics), resetsAt: instant })
    .nullable()
    .describe('On limits plans, the limit this action counts toward, including running work'),
  affordable: z.boolean().describe('Whether the action could start now'),
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
      metadata,
    }),
  ),
  nextBefore: whole.nullable().describe('Pass as `before` to get the next page; null on the last page'),
})

const Usage = z.strictObject({
  cycle,
  cycles: z.array(cycle).describe('Available cycles, newest first'),
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
  leaseUntil: instant.describe('When an uncaptured hold is released'),
  metadata,
})

export const responses = { Balance, RateCard, Quote, Statement, Usage, Hold, ...productResponses }
export type ResponseName = keyof typeof responses

/** An RFC 9457 problem. Additional members help the client recover. */
export const Problem = z.looseObject({
  type: z.string().regex(/^urn:market-trak:problem:[a-z][a-z.-]*$/),
  title: z.string(),
  status: z.int().min(400).max(599),
  detail: z.string(),
  errors: z.record(z.string(), z.string()).optional().describe('Error message by field'),
  requestId: z
    .string()
    .optional()
    .describe('The id of the request, also in the X-Request-Id header; include it when you contact us'),
  reference: z.string().optional().describe('Include this when you contact us about an unexpected error'),
})
export type Problem = z.infer<typeof Problem>
