'use server'

import { z } from 'zod'
import { personAction } from '@/app/_lib/actions/person-action'
import { noInput } from '@/app/_lib/routes/workspace-route'
import { PersonName, renamePerson } from '@/lib/auth/rename-person'
import { endAllSessions, endSession } from '@/lib/auth/session/sessions'
import { rowNumber } from '@/lib/core/text/input'
import { switchWorkspace } from '@/lib/workspaces/switch-workspace'

export const rename = personAction(
  { where: 'action:renamePerson', input: z.object({ name: PersonName }), revalidate: '/profile' },
  async ({ id }, { name }) => {
    await renamePerson(id, name)
    return { message: 'Saved.' }
  },
)

export const signOutOf = personAction(
  { where: 'action:signOutOf', input: z.object({ id: z.string().max(64) }), revalidate: '/profile' },
  async (person, { id }) => {
    await endSession(person.id, id)
    return { message: 'That browser is signed out.' }
  },
)

export const signOutEverywhere = personAction(
  { where: 'action:signOutEverywhere', input: noInput },
  async ({ id }) => {
    await endAllSessions(id)
    return { redirectTo: '/sign-in' }
  },
)

export const switchTo = personAction(
  {
    where: 'action:switchTo',
    input: z.object({ workspaceId: rowNumber }),
    revalidate: '/',
  },
  async ({ id }, { workspaceId }) => {
    await switchWorkspace(id, workspaceId)
    return { redirectTo: '/dashboard' }
  },
)
