import type { NextRequest } from 'next/server'
import { visitShared } from '@/app/_lib/shared-links'
import { readClientAddress } from '@/lib/core/clients/mark-client-addresses'
import { isRefusal } from '@/lib/core/errors'
import { logUnknown } from '@/lib/core/logging/log'
import { countUse } from '@/lib/rate-limits/limiter'
import { linkPicture } from '@/lib/reports/link-picture/link-picture'
import { readShownAgent } from '@/lib/workspaces/agent-card/agent-card'
import { brandWithLogo } from '@/lib/workspaces/brand/brand'

const closed = (status: number, message: string, retryAfterSeconds?: number) =>
  new Response(message, {
    status,
    headers: {
      'X-Robots-Tag': 'noindex, nofollow',
      'Cache-Control': 'no-store',
      ...(retryAfterSeconds && { 'Retry-After': String(retryAfterSeconds) }),
    },
  })

/** The picture of a shared report, for networks and messages that show its link. */
export async function GET(request: NextRequest, { params }: RouteContext<'/shared/reports/[token]/picture'>) {
  try {
    await countUse('shared-picture.client', readClientAddress(request.headers))
    const visit = await visitShared((await params).token, request.headers)
    if (visit.state === 'too-often')
      return closed(429, 'This link was opened too often from your network. Try again in a minute.', 60)
    if (visit.state === 'closed') return closed(404, 'This link isn’t available.')
    const { workspaceId, authorId, result } = visit.report
    const [brand, agent] = await Promise.all([
      brandWithLogo(workspaceId),
      readShownAgent(workspaceId, authorId),
    ])
    const bytes = await linkPicture(workspaceId, { figures: result.figures, brand, agent })
    return new Response(Buffer.from(bytes), {
      headers: {
        'Content-Type': 'image/png',
        'Content-Disposition': 'inline; filename="market-report.png"',
        'X-Content-Type-Options': 'nosniff',
        'X-Robots-Tag': 'noindex, nofollow',
        // Short, so that a revoked link and a new brand soon show.
        'Cache-Control': 'public, max-age=300',
      },
    })
  } catch (error) {
    if (isRefusal(error, 'rate.limited') || isRefusal(error, 'busy'))
      return closed(429, error.publicMessage, Number(error.details.retryAfterSeconds))
    return closed(500, `Something went wrong. Reference ${logUnknown(error, 'shared-report-picture')}.`)
  }
}
