import { noInput, workspaceRoute } from '@/app/_lib/workspace-route'
import { onBalanceChange } from '@/lib/live/balance-changes'

export const dynamic = 'force-dynamic'

/** Proxies close a silent connection after half a minute or more. */
const HEARTBEAT_MS = 20_000
/** Then the browser connects again by itself, and whether it still may is checked anew. */
const LONGEST_MS = 5 * 60_000

/** Server-sent events: one `balance` for each change of the workspace's balance. The page then reads it itself. */
export const GET = workspaceRoute(
  { permission: 'workspace.read', input: noInput },
  async (ctx, _input, request) => {
    const encoder = new TextEncoder()
    let stop = () => {}
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        const send = (text: string) => controller.enqueue(encoder.encode(text))
        const unsubscribe = onBalanceChange(ctx.workspaceId, () => send('event: balance\ndata: changed\n\n'))
        const heartbeat = setInterval(() => send(': still here\n\n'), HEARTBEAT_MS)
        const limit = setTimeout(() => stop(), LONGEST_MS)
        stop = () => {
          stop = () => {}
          unsubscribe()
          clearInterval(heartbeat)
          clearTimeout(limit)
          controller.close()
        }
        request.signal.addEventListener('abort', () => stop())
        send('retry: 2000\n\n')
      },
      cancel: () => stop(),
    })
    return new Response(body, {
      headers: {
        'Content-Type': 'text/event-stream',
        'Cache-Control': 'private, no-store',
        'X-Accel-Buffering': 'no',
      },
    })
  },
)
