import { z } from 'zod'
import { isCursor } from '@/lib/core/paging/cursor'
import { wholeNumber } from '@/lib/core/text/input'
import { workFilters } from '@/lib/paid-work/list'

/** Parts that the schemas of several products share. */

export const saleSetId = z
  .uuid()
  .nullable()
  .default(null)
  .describe('A data set of your own recorded sales. Without it, the bundled sales are used.')

export const whole = z.int()
export const instant = z.iso.datetime()
export const day = z.iso.date()
/** An id of a row. Not `z.uuid()`: some are hashes without UUID version bits (lib/credits/decide/keys.ts). */
export const rowId = z
  .string()
  .regex(/^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/)
  .meta({ examples: ['5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11'] })

const entry = z.strictObject({
  credits: whole,
  entrySeq: whole.describe('The number of the entry in the statement'),
})
export const paid = entry.nullable().describe('What it cost; null if nothing was charged')

export const currency = z
  .string()
  .describe('Of the amounts; `usd` unless your own data set has another')
  .meta({ examples: ['usd'] })

/** The fields of every piece of paid work. */
export const workFields = {
  id: rowId,
  progressPercent: whole,
  createdAt: instant,
  createdBy: z.string().describe('For a service key, the person who created it'),
  finishedAt: instant.nullable(),
  failure: z.string().nullable().describe('Why it ended without a result; it is free then'),
  refundReason: z.string().nullable().describe('Why its credits were refunded'),
  paid,
  url: z.url().describe('This object in the API; poll it until it has a result'),
  pageUrl: z.url().describe('Its page, for members of the workspace'),
}

/** A page of a list, newest first. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({
    items: z.array(item),
    nextBefore: z
      .string()
      .nullable()
      .describe('Pass as `before` to get the next page; null on the last page'),
  })

export const IdPath = z.object({ id: rowId })

/** What every list accepts. */
export const PageInput = z.object({
  before: z
    .string()
    .max(300)
    .refine((text) => isCursor(text, 'uuid'), 'Use the nextBefore of the previous page.')
    .optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})

/** What every list of paid work accepts. */
export const WorkListInput = PageInput.extend({
  search: z.string().trim().max(100).optional(),
  filter: z.enum(workFilters).optional(),
})

/** The price that the client was shown. If it has changed, nothing is charged and the error has the new price (R8). */
export const quotedCredits = wholeNumber.describe(
  'The price from /quote; 0 on limits plans. If it has changed, nothing is charged and the problem has the new price',
)

/**
 * Checks the same rules as the form of the page, and reports their messages at the fields of the API. `formOf` converts the
 * input to the form's fields, and `fieldOf` a field of the form to the API's.
 */
export const followsForm =
  <Input>(form: z.ZodType, formOf: (input: Input) => unknown, fieldOf = (field: PropertyKey) => [field]) =>
  (input: Input, context: z.RefinementCtx): void => {
    for (const { path, message } of form.safeParse(formOf(input)).error?.issues ?? [])
      context.addIssue({ code: 'custom', path: path.flatMap(fieldOf), message })
  }

/** A valid id where a form needs one that the input does not have yet. */
export const ANY_ID = '00000000-0000-4000-8000-000000000000'
