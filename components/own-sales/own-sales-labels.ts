import type { SaleField } from '@/lib/own-sales/reading/sale-fields'
import type { SaleImportStatus, SaleModelStatus } from '@/lib/own-sales/views'

/** Labels for an agency's own sales. */

export const saleFieldLabels: Record<SaleField, string> = {
  ignore: 'Don’t import',
  soldOn: 'Sale date',
  price: 'Price',
  livingArea: 'Living area',
  postalCode: 'Postal code',
  city: 'City',
  latitude: 'Latitude',
  longitude: 'Longitude',
  bedrooms: 'Bedrooms',
  bathrooms: 'Bathrooms',
  yearBuilt: 'Year built',
  lotArea: 'Lot',
  floors: 'Floors',
  address: 'Address',
  parcel: 'Parcel or listing number',
  status: 'Status (only sold homes are imported)',
  currency: 'Currency of the row',
  livingAreaUnit: 'Unit of the living area',
  lotAreaUnit: 'Unit of the lot',
}

type Tone = 'neutral' | 'good' | 'warn' | 'bad'

export const importStatusLabels: Record<SaleImportStatus, { label: string; tone: Tone }> = {
  draft: { label: 'Draft', tone: 'neutral' },
  queued: { label: 'Queued', tone: 'neutral' },
  done: { label: 'Imported', tone: 'good' },
  failed: { label: 'Failed', tone: 'bad' },
  cancelled: { label: 'Canceled', tone: 'neutral' },
}

export const modelStatusLabels: Record<SaleModelStatus, { label: string; tone: Tone }> = {
  none: { label: 'Queued', tone: 'neutral' },
  queued: { label: 'Queued', tone: 'neutral' },
  ready: { label: 'Ready', tone: 'good' },
  declined: { label: 'Declined', tone: 'warn' },
  failed: { label: 'Failed', tone: 'bad' },
}

export const dayOrderLabels = {
  iso: 'Year first (2026-03-31)',
  'day-first': 'Day first (31.03.2026)',
  'month-first': 'Month first (03/31/2026)',
} as const

export const decimalLabels = { point: 'Point (1,250.50)', comma: 'Comma (1.250,50)' } as const
export const areaUnitLabels = { sqft: 'Square feet', m2: 'Square meters' } as const
