import type { AreaUnit } from '@/db/schema/work/own-sales'
import { fromSqft } from '@/lib/sales/shared/measures'
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
export function valuesOf(
  home: DescribedHome,
  label: string,
  valuedOn: string,
  areaUnit: AreaUnit = 'sqft',
): FormValues {
  const { waterfront, yearRenovated, ...stored } = home
  const size = (sqft: number) => fromSqft(sqft, areaUnit)
  const rest = {
    ...stored,
    livingSqft: size(stored.livingSqft),
    basementSqft: size(stored.basementSqft),
    lotSqft: size(stored.lotSqft),
  }
  const typed = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, String(value)]))
  return {
    ...emptyValues(valuedOn),
    ...typed,
    yearRenovated: yearRenovated ? String(yearRenovated) : '',
    waterfront,
    label,
  }
}
