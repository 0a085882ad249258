import { z } from 'zod'
import { calendarDay } from '@/lib/core/text/input'
import { Email } from './address'

const MOST_TAGS = 20
const LONGEST_TAG = 40

/** "Buyer, first home" as tags: in lower case, each once. */
export function tagsOf(text: string): string[] {
  const tags = text.split(/[,;|]/).map((tag) => tag.trim().toLowerCase().slice(0, LONGEST_TAG))
  return [...new Set(tags.filter(Boolean))].slice(0, MOST_TAGS)
}

/** A day as a date field writes it; the whole day counts as its UTC midnight. */
export const ConsentDay = calendarDay('Enter the day of consent.').transform(
  (day) => new Date(`${day}T00:00:00Z`),
)

export const ConsentSource = z
  .string()
  .trim()
  .min(1, 'Say where consent was given: an open house, a form, a sale.')
  .max(120)

/** A name used several times in a form is a list, once it is text, never it is not there. */
const ListIds = z
  .union([z.uuid().transform((id) => [id]), z.array(z.uuid()).max(200)])
  .optional()
  .transform((ids) => ids ?? [])

export const ContactInput = z.object({
  id: z.uuid(),
  email: Email,
  firstName: z.string().trim().max(80),
  lastName: z.string().trim().max(80),
  phone: z.string().trim().max(40),
  tags: z.string().max(900).transform(tagsOf),
  consentSource: ConsentSource,
  consentAt: ConsentDay,
  listIds: ListIds,
})
export type ContactInput = z.output<typeof ContactInput>
