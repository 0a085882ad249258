'use server'

import { z } from 'zod'
import { personAction } from '@/app/_lib/actions/person-action'
import { workspaceAction } from '@/app/_lib/actions/workspace-action'
import { noInput } from '@/app/_lib/routes/workspace-route'
import { PersonName, renamePerson as rename } from '@/lib/auth/person-name'
import { endAllSessions, endSession } from '@/lib/auth/session/sessions'
import { rowNumber } from '@/lib/core/text/input'
import { AgentCardInput, saveAgentCard as saveCard } from '@/lib/workspaces/agent-card/agent-card'
import { switchWorkspace as switchTo } from '@/lib/workspaces/own-workspaces'

export const renamePerson = personAction(
  'renamePerson',
  { input: z.object({ name: PersonName }), revalidate: '/profile' },
  async ({ id }, { name }) => {
    await rename(id, name)
    return { message: 'Saved.' }
  },
)

export const saveAgentCard = workspaceAction(
  'saveAgentCard',
  {
    input: AgentCardInput,
    permission: 'reports.share',
    limit: 'upload',
    revalidate: ['/profile', '/reports'],
  },
  async (ctx, input) => {
    await saveCard(ctx, input)
    return { message: 'Saved.' }
  },
)

export const signOutBrowser = personAction(
  'signOutBrowser',
  { input: z.object({ id: z.string().max(64) }), revalidate: '/profile' },
  async (person, { id }) => {
    await endSession(person.id, id)
    return { message: 'Browser signed out.' }
  },
)

export const signOutEverywhere = personAction('signOutEverywhere', { input: noInput }, async ({ id }) => {
  await endAllSessions(id)
  return { redirectTo: '/sign-in' }
})

export const switchWorkspace = personAction(
  'switchWorkspace',
  {
    input: z.object({ workspaceId: rowNumber }),
    revalidate: '/',
  },
  async ({ id }, { workspaceId }) => {
    await switchTo(id, workspaceId)
    return { redirectTo: '/dashboard' }
  },
)
