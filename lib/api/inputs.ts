import { z } from 'zod'
import { calendarDay, rowNumber } from '@/lib/core/text/input'
import { type ActionKey, actionKeys } from '@/lib/credits/shared/actions'

const action = z.enum(actionKeys as [ActionKey, ...ActionKey[]])
const units = z.number().int().min(1).max(100_000)

export const NoInput = z.object({})
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
  /** The price that was shown. If it has changed, nothing is charged and the error has the new price (R8). */
  quotedCredits: z.number().int().min(0).max(1_000_000),
})
export const HoldBody = ChargeBody.extend({ leaseSeconds: z.number().int().min(60).max(86_400).default(900) })
/** A hash in UUID format without version bits (lib/credits/decide/keys.ts), so `z.uuid` would refuse most ids. */
export const HoldPath = z.object({ id: z.guid() })
export const CaptureBody = HoldPath.extend({ units })

/** Any text the client chooses, such as a UUID, as in the IETF draft. */
export const IdempotencyKey = z.string().min(1).max(255)
