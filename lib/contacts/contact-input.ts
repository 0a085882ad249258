import { z } from 'zod'
import { calendarDay } from '@/lib/core/text/input'
import { Email } from './address'

const MAX_TAGS = 20
const MAX_TAG_LENGTH = 40

/** The tags in a text such as "Buyer, first home": lowercase, without duplicates. */
export function parseTags(text: string): string[] {
  const tags = text.split(/[,;|]/).map((tag) => tag.trim().toLowerCase().slice(0, MAX_TAG_LENGTH))
  return [...new Set(tags.filter(Boolean))].slice(0, MAX_TAGS)
}

/** The value of a date field, stored as its UTC midnight. */
export const ConsentDay = calendarDay('Enter the consent date.').transform(
  (day) => new Date(`${day}T00:00:00Z`),
)

export const ConsentSource = z
  .string()
  .trim()
  .min(1, 'Enter a consent source, such as an open house, a web form or a sale.')
  .max(120)

/** A form field used several times is an array, used once it is a string, and unused it is missing. */
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
  tags: z.string().max(900).transform(parseTags),
  consentSource: ConsentSource,
  consentAt: ConsentDay,
  listIds: ListIds,
})
export type ContactInput = z.output<typeof ContactInput>
