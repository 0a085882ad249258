import { notFound, redirect } from 'next/navigation'
import type { z } from 'zod'
import type { Admission } from '@/lib/auth/guarded'
import type { CurrentUser } from '@/lib/auth/session/session'
import {
  CONFIRM_NEEDED,
  type ConsoleAccess,
  consoleAccess,
  enrollPath,
  verifyPath,
} from '@/lib/auth/session/session-proof'
import type { ActionFailed } from '@/lib/core/action-state'
import { demoOperator } from '@/lib/core/demo-people'
import { isDemo } from '@/lib/core/settings/demo'
import { type Operator, operatorOf } from '@/lib/operators/operator'
import { currentPath, currentUser, redirectToSignIn } from '../workspace-context'
import { makeAction, refreshUnder } from './make-action'

/**
 * For pages of the console: returns the operator once they have passed their second factor. Operators without one are
 * redirected to set it up. Everyone else gets a 404.
 */
export async function requireOperator(): Promise<Operator> {
  const user = (await currentUser()) ?? (await redirectToSignIn())
  const operator = operatorOf(user) ?? notFound()
  const access = accessOf(user)
  if (access === 'open') return operator
  const returnTo = (await currentPath()) ?? '/admin'
  return redirect(access === 'enroll' ? enrollPath(returnTo) : verifyPath(returnTo))
}

const accessOf = (user: CurrentUser) =>
  consoleAccess(user.proof, {
    isDemoOperator: isDemo() && user.email.toLowerCase() === demoOperator.email,
  })

/** What console actions return without the second factor. */
const LOCKED: Record<Exclude<ConsoleAccess, 'open'>, ActionFailed> = {
  confirm: CONFIRM_NEEDED,
  enroll: {
    ok: false,
    code: 'factor.required',
    message: 'Operators need two-factor authentication. Open the console again to set it up.',
  },
}

const NOT_HERE: ActionFailed = {
  ok: false,
  code: 'not-found',
  message: 'Not found. Check the link or sign in with another account.',
}

type Options<Input extends z.ZodType> = {
  input: Input
  /** The action revalidates every page under this path. */
  revalidate: string
}

/** Creates every server action of the console. Only operators who passed their second factor are admitted. */
export const operatorAction = <Input extends z.ZodType>(
  name: string,
  { input, revalidate }: Options<Input>,
  handler: (operator: Operator, input: z.output<Input>) => Promise<{ message: string }>,
) =>
  makeAction(
    name,
    { admit: admitOperator, counted: (operator) => operator, input, refresh: refreshUnder(revalidate) },
    handler,
  )

async function admitOperator(): Promise<Admission<Operator>> {
  const user = await currentUser()
  const operator = operatorOf(user)
  if (!user || !operator) return NOT_HERE
  const access = accessOf(user)
  return access === 'open' ? { ok: true, who: operator } : LOCKED[access]
}
