import type { NextRequest } from 'next/server'
import type { z } from 'zod'
import { type Admission, runChecked, SIGNED_OUT } from '@/lib/auth/guarded'
import type { CurrentUser } from '@/lib/auth/session/session'
import { CONFIRM_NEEDED, isRecentlyProven } from '@/lib/auth/session/session-proof'
import type { UseKind } from '@/lib/rate-limits/count-member'
import { currentUser } from '../workspace-context'
import { confirmPage, refusal } from './workspace-route'

type Options<Input extends z.ZodType> = {
  input: Input
  recentSignIn: boolean
  /** The limit it counts toward besides requests (R42). */
  limit?: UseKind
}

/** Creates the route handlers that belong to a person rather than a workspace. Checked like every other route. */
export function personRoute<Input extends z.ZodType>(
  { recentSignIn, ...options }: Options<Input>,
  handler: (person: CurrentUser, input: z.output<Input>) => Promise<Response>,
) {
  return async (request: NextRequest): Promise<Response> => {
    const outcome = await runChecked(
      {
        ...options,
        counts: 'read',
        where: `${request.method} ${request.nextUrl.pathname}`,
        admit: async (): Promise<Admission<CurrentUser>> => {
          const person = await currentUser()
          if (!person) return SIGNED_OUT
          if (recentSignIn && !isRecentlyProven(person.proof)) return CONFIRM_NEEDED
          return { ok: true, who: person }
        },
        counted: ({ id }: CurrentUser) => ({ userId: id }),
      },
      () => Object.fromEntries(request.nextUrl.searchParams),
      handler,
    )
    return outcome.ok ? outcome.result : (confirmPage(request, outcome) ?? refusal(outcome))
  }
}
