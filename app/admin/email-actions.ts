'use server'

import { operatorAction } from '@/app/_lib/actions/operator-action'
import {
  DecideEmailFindingInput,
  decideEmailFinding as decide,
} from '@/lib/operators/operations/email-findings'

export const decideEmailFinding = operatorAction(
  'decideEmailFinding',
  { input: DecideEmailFindingInput, revalidate: '/admin/email' },
  async (operator, input) => {
    await decide(operator, input)
    if (input.decision === 'suppress')
      return { message: 'Address suppressed. A member can allow emails again.' }
    return { message: input.kind === 'sender-blocked' ? 'Finding closed.' : 'Report dismissed.' }
  },
)
