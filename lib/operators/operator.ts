import { env } from '@/lib/core/settings/env'

/** Somebody who runs Market Trak. Named by configuration alone, so nobody can be made one from inside (R36). */
export type Operator = { userId: number; email: string }

/** The operator behind a signed-in person; null for everybody else. Signing in has proven the address. */
export function operatorOf(user: { id: number; email: string } | null): Operator | null {
  if (!user) return null
  const email = user.email.toLowerCase()
  return env().OPERATOR_EMAILS.includes(email) ? { userId: user.id, email } : null
}
