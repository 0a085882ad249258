import type { z } from 'zod'
import { assert } from '@/lib/core/assert'
import { requestWork } from '@/lib/paid-work/request'
import { cancelWork } from '@/lib/paid-work/settle'
import { createShare, getActiveShare, revokeShare } from '@/lib/paid-work/sharing/share'
import { getReport as findReport } from '@/lib/reports/get-report'
import { listReports as list } from '@/lib/reports/list-reports'
import { reportPdfResponse } from '@/lib/reports/pdf/pdf-response'
import { reportWork } from '@/lib/reports/report-work'
import { reportSharing } from '@/lib/reports/sharing/share-report'
import type { ApiContext } from '../../keys/authenticate'
import type { WorkListInput } from '../parts'
import { asRequest, pageUrl, requestId, workOf } from '../requests'
import type { reportOperations } from './operations'

type Created = z.output<(typeof reportOperations)['createReport']['input']>
type Shared = z.output<(typeof reportOperations)['shareReport']['input']>
type ById = { id: string }

export async function createReport(ctx: ApiContext, fields: Created, idempotencyKey: string) {
  const id = requestId(ctx, idempotencyKey)
  await asRequest(requestWork(reportWork, ctx, { ...fields, id }))
  return getReport(ctx, { id })
}

export async function getReport(ctx: ApiContext, { id }: ById) {
  const view = await findReport(ctx, id)
  const { areaName, periodFrom, periodTo, result } = view
  return { ...workOf(view, '/reports'), areaName, periodFrom, periodTo, result }
}

export async function listReports(ctx: ApiContext, query: z.output<typeof WorkListInput>) {
  const { rows, nextBefore } = await list(ctx, query)
  return { items: rows.map(({ glance: _, title: _title, ...row }) => row), nextBefore }
}

export async function cancelReport(ctx: ApiContext, { id }: ById) {
  await cancelWork(reportWork, ctx, { id })
  return getReport(ctx, { id })
}

export async function downloadReport(ctx: ApiContext, { id }: ById): Promise<Response> {
  const { result, authorId, finishedAt, createdAt } = await findReport(ctx, id)
  return reportPdfResponse(ctx, { result, authorId, madeAt: finishedAt ?? createdAt })
}

export async function shareReport(ctx: ApiContext, { id, days }: Shared, idempotencyKey: string) {
  const { token } = await createShare(reportSharing, ctx, {
    id,
    days,
    requestId: requestId(ctx, idempotencyKey),
  })
  const active = await getActiveShare(reportSharing, ctx, id)
  assert(active, 'a link that was just created is active')
  return { url: pageUrl(`/shared/reports/${token}`), expiresAt: active.until }
}

export async function unshareReport(ctx: ApiContext, { id }: ById) {
  await revokeShare(reportSharing, ctx, { id })
  return getReport(ctx, { id })
}
