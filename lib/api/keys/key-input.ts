import { z } from 'zod'
import { type ApiScope, apiScopes, keyKinds } from '@/db/schema/people/api-keys'

export const scopeLabels: Record<ApiScope, string> = {
  'credits.read': 'View balance, prices, usage and statement',
  'credits.spend': 'Spend credits (charge, hold, capture and release)',
  'reports.read': 'View reports',
  'reports.write': 'Create and share reports',
  'valuations.read': 'View valuations',
  'valuations.write': 'Create and share valuations',
  'images.read': 'View images',
  'images.write': 'Create and edit images',
  'feeds.read': 'View feeds, listings and posts',
  'feeds.write': 'Send files to feeds and approve posts',
  'campaigns.read': 'View campaigns',
  'campaigns.write': 'Draft and send campaigns',
  'contacts.read': 'View contacts and lists',
  'contacts.write': 'Add, edit and remove contacts',
  'templates.read': 'View templates',
  'calendar.read': 'View the calendar',
}

/** How long a new key is valid, in days. `never` does not expire. */
export const keyLifetimes = ['30', '90', '365', 'never'] as const
export type KeyLifetime = (typeof keyLifetimes)[number]
export const lifetimeLabels: Record<KeyLifetime, string> = {
  '30': '30 days',
  '90': '90 days',
  '365': '1 year',
  never: 'No expiration',
}

/** How long the old secret works after a rotation, in hours. */
export const overlaps = ['24', '1', '168', '0'] as const
export type Overlap = (typeof overlaps)[number]
export const overlapLabels: Record<Overlap, string> = {
  '24': 'For 24 hours',
  '1': 'For 1 hour',
  '168': 'For 7 days',
  '0': 'No, stop it now',
}

export const RotateInput = z.object({
  id: z.uuid(),
  overlap: z.enum(overlaps, 'Choose how long the old key works.').default('24'),
})

export const KeyInput = z.object({
  name: z.string().trim().min(1, 'Enter a name.').max(80, 'Use 80 characters or fewer.'),
  scopes: z
    .preprocess((value) => (typeof value === 'string' ? [value] : value), z.array(z.enum(apiScopes)))
    .refine((scopes) => scopes.length > 0, 'Choose at least one permission.')
    .transform((scopes) => apiScopes.filter((scope) => scopes.includes(scope))),
  kind: z.enum(keyKinds, 'Choose who the key belongs to.').default('personal'),
  lifetime: z.enum(keyLifetimes, 'Choose when the key expires.').default('never'),
})
