import { z } from 'zod'
import { calendarDay, rowNumber } from '@/lib/core/text/input'
import { type ActionKey, actionKeys } from '@/lib/credits/shared/actions'
import { metadataLimits } from '@/lib/credits/shared/metadata'

const action = z.enum(actionKeys as [ActionKey, ...ActionKey[]])
const units = z.number().int().min(1).max(100_000)

/** The most pairs a search can have. */
const MOST_SEARCHED_PAIRS = 3

const pairsOfText = (most: number) =>
  z
    .record(
      z
        .string()
        .min(1)
        .max(metadataLimits.keyLength, `Use names of at most ${metadataLimits.keyLength} characters.`),
      z
        .string()
        .max(metadataLimits.valueLength, `Use values of at most ${metadataLimits.valueLength} characters.`),
    )
    .refine((pairs) => Object.keys(pairs).length <= most, `Send at most ${most} pairs.`)
    .meta({ maxProperties: most, examples: [{ order: '1234' }] })

const metadata = pairsOfText(metadataLimits.pairs)
  .optional()
  .describe(
    'Your own names and values, such as an order number. Kept with the hold and its entry and shown in the statement. Part of the request: a retry must send the same.',
  )

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
  metadata: pairsOfText(MOST_SEARCHED_PAIRS)
    .optional()
    .describe('Only entries with all of these pairs: `metadata[order]=1234`'),
})
export const UsageQuery = z.object({ cycleStart: z.iso.datetime().optional() })
export const ChargeBody = z.object({
  action,
  units: units.default(1),
  /** The price that was shown. If it has changed, nothing is charged and the error has the new price (R8). */
  quotedCredits: z
    .number()
    .int()
    .min(0)
    .max(1_000_000)
    .meta({
      description: 'The price from `quote`; 0 on limits plans. If it has changed, nothing is charged.',
      examples: [20],
    }),
  metadata,
})
export const HoldBody = ChargeBody.extend({ leaseSeconds: z.number().int().min(60).max(86_400).default(900) })
/** A hash in UUID format without version bits (lib/credits/decide/keys.ts), so `z.uuid` would refuse most ids. */
export const HoldPath = z.object({ id: z.guid() })
export const CaptureBody = HoldPath.extend({ units })

/** Any text the client chooses, such as a UUID, as in the IETF draft. */
export const IdempotencyKey = z.string().min(1).max(255)
