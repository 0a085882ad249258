import type { z } from 'zod'
import { type Admission, SIGNED_OUT } from '@/lib/auth/guarded'
import type { CurrentUser } from '@/lib/auth/session/session'
import { CONFIRM_NEEDED, isRecentlyProven } from '@/lib/auth/session/session-proof'
import { currentUser, sessionUser } from '../workspace-context'
import { type ActionResult, makeAction, refreshUnder } from './make-action'

type Options<Input extends z.ZodType> = {
  input: Input
  /** The action revalidates every page under this path. */
  revalidate?: string
  /** Whether it needs a recent sign-in or the second factor. */
  recentSignIn?: boolean
  /** For the action that checks the second factor, which runs before the factor is verified. */
  beforeFactor?: boolean
}

/**
 * Creates the server actions that belong to a person rather than a workspace: their name, their sessions, switching,
 * joining and creating workspaces. Checked like every other action.
 */
export const personAction = <Input extends z.ZodType>(
  name: string,
  { input, revalidate, recentSignIn = false, beforeFactor = false }: Options<Input>,
  handler: (person: CurrentUser, input: z.output<Input>) => Promise<ActionResult>,
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
    handler,
  )
