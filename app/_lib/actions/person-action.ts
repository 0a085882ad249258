import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import type { z } from 'zod'
import type { CurrentUser } from '@/lib/auth/session/session'
import { CONFIRM_NEEDED, isRecentlyProven } from '@/lib/auth/session/session-proof'
import { type ActionState, failureOf, inputFailure } from '@/lib/core/action-state'
import { storable } from '@/lib/core/storable'
import { countMember } from '@/lib/limits-of-use/count-member'
import { currentUser, sessionUser } from '../workspace-context'
import { formInput } from './form-input'

type Options<Input extends z.ZodType> = {
  /** Names the verb in the log. */
  where: string
  input: Input
  revalidate?: string
  /** Whether it needs a recent sign-in, or the second factor. */
  recentSignIn?: boolean
  /** For the action that takes the second factor: it runs while the factor is still missing. */
  beforeFactor?: boolean
}
type Answer = { message?: string; data?: unknown; redirectTo?: string }

/**
 * Makes the few server actions that concern a person and no workspace of theirs: their name, their browsers, which
 * workspace they work in, joining and opening one. Judged in this order: session, recent sign-in, input, and only then the
 * verb.
 */
export function personAction<Input extends z.ZodType>(
  { where, input, revalidate, recentSignIn = false, beforeFactor = false }: Options<Input>,
  verb: (person: CurrentUser, input: z.output<Input>) => Promise<Answer>,
) {
  return async (_before: ActionState, form: FormData): Promise<ActionState> => {
    let answer: Answer
    try {
      const person = await (beforeFactor ? sessionUser() : currentUser())
      if (!person)
        return { ok: false, code: 'signed-out', message: 'You are signed out. Sign in and try again.' }
      if (recentSignIn && !isRecentlyProven(person.proof)) return CONFIRM_NEEDED
      await countMember({ userId: person.id }, 'action')
      const parsed = input.safeParse(storable(formInput(form)))
      if (!parsed.success) return inputFailure(parsed.error)
      answer = await verb(person, parsed.data)
    } catch (error) {
      return failureOf(error, where)
    }
    if (revalidate) revalidatePath(revalidate, 'layout')
    if (answer.redirectTo) redirect(answer.redirectTo)
    return { ok: true, message: answer.message, data: answer.data }
  }
}
