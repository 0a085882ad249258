'use server'

import { z } from 'zod'
import { workspaceAction } from '@/app/_lib/actions/workspace-action'
import { cancelAction, reportBrokenAction, retryAction } from '@/app/_lib/work-actions'
import { requestWork } from '@/lib/paid-work/request'
import { RequestReportInput } from '@/lib/reports/report-input'
import { reportWork } from '@/lib/reports/report-work'
import { revokeShare, ShareReportInput, shareReport } from '@/lib/reports/sharing/share-report'

const One = z.object({ id: z.uuid() })

export const generateReport = workspaceAction(
  { input: RequestReportInput, permission: 'work.create', revalidate: ['/reports'] },
  async (ctx, input) => ({ redirectTo: `/reports/${(await requestWork(reportWork, ctx, input)).id}` }),
)

export const stopReport = cancelAction(reportWork)
export const retry = retryAction(reportWork)
export const reportBroken = reportBrokenAction(reportWork)

export const share = workspaceAction(
  { input: ShareReportInput, permission: 'work.create', revalidate: ['/reports/[id]'] },
  async (ctx, input) => {
    await shareReport(ctx, input)
    return { message: 'Your link is ready to copy.' }
  },
)

export const unshare = workspaceAction(
  { input: One, permission: 'work.create', revalidate: ['/reports/[id]'] },
  async (ctx, input) => {
    await revokeShare(ctx, input)
    return { message: 'The link no longer opens.' }
  },
)
