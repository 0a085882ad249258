import { z } from 'zod'
import { wholeNumber } from '@/lib/core/text/input'

const pullUrl = z.union([
  z.literal('').transform(() => null),
  z
    .url({ protocol: /^https?$/, error: 'Give a web address that begins with https://.' })
    .max(2_000)
    .refine((url) => URL.canParse(url) && new URL(url).username === '', 'Leave user and password out of it.'),
])
const capCredits = z.union([
  z.literal('').transform(() => null),
  z.coerce.number().int('Give whole credits.').min(0).max(1_000_000),
])

/** How often an address is asked, in minutes. */
const pullIntervals = [15, 60, 360, 1440] as const

export const ConnectInput = z.object({
  id: z.uuid(),
  requestId: z.uuid(),
  name: z.string().trim().min(1, 'Give the feed a name.').max(80),
  /** Empty: files are only pushed. */
  pullUrl: pullUrl.default(null),
  pullEveryMinutes: z.coerce
    .number()
    .refine((minutes) => (pullIntervals as readonly number[]).includes(minutes))
    .default(60),
  /** Empty: no spending limit. */
  capCredits: capCredits.default(null),
})
export type ConnectInput = z.output<typeof ConnectInput>

export const ChangeInput = ConnectInput.omit({ requestId: true })
export type ChangeInput = z.output<typeof ChangeInput>

export const PauseInput = z.object({ id: z.uuid(), paused: z.enum(['yes', 'no']) })
export const AddressInput = z.object({ id: z.uuid(), requestId: z.uuid() })
export type AddressInput = z.output<typeof AddressInput>

export const DisconnectInput = z.object({
  id: z.uuid(),
  /** What becomes of the posts that wait: a click can still make them, or they are let go. */
  waiting: z.enum(['keep', 'drop'], { error: 'Say what becomes of the posts that wait.' }),
})
export type DisconnectInput = z.output<typeof DisconnectInput>

export const GenerateInput = z.object({
  /** Minted with the form: a second click is the same request (R12). */
  requestId: z.uuid(),
  posts: z.coerce.number().int().min(1).max(100_000),
  /** The total that the person saw (R8). */
  quotedCredits: wholeNumber,
})
export type GenerateInput = z.output<typeof GenerateInput>
