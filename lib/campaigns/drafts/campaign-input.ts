import { z } from 'zod'
import { LATE_AFTER_HOURS } from '@/db/schema/work/campaigns'
import { wholeNumber } from '@/lib/core/text/input'
import { mergeFields } from '@/lib/templates/merge-fields'

/** The fields a campaign can set: the agency’s own are in its sender details, and everyone has an email address. */
const detailNames = mergeFields
  .filter(({ of, name }) => of !== 'agency' && name !== 'email')
  .map(({ name }) => name)

/**
 * The campaign form. Values of merge fields are sent as `detail.area` and so on. For a personal field, such as
 * `detail.first_name`, the value is the fallback for people without one.
 */
export const DraftInput = z
  .looseObject({
    id: z.uuid(),
    name: z.string().trim().min(1, 'Enter a campaign name.').max(80),
    /** Empty for all contacts. */
    listId: z.union([z.literal('').transform(() => null), z.uuid()]),
    /** Empty to keep the current content. */
    templateId: z.union([z.literal('').transform(() => null), z.uuid()]),
    subject: z.string().trim().min(1, 'Enter a subject.').max(150),
  })
  .superRefine((draft, context) => {
    const link = String(draft['detail.property_url'] ?? '').trim()
    if (link === '' || /^https?:\/\/\S+$/i.test(link)) return
    // The link in the email wouldn’t work.
    context.addIssue({
      code: 'custom',
      path: ['detail.property_url'],
      message: 'Start the link with https://',
    })
  })
  .transform(({ id, name, listId, templateId, subject, ...rest }) => ({
    id,
    name,
    listId,
    templateId,
    subject,
    details: Object.fromEntries(
      detailNames
        .map(
          (field) =>
            [
              field,
              String(rest[`detail.${field}`] ?? '')
                .trim()
                .slice(0, 300),
            ] as const,
        )
        .filter(([, value]) => value !== ''),
    ),
  }))
export type DraftInput = z.output<typeof DraftInput>

/** The longest possible delay before a late campaign is put on hold: a week. */
export const MAX_LATE_HOURS = 168

export const ConfirmInput = z.object({
  id: z.uuid(),
  /** The previewed version and its number of recipients. */
  version: z.string().max(64).default(''),
  people: z.coerce.number().int().min(0).default(0),
  /** Created with the form, so that a second click is the same request (R12). */
  requestId: z.uuid(),
  /** The price that the person saw (R8). */
  quotedCredits: wholeNumber,
  /** Empty to send now; otherwise the value of a date and time field, in the workspace’s time zone. */
  sendAt: z.union([z.literal(''), z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/)]).default(''),
  /** A scheduled campaign that would be sent later than this is put on hold. */
  lateAfterHours: z.coerce.number().int().min(1).max(MAX_LATE_HOURS).default(LATE_AFTER_HOURS),
})
export type ConfirmInput = z.output<typeof ConfirmInput>
