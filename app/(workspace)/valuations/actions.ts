'use server'

import { workspaceAction } from '@/app/_lib/actions/workspace-action'
import {
  cancelAction,
  deleteAction,
  problemAction,
  renameAction,
  restoreAction,
  retryAction,
  shareAction,
  unshareAction,
} from '@/app/_lib/work-actions'
import { requestWork } from '@/lib/paid-work/request'
import { RequestValuationInput } from '@/lib/valuations/home-input'
import { valuationSharing } from '@/lib/valuations/sharing/share-valuation'
import { valuationWork } from '@/lib/valuations/valuation-work'

export const createValuation = workspaceAction(
  'createValuation',
  { input: RequestValuationInput, permission: 'content.create', revalidate: ['/valuations'] },
  async (ctx, input) => ({ redirectTo: `/valuations/${(await requestWork(valuationWork, ctx, input)).id}` }),
)

export const cancelValuation = cancelAction('cancelValuation', valuationWork)
export const retryValuation = retryAction('retryValuation', valuationWork)
export const submitValuationProblem = problemAction('submitValuationProblem', valuationWork)

export const shareValuation = shareAction('shareValuation', valuationSharing, [
  '/valuations/[id]',
  '/campaigns/new',
])
export const unshareValuation = unshareAction('unshareValuation', valuationSharing, ['/valuations/[id]'])
export const renameValuation = renameAction('renameValuation', valuationWork)
export const deleteValuation = deleteAction('deleteValuation', valuationWork)
export const restoreValuation = restoreAction('restoreValuation', valuationWork)
