import { z } from 'zod'
import { type ApiScope, apiScopes } from '@/db/schema/api-keys'

export const scopeWords: Record<ApiScope, string> = {
  'credits.read': 'See the balance, prices, usage and the statement',
  'credits.spend': 'Spend credits: charge, hold, capture and release',
}

export const KeyInput = z.object({
  name: z.string().trim().min(1, 'Say what the key is for.').max(80, 'A name has at most 80 characters.'),
  scopes: z
    .preprocess((given) => (typeof given === 'string' ? [given] : given), z.array(z.enum(apiScopes)))
    .refine((scopes) => scopes.length > 0, 'Choose at least one.')
    .transform((scopes) => apiScopes.filter((scope) => scopes.includes(scope))),
})
