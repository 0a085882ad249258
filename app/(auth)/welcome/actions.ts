'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { formInput } from '@/app/_lib/form-input'
import { currentUser } from '@/app/_lib/workspace-context'
import { type ActionState, failureOf, inputFailure } from '@/lib/core/action-state'
import { openWorkspace } from '@/lib/workspaces/open-workspace'
import { WorkspaceName } from '@/lib/workspaces/workspace-name'

const Input = z.object({ name: WorkspaceName, timeZone: z.string().min(1).max(64) })

/** The one action of somebody who has no workspace yet, so there is no membership to check. */
export async function openFirstWorkspace(_before: ActionState, form: FormData): Promise<ActionState> {
  const user = await currentUser()
  if (!user) redirect('/sign-in')
  const input = Input.safeParse(formInput(form))
  if (!input.success) return inputFailure(input.error)
  try {
    await openWorkspace({ userId: user.id, ...input.data })
  } catch (error) {
    return failureOf(error, 'action:openFirstWorkspace')
  }
  redirect('/dashboard')
}
