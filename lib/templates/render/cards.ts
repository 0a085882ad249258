import type { CardKind } from '../shared/blocks'

/** The merge fields of a card, in order. A card without a value for an optional one leaves that part out. */
type CardField = { name: string; as: 'value' | 'address' | 'picture'; optional?: true }

export const cardFields = {
  listing: [
    { name: 'property_photo', as: 'picture', optional: true },
    { name: 'property_address', as: 'value' },
    { name: 'property_price', as: 'value', optional: true },
    { name: 'property_facts', as: 'value', optional: true },
    { name: 'property_url', as: 'address', optional: true },
  ],
  report: [
    { name: 'area', as: 'value' },
    { name: 'figure', as: 'value' },
    { name: 'report_url', as: 'address' },
  ],
} as const satisfies Record<CardKind, readonly CardField[]>

export const cardWords = {
  listing: { photo: 'Photo of the home', button: 'View the listing' },
  report: { title: 'Market report', button: 'Read the report' },
} as const
