import { revalidatePath } from 'next/cache'
import { notFound, redirect } from 'next/navigation'
import type { z } from 'zod'
import type { CurrentUser } from '@/lib/auth/session/session'
import {
  CONFIRM_NEEDED,
  type ConsoleAccess,
  consoleAccess,
  enrollPath,
  verifyPath,
} from '@/lib/auth/session/session-proof'
import { type ActionState, failureOf, inputFailure } from '@/lib/core/action-state'
import { demoOperator } from '@/lib/core/demo-people'
import { isDemo } from '@/lib/core/settings/demo'
import { storable } from '@/lib/core/storable'
import { countMember } from '@/lib/limits-of-use/count-member'
import { type Operator, operatorOf } from '@/lib/operators/operator'
import { currentPath, currentUser, redirectToSignIn } from '../workspace-context'
import { formInput } from './form-input'

/**
 * For pages of the console: the operator, once they have passed their second factor. Operators without one are sent to set
 * it up first. To everybody else the console does not exist.
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

/** What an action of the console answers without the second factor. */
const LOCKED: Record<Exclude<ConsoleAccess, 'open'>, ActionState> = {
  confirm: CONFIRM_NEEDED,
  enroll: {
    ok: false,
    code: 'factor.required',
    message: 'Operators need two-factor authentication. Open the console again to set it up.',
  },
}

const NOT_HERE: ActionState = { ok: false, code: 'not-found', message: 'There is nothing here for you.' }

type Options<Input extends z.ZodType> = {
  /** Names the verb in the log. */
  where: string
  input: Input
  revalidate: string
}
type Answer = { message: string; redirectTo?: string }

/**
 * Makes every server action of the console, judged in this order: session, operator, second factor, input, and only then
 * the verb.
 */
export function operatorAction<Input extends z.ZodType>(
  { where, input, revalidate }: Options<Input>,
  verb: (operator: Operator, input: z.output<Input>) => Promise<Answer>,
) {
  return async (_before: ActionState, form: FormData): Promise<ActionState> => {
    let answer: Answer
    try {
      const user = await currentUser()
      const operator = operatorOf(user)
      if (!user || !operator) return NOT_HERE
      const access = accessOf(user)
      if (access !== 'open') return LOCKED[access]
      await countMember({ userId: operator.userId }, 'action')
      const parsed = input.safeParse(storable(formInput(form)))
      if (!parsed.success) return inputFailure(parsed.error)
      answer = await verb(operator, parsed.data)
    } catch (error) {
      return failureOf(error, where)
    }
    revalidatePath(revalidate, 'layout')
    if (answer.redirectTo) redirect(answer.redirectTo)
    return { ok: true, message: answer.message }
  }
}
