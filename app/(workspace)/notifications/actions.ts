'use server'

import { z } from 'zod'
import { workspaceAction } from '@/app/_lib/actions/workspace-action'
import { askForCredits } from '@/lib/notifications/ask-for-credits'
import { markRead } from '@/lib/notifications/list-notifications'
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

const messages = {
  asked: 'We notified your admins.',
  'asked-before': 'You already asked today. We notified your admins then.',
  nobody: 'None of your admins gets these notifications. Ask one of them directly.',
}

export const requestCredits = workspaceAction(
  'requestCredits',
  { input: z.object({}), permission: 'workspace.read', limit: 'request-to-admin' },
  async (ctx) => ({
    message: messages[await askForCredits(ctx)],
  }),
)
