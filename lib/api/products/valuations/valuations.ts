import type { z } from 'zod'
import { assert } from '@/lib/core/assert'
import { requestWork } from '@/lib/paid-work/request'
import { cancelWork } from '@/lib/paid-work/settle'
import { createShare, getActiveShare, revokeShare } from '@/lib/paid-work/sharing/share'
import { getValuation as findValuation } from '@/lib/valuations/get-valuation'
import { RequestValuationInput } from '@/lib/valuations/home-input'
import { listValuations as list } from '@/lib/valuations/list-valuations'
import { valuationPdfResponse } from '@/lib/valuations/pdf/pdf-response'
import { valuationSharing } from '@/lib/valuations/sharing/share-valuation'
import { valuationWork } from '@/lib/valuations/valuation-work'
import type { ApiContext } from '../../keys/authenticate'
import type { WorkListInput } from '../parts'
import { asRequest, pageUrl, requestId, workOf } from '../requests'
import type { valuationOperations } from './operations'

type Created = z.output<(typeof valuationOperations)['createValuation']['input']>
type Shared = z.output<(typeof valuationOperations)['shareValuation']['input']>
type ById = { id: string }

export async function createValuation(ctx: ApiContext, fields: Created, idempotencyKey: string) {
  const id = requestId(ctx, idempotencyKey)
  await asRequest(requestWork(valuationWork, ctx, RequestValuationInput.parse({ ...fields, id })))
  return getValuation(ctx, { id })
}

export async function getValuation(ctx: ApiContext, { id }: ById) {
  const view = await findValuation(ctx, id)
  const { label, zipCode, valuedOn, home, result } = view
  return {
    ...workOf(view, '/valuations'),
    label,
    zipCode,
    valuedOn,
    home,
    result: result && {
      currency: result.grounds.data?.currency ?? 'usd',
      estimateUsd: result.estimateUsd,
      lowUsd: result.lowUsd,
      highUsd: result.highUsd,
      confidence: result.confidence,
      salesCount: result.grounds.salesCount,
      comparablesUsd: result.grounds.comparablesUsd,
      comparables: result.grounds.comparables.map((sale) => ({ ...sale, unusual: sale.unusual ?? null })),
    },
  }
}

export async function listValuations(ctx: ApiContext, query: z.output<typeof WorkListInput>) {
  const { rows, nextBefore } = await list(ctx, query)
  return { items: rows, nextBefore }
}

export async function cancelValuation(ctx: ApiContext, { id }: ById) {
  await cancelWork(valuationWork, ctx, { id })
  return getValuation(ctx, { id })
}

export async function downloadValuation(ctx: ApiContext, { id }: ById): Promise<Response> {
  const valuation = await findValuation(ctx, id)
  return valuationPdfResponse(ctx, { ...valuation, madeAt: valuation.finishedAt ?? valuation.createdAt })
}

export async function shareValuation(ctx: ApiContext, { id, days }: Shared, idempotencyKey: string) {
  const { token } = await createShare(valuationSharing, ctx, {
    id,
    days,
    requestId: requestId(ctx, idempotencyKey),
  })
  const active = await getActiveShare(valuationSharing, ctx, id)
  assert(active, 'a link that was just created is active')
  return { url: pageUrl(`/shared/valuations/${token}`), expiresAt: active.until }
}

export async function unshareValuation(ctx: ApiContext, { id }: ById) {
  await revokeShare(valuationSharing, ctx, { id })
  return getValuation(ctx, { id })
}
