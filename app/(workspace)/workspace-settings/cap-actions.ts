'use server'

import { workspaceAction } from '@/app/_lib/actions/workspace-action'
import { AskForCapInput, askForCap } from '@/lib/workspaces/spending-limits/request-limit-increase'
import { CapInput, setCap } from '@/lib/workspaces/spending-limits/set-spending-limit'

export const setSpendingLimit = workspaceAction(
  'setSpendingLimit',
  { input: CapInput, permission: 'caps.manage', revalidate: ['/workspace-settings'] },
  async (ctx, input) => {
    await setCap(ctx, input)
    return { message: input.mostCredits === null ? 'There is no cap any more.' : 'The cap is set.' }
  },
)

const answers = {
  asked: 'Your owners have been told, in the app or by email.',
  'asked-before': 'You asked today already. Your owners know.',
  nobody:
    'Your question stands here for your owners, but none of them is told of such questions. Ask one in person.',
}

export const requestLimitIncrease = workspaceAction(
  'requestLimitIncrease',
  {
    input: AskForCapInput,
    permission: 'workspace.read',
    limit: 'request-to-admin',
    revalidate: ['/workspace-settings'],
  },
  async (ctx, input) => ({ message: answers[await askForCap(ctx, input)] }),
)
