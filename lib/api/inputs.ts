import { z } from 'zod'
import { calendarDay, rowNumber } from '@/lib/core/text/input'
import { type ActionKey, actionKeys } from '@/lib/credits/shared/actions'

const action = z.enum(actionKeys as [ActionKey, ...ActionKey[]])
const units = z.number().int().min(1).max(100_000)

export const Nothing = z.object({})
export const QuoteQuery = z.object({
  action,
  units: z.coerce.number().int().min(1).max(100_000).default(1),
})
export const StatementQuery = z.object({
  before: rowNumber.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  action: action.optional(),
  member: rowNumber.optional(),
  from: calendarDay().optional(),
  to: calendarDay().optional(),
})
export const UsageQuery = z.object({ cycleStart: z.iso.datetime().optional() })
export const ChargeBody = z.object({
  action,
  units: units.default(1),
  /** The price that was shown; another one now is answered with it, and nothing is charged (R8). */
  quotedCredits: z.number().int().min(0).max(1_000_000),
})
export const HoldBody = ChargeBody.extend({ leaseSeconds: z.number().int().min(60).max(86_400).default(900) })
/** A hash in the form of a UUID, without a version's marks (lib/credits/decide/keys.ts): `z.uuid` refuses most of them. */
export const HoldPath = z.object({ id: z.guid() })
export const CaptureBody = HoldPath.extend({ units })

/** As the IETF draft has it: any text the client chooses, such as a UUID. */
export const IdempotencyKey = z.string().min(1).max(255)
