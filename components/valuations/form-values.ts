import type { DescribedHome } from '@/lib/valuations/home-input'

/** The form's fields, as typed. */
export type FormValues = Record<Exclude<keyof DescribedHome, 'waterfront'>, string> & {
  waterfront: boolean
  label: string
  valuedOn: string
}

export const emptyValues = (valuedOn: string): FormValues => ({
  label: '',
  valuedOn,
  zipCode: '',
  latitude: '',
  longitude: '',
  livingSqft: '',
  basementSqft: '0',
  lotSqft: '',
  bedrooms: '',
  bathrooms: '',
  floors: '1',
  yearBuilt: '',
  yearRenovated: '',
  condition: '3',
  grade: '7',
  view: '0',
  waterfront: false,
})

/** The fields of an earlier valuation, to edit and create another one. */
export function valuesOf(home: DescribedHome, label: string, valuedOn: string): FormValues {
  const { waterfront, yearRenovated, ...rest } = home
  const typed = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, String(value)]))
  return {
    ...emptyValues(valuedOn),
    ...typed,
    yearRenovated: yearRenovated ? String(yearRenovated) : '',
    waterfront,
    label,
  }
}
