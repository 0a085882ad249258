'use server'

import { workspaceAction } from '@/app/_lib/actions/workspace-action'
import { IncreaseRequestInput, requestIncrease } from '@/lib/spending-limits/request-increase'
import { SpendingLimitsInput, setSpendingLimits } from '@/lib/spending-limits/set-spending-limits'

/** Saves every limit that was edited in the tables, or none. */
export const saveSpendingLimits = workspaceAction(
  'saveSpendingLimits',
  { input: SpendingLimitsInput, permission: 'spending-limits.manage', revalidate: ['/workspace-settings'] },
  async (ctx, input) => {
    const changed = await setSpendingLimits(ctx, input)
    if (changed === 0) return { message: 'No spending limits changed.' }
    return { message: changed === 1 ? 'Spending limit saved.' : `${changed} spending limits saved.` }
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
