'use server'

import { z } from 'zod'
import { workspaceAction } from '@/app/_lib/actions/workspace-action'
import { askForCredits } from '@/lib/notifications/ask-for-credits'
import { markRead } from '@/lib/notifications/notification-page'
import { PreferencesInput, savePreferences } from '@/lib/notifications/preferences'

export const markNotificationsRead = workspaceAction(
  'markNotificationsRead',
  {
    /** Without an id, all of them. */
    input: z.object({ id: z.uuid().optional() }),
    permission: 'workspace.read',
    revalidate: ['/notifications'],
  },
  async (ctx, { id }) => {
    await markRead(ctx, id ?? null)
  },
)

export const saveNotificationPreferences = workspaceAction(
  'saveNotificationPreferences',
  { input: PreferencesInput, permission: 'workspace.read', revalidate: ['/workspace-settings'] },
  async (ctx, input) => {
    await savePreferences(ctx, input)
    return { message: 'Saved.' }
  },
)

const answers = {
  asked: 'Your admins have been told, in the app or by email.',
  'asked-before': 'You asked today already. Your admins know.',
  nobody: 'None of your admins is told of such questions here. Ask one of them in person.',
}

export const requestCredits = workspaceAction(
  'requestCredits',
  { input: z.object({}), permission: 'workspace.read', limit: 'request-to-admin' },
  async (ctx) => ({
    message: answers[await askForCredits(ctx)],
  }),
)
