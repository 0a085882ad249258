import { z } from 'zod'
import { calendarDay, wholeNumber } from '@/lib/core/text/input'
import { OptionalSetId } from '@/lib/sales/set-id'
import { toSqft } from '@/lib/sales/shared/measures'

/** Treats an empty field as missing, not as zero. */
const number = (schema: z.ZodNumber) =>
  z.preprocess((value) => (value === '' ? undefined : Number(value)), schema)

const between = (low: number, high: number, message: string, whole = true) => {
  const bounded = z.number(message).min(low, message).max(high, message)
  return number(whole ? bounded.int(message) : bounded)
}

/** Sizes in square feet, of which a size in square meters is not a whole number. */
const area = (low: number, high: number, message: string) => between(low, high, message, false)

const SIZES = ['livingSqft', 'basementSqft', 'lotSqft'] as const

/**
 * Sizes of a form in square meters as square feet, in which homes are stored and valued. Rounded to a tenth, so that they are
 * shown again as they were typed.
 */
function inSqft(input: unknown): unknown {
  if (typeof input !== 'object' || input === null || !('areaUnit' in input)) return input
  const { areaUnit, ...rest } = input as Record<string, unknown>
  if (areaUnit !== 'm2') return rest
  const converted = SIZES.flatMap((name) => {
    const typed = rest[name]
    if (typed === undefined || typed === '') return []
    return [[name, Math.round(toSqft(Number(typed), 'm2') * 10) / 10] as const]
  })
  return { ...rest, ...Object.fromEntries(converted) }
}

/** A home as described in the form. Its surroundings are looked up. */
export const DescribedHome = z.object({
  zipCode: z
    .string()
    .trim()
    .min(1, 'Choose the area from the list.')
    .max(60, 'Choose the area from the list.'),
  latitude: between(-90, 90, 'Set the home’s location on the map.', false),
  longitude: between(-180, 180, 'Set the home’s location on the map.', false),
  livingSqft: area(100, 15_000, 'Enter a living area from 100 to 15,000 sq ft (10 to 1,390 m²).'),
  basementSqft: area(0, 8_000, 'Enter the basement’s share of the living area, or 0.'),
  lotSqft: area(100, 2_000_000, 'Enter a lot size from 100 to 2,000,000 sq ft (10 to 185,000 m²).'),
  bedrooms: between(0, 15, 'Enter 0 to 15 bedrooms.'),
  bathrooms: between(0.5, 12, 'Enter 0.5 to 12 bathrooms.', false),
  floors: between(1, 4, 'Enter 1 to 4 floors.', false),
  yearBuilt: between(1850, 2100, 'Enter the year built.'),
  yearRenovated: z.preprocess(
    (value) => (value === '' || value === undefined ? 0 : Number(value)),
    z
      .number()
      .int()
      .refine((year) => year === 0 || (year >= 1900 && year <= 2100), 'Enter a year, or leave this blank.'),
  ),
  condition: between(1, 5, 'Choose the condition.'),
  grade: between(3, 13, 'Choose the build quality.'),
  view: between(0, 4, 'Choose the view.'),
  waterfront: z.preprocess((value) => value === true || value === 'on', z.boolean()),
})
export type DescribedHome = z.infer<typeof DescribedHome>

/** A home as a form describes it, in the unit it names. */
export const DescribedHomeInput = z.preprocess(
  inSqft,
  DescribedHome.extend({ valuedOn: calendarDay(), saleSetId: OptionalSetId }),
)

const ValuationRequest = DescribedHome.extend({
  /** The agency's data set. Missing for the bundled county. */
  saleSetId: OptionalSetId,
  /** Created with the form, so that a second click is the same valuation (R12). */
  id: z.uuid(),
  label: z.string().trim().min(3, 'Enter a name, such as the address.').max(120, 'Use up to 120 characters.'),
  valuedOn: calendarDay('Choose a valuation date.'),
  quotedCredits: wholeNumber,
})
  .refine(({ basementSqft, livingSqft }) => basementSqft < livingSqft, {
    path: ['basementSqft'],
    error: 'The basement is part of the living area, so it must be smaller.',
  })
  .refine(({ yearBuilt, yearRenovated }) => yearRenovated === 0 || yearRenovated >= yearBuilt, {
    path: ['yearRenovated'],
    error: 'The renovation year can’t be before the year built.',
  })
  .refine(({ yearBuilt, valuedOn }) => yearBuilt <= Number(valuedOn.slice(0, 4)), {
    path: ['yearBuilt'],
    error: 'The year built can’t be after the valuation date.',
  })

/** Its sizes are in square meters if it has `areaUnit: 'm2'`. */
export const RequestValuationInput = z.preprocess(inSqft, ValuationRequest)
export type RequestValuationInput = z.output<typeof ValuationRequest>

/** The home alone, without the request around it. */
export function describedHome(input: RequestValuationInput): DescribedHome {
  const {
    id: _id,
    label: _label,
    saleSetId: _saleSetId,
    valuedOn: _valuedOn,
    quotedCredits: _credits,
    ...home
  } = input
  return home
}
