import { z } from 'zod'
import { type ApiScope, apiScopes, keyKinds } from '@/db/schema/people/api-keys'

export const scopeWords: Record<ApiScope, string> = {
  'credits.read': 'See the balance, prices, usage and the statement',
  'credits.spend': 'Spend credits: charge, hold, capture and release',
}

/** How long a new key works, in days. `never` has no end. */
export const keyLifetimes = ['30', '90', '365', 'never'] as const
export type KeyLifetime = (typeof keyLifetimes)[number]
export const lifetimeWords: Record<KeyLifetime, string> = {
  '30': '30 days',
  '90': '90 days',
  '365': '1 year',
  never: 'No expiry date',
}

export const KeyInput = z.object({
  name: z.string().trim().min(1, 'Say what the key is for.').max(80, 'A name has at most 80 characters.'),
  scopes: z
    .preprocess((given) => (typeof given === 'string' ? [given] : given), z.array(z.enum(apiScopes)))
    .refine((scopes) => scopes.length > 0, 'Choose at least one.')
    .transform((scopes) => apiScopes.filter((scope) => scopes.includes(scope))),
  kind: z.enum(keyKinds, 'Choose who the key belongs to.').default('personal'),
  lifetime: z.enum(keyLifetimes, 'Choose how long the key works.').default('never'),
})
