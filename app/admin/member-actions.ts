'use server'

import { operatorAction } from '@/app/_lib/actions/operator-action'
import { ChangeMemberEmailInput, changeMemberEmail } from '@/lib/operators/workspaces/change-member-email'

export const requestMemberEmail = operatorAction(
  'requestMemberEmail',
  { input: ChangeMemberEmailInput, revalidate: '/admin/workspaces' },
  async (operator, input) => {
    await changeMemberEmail(operator, input)
    return { message: `We emailed a link to ${input.email}. The address changes when they confirm it.` }
  },
)
