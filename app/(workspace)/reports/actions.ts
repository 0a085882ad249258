'use server'

import { z } from 'zod'
import { givenBackWords } from '@/app/_lib/given-back'
import { workspaceAction } from '@/app/_lib/workspace-action'
import { cancelReport } from '@/lib/reports/cancel-report'
import { reportBrokenReport } from '@/lib/reports/report-broken-report'
import { RequestReportInput } from '@/lib/reports/report-input'
import { requestReport } from '@/lib/reports/request-report'
import { RetryReportInput, retryReport } from '@/lib/reports/retry-report'
import { revokeShare, ShareReportInput, shareReport } from '@/lib/reports/share-report'

const One = z.object({ id: z.uuid() })

export const generateReport = workspaceAction(
  { input: RequestReportInput, permission: 'work.create', revalidate: ['/reports'] },
  async (ctx, input) => ({ redirectTo: `/reports/${(await requestReport(ctx, input)).id}` }),
)

export const stopReport = workspaceAction(
  { input: One, permission: 'work.create', revalidate: ['/reports'] },
  async (ctx, input) => {
    await cancelReport(ctx, input)
    return { redirectTo: `/reports/${input.id}` }
  },
)

export const retry = workspaceAction(
  { input: RetryReportInput, permission: 'work.create', revalidate: ['/reports'] },
  async (ctx, input) => ({ redirectTo: `/reports/${(await retryReport(ctx, input)).id}` }),
)

export const reportBroken = workspaceAction(
  { input: One, permission: 'work.create', revalidate: ['/reports/[id]'] },
  async (ctx, input) => ({ message: givenBackWords(await reportBrokenReport(ctx, input)) }),
)

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
