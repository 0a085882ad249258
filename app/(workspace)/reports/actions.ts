'use server'

import { z } from 'zod'
import { workspaceAction } from '@/app/_lib/workspace-action'
import { cancelReport } from '@/lib/reports/cancel-report'
import { RequestReportInput } from '@/lib/reports/report-input'
import { requestReport } from '@/lib/reports/request-report'

export const generateReport = workspaceAction(
  { input: RequestReportInput, permission: 'work.create', revalidate: ['/reports'] },
  async (ctx, input) => ({ redirectTo: `/reports/${(await requestReport(ctx, input)).id}` }),
)

export const stopReport = workspaceAction(
  { input: z.object({ id: z.uuid() }), permission: 'work.create', revalidate: ['/reports'] },
  async (ctx, input) => {
    await cancelReport(ctx, input)
    return { redirectTo: `/reports/${input.id}` }
  },
)
