import { z } from 'zod'
import { wholeNumber } from '@/lib/core/text/input'

const pullUrl = z.union([
  z.literal('').transform(() => null),
  z
    .url({ protocol: /^https?$/, error: 'Enter a URL that starts with https://.' })
    .max(2_000)
    .refine(
      (url) => URL.canParse(url) && new URL(url).username === '',
      'Remove the username and password from the URL.',
    ),
])
const capCredits = z.union([
  z.literal('').transform(() => null),
  z.coerce.number().int('Enter a whole number of credits.').min(0).max(1_000_000),
])

/** How often a URL is fetched, in minutes. */
const pullIntervals = [15, 60, 360, 1440] as const

export const ConnectInput = z.object({
  id: z.uuid(),
  requestId: z.uuid(),
  name: z.string().trim().min(1, 'Enter a name.').max(80),
  /** Empty: files are only pushed. */
  pullUrl: pullUrl.default(null),
  pullEveryMinutes: z.coerce
    .number()
    .refine((minutes) => (pullIntervals as readonly number[]).includes(minutes))
    .default(60),
  /** Empty: no spending limit. */
  capCredits: capCredits.default(null),
  /** Every file has all listings. A checkbox that is off is not sent. */
  fullFiles: z
    .union([z.boolean(), z.literal('on').transform(() => true), z.literal('').transform(() => false)])
    .optional(),
})
export type ConnectInput = z.output<typeof ConnectInput>

export const ChangeInput = ConnectInput.omit({ requestId: true })
export type ChangeInput = z.output<typeof ChangeInput>

export const PauseInput = z.object({ id: z.uuid(), paused: z.enum(['yes', 'no']) })
export const AddressInput = z.object({ id: z.uuid(), requestId: z.uuid() })
export type AddressInput = z.output<typeof AddressInput>

export const DisconnectInput = z.object({
  id: z.uuid(),
  /** What to do with waiting posts: keep them for approval, or discard them. */
  waiting: z.enum(['keep', 'drop'], { error: 'Choose what to do with the posts that haven’t been created.' }),
})
export type DisconnectInput = z.output<typeof DisconnectInput>

/** What to do with listings that are missing from a full file. */
export const MissingInput = z.object({ runId: z.uuid(), missing: z.enum(['remove', 'keep']) })
export type MissingInput = z.output<typeof MissingInput>

export const GenerateInput = z.object({
  /** Created with the form, so that a second click is the same request (R12). */
  requestId: z.uuid(),
  posts: z.coerce.number().int().min(1).max(100_000),
  /** The total that the member saw (R8). */
  quotedCredits: wholeNumber,
})
export type GenerateInput = z.output<typeof GenerateInput>
