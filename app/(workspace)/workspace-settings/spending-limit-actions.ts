'use server'

import { workspaceAction } from '@/app/_lib/actions/workspace-action'
import { IncreaseRequestInput, requestIncrease } from '@/lib/spending-limits/request-increase'
import { SpendingLimitInput, setSpendingLimit as set } from '@/lib/spending-limits/set-spending-limit'

export const setSpendingLimit = workspaceAction(
  'setSpendingLimit',
  { input: SpendingLimitInput, permission: 'spending-limits.manage', revalidate: ['/workspace-settings'] },
  async (ctx, input) => {
    await set(ctx, input)
    return { message: input.mostCredits === null ? 'Spending limit removed.' : 'Spending limit saved.' }
  },
)

const messages = {
  asked: 'Request sent. Your owners have been notified.',
  'asked-before': 'You already asked today. Your owners have been notified.',
  nobody: 'Request saved, but no owner has notifications for it turned on. Ask one of them directly.',
}

export const requestLimitIncrease = workspaceAction(
  'requestLimitIncrease',
  {
    input: IncreaseRequestInput,
    permission: 'workspace.read',
    limit: 'request-to-admin',
    revalidate: ['/workspace-settings'],
  },
  async (ctx, input) => ({ message: messages[await requestIncrease(ctx, input)] }),
)
