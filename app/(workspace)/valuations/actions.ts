'use server'

import { workspaceAction } from '@/app/_lib/actions/workspace-action'
import { cancelAction, problemAction, retryAction } from '@/app/_lib/work-actions'
import { requestWork } from '@/lib/paid-work/request'
import { RequestValuationInput } from '@/lib/valuations/home-input'
import { valuationWork } from '@/lib/valuations/valuation-work'

export const createValuation = workspaceAction(
  'createValuation',
  { input: RequestValuationInput, permission: 'content.create', revalidate: ['/valuations'] },
  async (ctx, input) => ({ redirectTo: `/valuations/${(await requestWork(valuationWork, ctx, input)).id}` }),
)

export const cancelValuation = cancelAction('cancelValuation', valuationWork)
export const retryValuation = retryAction('retryValuation', valuationWork)
export const submitValuationProblem = problemAction('submitValuationProblem', valuationWork)
