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
import { RequestReportInput } from '@/lib/reports/report-input'
import { reportWork } from '@/lib/reports/report-work'
import { reportSharing } from '@/lib/reports/sharing/share-report'

export const generateReport = workspaceAction(
  'generateReport',
  { input: RequestReportInput, permission: 'content.create', revalidate: ['/reports'] },
  async (ctx, input) => ({ redirectTo: `/reports/${(await requestWork(reportWork, ctx, input)).id}` }),
)

export const cancelReport = cancelAction('cancelReport', reportWork)
export const retryReport = retryAction('retryReport', reportWork)
export const submitReportProblem = problemAction('submitReportProblem', reportWork)

export const shareReport = shareAction('shareReport', reportSharing, ['/reports/[id]', '/campaigns/new'])
export const unshareReport = unshareAction('unshareReport', reportSharing, ['/reports/[id]'])
export const renameReport = renameAction('renameReport', reportWork)
export const deleteReport = deleteAction('deleteReport', reportWork)
export const restoreReport = restoreAction('restoreReport', reportWork)
