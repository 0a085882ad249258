import { z } from 'zod'
import { calendarDay, wholeNumber } from '@/lib/core/text/input'

/** A field that was left empty is missing, and not zero. */
const number = (schema: z.ZodNumber) =>
  z.preprocess((value) => (value === '' ? undefined : Number(value)), schema)

const between = (low: number, high: number, words: string, whole = true) => {
  const bounded = z.number(words).min(low, words).max(high, words)
  return number(whole ? bounded.int(words) : bounded)
}

/** A home as a person describes it; what stands around it is looked up. */
export const DescribedHome = z.object({
  zipCode: z.string().regex(/^\d{5}$/, 'Choose the zip code from the list.'),
  latitude: between(46, 49, 'Show on the map where the home is.', false),
  longitude: between(-124, -120, 'Show on the map where the home is.', false),
  livingSqft: between(250, 15_000, 'Give the living area, 250 to 15,000 sq ft.'),
  basementSqft: between(0, 8_000, 'Give the basement’s part of the living area, or 0.'),
  lotSqft: between(400, 2_000_000, 'Give the lot, 400 to 2,000,000 sq ft.'),
  bedrooms: between(0, 15, 'Give the bedrooms, 0 to 15.'),
  bathrooms: between(0.5, 12, 'Give the bathrooms, 0.5 to 12.', false),
  floors: between(1, 4, 'Give the floors, 1 to 4.', false),
  yearBuilt: between(1850, 2100, 'Give the year it was built.'),
  yearRenovated: z.preprocess(
    (value) => (value === '' || value === undefined ? 0 : Number(value)),
    z
      .number()
      .int()
      .refine((year) => year === 0 || (year >= 1900 && year <= 2100), 'Give the year, or leave it empty.'),
  ),
  condition: between(1, 5, 'Choose the condition.'),
  grade: between(3, 13, 'Choose the build quality.'),
  view: between(0, 4, 'Choose the view.'),
  waterfront: z.preprocess((value) => value === true || value === 'on', z.boolean()),
})
export type DescribedHome = z.infer<typeof DescribedHome>

export const RequestValuationInput = DescribedHome.extend({
  /** Minted with the form, so that a second click is the same valuation (R12). */
  id: z.uuid(),
  label: z
    .string()
    .trim()
    .min(3, 'Name the home, for example by its address.')
    .max(120, 'Use up to 120 characters.'),
  valuedOn: calendarDay('Choose the day of the value.'),
  quotedCredits: wholeNumber,
})
  .refine(({ basementSqft, livingSqft }) => basementSqft < livingSqft, {
    path: ['basementSqft'],
    error: 'The basement is a part of the living area, so it must be smaller.',
  })
  .refine(({ yearBuilt, yearRenovated }) => yearRenovated === 0 || yearRenovated >= yearBuilt, {
    path: ['yearRenovated'],
    error: 'It cannot have been renovated before it was built.',
  })
  .refine(({ yearBuilt, valuedOn }) => yearBuilt <= Number(valuedOn.slice(0, 4)), {
    path: ['yearBuilt'],
    error: 'On the day of the value it was not built yet.',
  })
export type RequestValuationInput = z.infer<typeof RequestValuationInput>

/** The home alone, without the request around it. */
export function describedHome(input: RequestValuationInput): DescribedHome {
  const { id: _id, label: _label, valuedOn: _valuedOn, quotedCredits: _credits, ...home } = input
  return home
}
