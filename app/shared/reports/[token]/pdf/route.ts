import type { NextRequest } from 'next/server'
import { visitShared } from '@/app/_lib/shared-links'
import { readClientAddress } from '@/lib/core/clients/mark-client-addresses'
import { isRefusal } from '@/lib/core/errors'
import { logUnknown } from '@/lib/core/logging/log'
import { countUse } from '@/lib/rate-limits/limiter'
import { reportPdfResponse } from '@/lib/reports/pdf/pdf-response'

function closed(status: number, message: string, retryAfterSeconds?: number): Response {
  const headers = new Headers({ 'X-Robots-Tag': 'noindex, nofollow', 'Cache-Control': 'no-store' })
  if (retryAfterSeconds) headers.set('Retry-After', String(retryAfterSeconds))
  return new Response(message, { status, headers })
}

/** The PDF of a shared report, for anyone with the link. */
export async function GET(request: NextRequest, { params }: RouteContext<'/shared/reports/[token]/pdf'>) {
  try {
    await countUse('shared-pdf.client', readClientAddress(request.headers))
    const visit = await visitShared((await params).token, request.headers)
    if (visit.state === 'too-often')
      return closed(429, 'This link was opened too often from your network. Try again in a minute.', 60)
    if (visit.state === 'closed')
      return closed(404, 'This link isn’t available. It has expired or is incomplete.')
    return await reportPdfResponse(visit.report, visit.report)
  } catch (error) {
    if (isRefusal(error, 'rate.limited'))
      return closed(429, error.publicMessage, Number(error.details.retryAfterSeconds))
    return closed(
      500,
      `Something went wrong. Try again. If it keeps happening, contact the agency that shared this link, with reference ${logUnknown(error, 'shared-report-pdf')}.`,
    )
  }
}
