import { noInput, workspaceRoute } from '@/app/_lib/routes/workspace-route'
import { requestRenewalCollection } from '@/lib/billing/funding/renewals-due'
import { getCreditsSummary } from '@/lib/billing/summary'
import { logUnknown } from '@/lib/core/logging/log'
import { isStopping, onStop } from '@/lib/core/process/stopping'
import { takeSlot } from '@/lib/rate-limits/slots'
import { onBalanceChange } from '@/lib/realtime/balance-changes'
import { isMember } from '@/lib/workspaces/members/membership'

export const dynamic = 'force-dynamic'

/** Proxies close a silent connection after half a minute or more. */
const HEARTBEAT_MS = 20_000
/** After this the browser reconnects automatically, which checks its access again. */
const MAX_STREAM_MS = 5 * 60_000

/**
 * Server-sent events: first the `release` of the app and the `version` of the balance, so a page knows whether it is
 * outdated, then one `balance` event per change. The page then fetches the balance.
 */
export const GET = workspaceRoute(
  { permission: 'workspace.read', input: noInput },
  async (ctx, _input, request) => {
    const person = await takeSlot('live-stream.person', ctx.userId)
    const workspace = await takeSlot('live-stream.workspace', ctx.workspaceId).catch(async (error) => {
      await person.release()
      throw error
    })
    const both = (change: 'renew' | 'release') =>
      Promise.all([person[change](), workspace[change]()]).catch((error) =>
        logUnknown(error, 'GET /api/live'),
      )
    const encoder = new TextEncoder()
    let stop = (_isCanceled = false) => {}
    let open = true
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        const send = (text: string) => controller.enqueue(encoder.encode(text))
        const unsubscribe = onBalanceChange(
          ctx.workspaceId,
          () => send('event: balance\ndata: changed\n\n'),
          requestRenewalCollection,
        )
        const heartbeat = setInterval(() => {
          send(': still here\n\n')
          // Ends the stream of a removed member; their browser is refused when it reconnects (R35).
          isMember(ctx).then(
            (is) => is || stop(),
            (error) => logUnknown(error, 'GET /api/live'),
          )
          void both('renew')
        }, HEARTBEAT_MS)
        const limit = setTimeout(() => stop(), MAX_STREAM_MS)
        // The browser connects again, to another process.
        const forget = onStop(() => stop())
        stop = (isCanceled = false) => {
          stop = () => {}
          forget()
          open = false
          unsubscribe()
          clearInterval(heartbeat)
          clearTimeout(limit)
          void both('release')
          // A stream canceled by its reader is already closed; closing it again throws.
          if (!isCanceled) controller.close()
        }
        request.signal.addEventListener('abort', () => stop())
        send(`retry: 2000\nevent: release\ndata: ${process.env.NEXT_DEPLOYMENT_ID || ''}\n\n`)
        // The client left, or the process began to stop, before the listeners were added.
        if (request.signal.aborted || isStopping()) stop()
        // Read after subscribing, so no change is missed in between.
        getCreditsSummary(ctx).then(
          ({ version }) => open && send(`event: version\ndata: ${version}\n\n`),
          (error) => logUnknown(error, 'GET /api/live'),
        )
      },
      cancel: () => stop(true),
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
