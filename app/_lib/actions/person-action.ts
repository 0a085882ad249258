import type { z } from 'zod'
import { type Admission, SIGNED_OUT } from '@/lib/auth/guarded'
import type { CurrentUser } from '@/lib/auth/session/session'
import { CONFIRM_NEEDED, isRecentlyProven } from '@/lib/auth/session/session-proof'
import { currentUser, sessionUser } from '../workspace-context'
import { type ActionAnswer, makeAction, refreshUnder } from './make-action'

type Options<Input extends z.ZodType> = {
  input: Input
  /** The path under which every page shows what this action changes. */
  revalidate?: string
  /** Whether it needs a recent sign-in, or the second factor. */
  recentSignIn?: boolean
  /** For the action that takes the second factor: it runs while the factor is still missing. */
  beforeFactor?: boolean
}

/**
 * Makes the few server actions that concern a person and no workspace of theirs: their name, their browsers, which
 * workspace they work in, joining and opening one. Judged like every other action.
 */
export const personAction = <Input extends z.ZodType>(
  name: string,
  { input, revalidate, recentSignIn = false, beforeFactor = false }: Options<Input>,
  verb: (person: CurrentUser, input: z.output<Input>) => Promise<ActionAnswer>,
) =>
  makeAction(
    name,
    {
      admit: async (): Promise<Admission<CurrentUser>> => {
        const person = await (beforeFactor ? sessionUser() : currentUser())
        if (!person) return SIGNED_OUT
        if (recentSignIn && !isRecentlyProven(person.proof)) return CONFIRM_NEEDED
        return { ok: true, who: person }
      },
      counted: ({ id }) => ({ userId: id }),
      input,
      refresh: refreshUnder(revalidate),
    },
    verb,
  )
