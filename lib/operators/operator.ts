import { env } from '@/lib/core/settings/env'

/** A person who runs Market Trak. Set by configuration alone, so no one can be promoted from inside the product (R36). */
export type Operator = { userId: number; email: string }

/** Returns the operator if the signed-in user is one, else null. Signing in has verified the address. */
export function operatorOf(user: { id: number; email: string } | null): Operator | null {
  if (!user) return null
  const email = user.email.toLowerCase()
  return env().OPERATOR_EMAILS.includes(email) ? { userId: user.id, email } : null
}
