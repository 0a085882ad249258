'use server'

import { workspaceAction } from '@/app/_lib/actions/workspace-action'
import { cancelAction, reportBrokenAction, retryAction } from '@/app/_lib/work-actions'
import { requestWork } from '@/lib/paid-work/request'
import { RequestValuationInput } from '@/lib/valuations/home-input'
import { valuationWork } from '@/lib/valuations/valuation-work'

export const valueThisHome = workspaceAction(
  { input: RequestValuationInput, permission: 'work.create', revalidate: ['/valuations'] },
  async (ctx, input) => ({ redirectTo: `/valuations/${(await requestWork(valuationWork, ctx, input)).id}` }),
)

export const stopValuation = cancelAction(valuationWork)
export const retry = retryAction(valuationWork)
export const reportBroken = reportBrokenAction(valuationWork)
