import { limitedBytes } from '@/app/_lib/routes/limited-body'
import { routeFailure } from '@/app/_lib/routes/route-failure'
import { isRefusal } from '@/lib/core/errors'
import { feedAt } from '@/lib/feeds/connections/feed-address'
import { receiveFile } from '@/lib/feeds/ingest/receive-file'
import { MOST_FILE_BYTES } from '@/lib/files/files'
import { countUse } from '@/lib/rate-limits/limiter'

const STATUS: Record<string, number> = {
  'not-found': 404,
  'feed.disconnected': 410,
  'rate.limited': 429,
  'body.too-large': 413,
  'storage.full': 413,
}

/** Receives a file at a feed's secret URL. Stores it and responds immediately; a worker imports it. */
async function receive(
  request: Request,
  { params }: { params: Promise<{ address: string }> },
): Promise<Response> {
  try {
    const { workspaceId, id } = await feedAt((await params).address)
    await countUse('feed-file.feed', id)
    const bytes = await limitedBytes(request, MOST_FILE_BYTES)
    return Response.json(await receiveFile({ workspaceId, feedId: id, source: 'push', bytes }), {
      status: 202,
    })
  } catch (error) {
    if (!isRefusal(error)) return routeFailure(error, 'feed-push')
    const wait = error.details.retryAfterSeconds
    return Response.json(
      { error: error.publicMessage },
      {
        status: STATUS[error.code] ?? 400,
        ...(typeof wait === 'number' && { headers: { 'Retry-After': String(wait) } }),
      },
    )
  }
}

export { receive as POST, receive as PUT }
