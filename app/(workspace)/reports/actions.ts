'use server'

import { IdInput } from '@/app/_lib/actions/inputs'
import { workspaceAction } from '@/app/_lib/actions/workspace-action'
import { cancelAction, problemAction, retryAction } from '@/app/_lib/work-actions'
import { requestWork } from '@/lib/paid-work/request'
import { RequestReportInput } from '@/lib/reports/report-input'
import { reportWork } from '@/lib/reports/report-work'
import { revokeShare, ShareReportInput, shareReport as share } from '@/lib/reports/sharing/share-report'

export const generateReport = workspaceAction(
  'generateReport',
  { input: RequestReportInput, permission: 'content.create', revalidate: ['/reports'] },
  async (ctx, input) => ({ redirectTo: `/reports/${(await requestWork(reportWork, ctx, input)).id}` }),
)

export const cancelReport = cancelAction('cancelReport', reportWork)
export const retryReport = retryAction('retryReport', reportWork)
export const submitReportProblem = problemAction('submitReportProblem', reportWork)

export const shareReport = workspaceAction(
  'shareReport',
  { input: ShareReportInput, permission: 'reports.share', revalidate: ['/reports/[id]', '/campaigns/new'] },
  async (ctx, input) => {
    await share(ctx, input)
    return { message: 'Your link is ready to copy.' }
  },
)

export const unshareReport = workspaceAction(
  'unshareReport',
  { input: IdInput, permission: 'reports.share', revalidate: ['/reports/[id]'] },
  async (ctx, input) => {
    await revokeShare(ctx, input)
    return { message: 'Link revoked.' }
  },
)
