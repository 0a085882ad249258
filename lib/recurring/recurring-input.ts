import { z } from 'zod'
import { DraftInput } from '@/lib/campaigns/drafts/campaign-input'
import { wholeNumber } from '@/lib/core/text/input'

/** Days that every month has. */
export const LAST_DAY = 28

/** The price that the person saw: the report and an email to everyone on the list today (R8). */
const quotedCredits = wholeNumber

/** The form: the fields of a campaign, the report it starts from, and when it runs. */
export const RecurringInput = DraftInput.and(
  z.object({
    reportId: z.uuid(),
    dayOfMonth: z.coerce.number().int().min(1).max(LAST_DAY),
    timeOfDay: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Choose a time.'),
    quotedCredits,
  }),
)
export type RecurringInput = z.output<typeof RecurringInput>

export const ResumeInput = z.object({ id: z.uuid(), quotedCredits })
