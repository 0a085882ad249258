import { z } from 'zod'
import { LATE_AFTER_HOURS } from '@/db/schema/work/campaigns'
import { wholeNumber } from '@/lib/core/text/input'
import { mergeFields } from '@/lib/templates/merge-fields'

/** An agency says its own in its sender details, and everyone has an address. */
const detailNames = mergeFields
  .filter(({ of, name }) => of !== 'agency' && name !== 'email')
  .map(({ name }) => name)

/**
 * A campaign as its form sends it. What its own merge fields say comes as `detail.area` and the like; for a field of the
 * person, such as `detail.first_name`, it is what stands in where a person has none.
 */
export const DraftInput = z
  .looseObject({
    id: z.uuid(),
    name: z.string().trim().min(1, 'Give the campaign a name.').max(80),
    /** Empty for all contacts. */
    listId: z.union([z.literal('').transform(() => null), z.uuid()]),
    /** Empty when the words stay as they are. */
    templateId: z.union([z.literal('').transform(() => null), z.uuid()]),
    subject: z.string().trim().min(1, 'A mail needs a subject.').max(150),
  })
  .superRefine((draft, about) => {
    const link = String(draft['detail.property_url'] ?? '').trim()
    if (link === '' || /^https?:\/\/\S+$/i.test(link)) return
    // An email would show the link, and it would lead nowhere.
    about.addIssue({ code: 'custom', path: ['detail.property_url'], message: 'Start the link with https://' })
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

/** The longest delay that can be allowed before a late campaign is held: a week. */
const MOST_LATE_HOURS = 168

export const ConfirmInput = z.object({
  id: z.uuid(),
  /** Names what was previewed, and to how many people it would go. */
  version: z.string().max(64).default(''),
  people: z.coerce.number().int().min(0).default(0),
  /** Minted with the form: a second click is the same request (R12). */
  requestId: z.uuid(),
  /** The price that the person saw (R8). */
  quotedCredits: wholeNumber,
  /** Empty for at once; else as a date and time field writes it, in the workspace's time zone. */
  sendAt: z.union([z.literal(''), z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/)]).default(''),
  /** A scheduled campaign that would go out later than this is held, and someone is asked. */
  lateAfterHours: z.coerce.number().int().min(1).max(MOST_LATE_HOURS).default(LATE_AFTER_HOURS),
})
export type ConfirmInput = z.output<typeof ConfirmInput>
