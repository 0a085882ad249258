import { noInput, workspaceRoute } from '@/app/_lib/routes/workspace-route'
import { requestRenewalCollection } from '@/lib/billing/funding/renewals-due'
import { getCreditsSummary } from '@/lib/billing/summary'
import { logUnknown } from '@/lib/core/logging/log'
import { takeSlot } from '@/lib/limits-of-use/slots'
import { onBalanceChange } from '@/lib/realtime/balance-changes'
import { isMember } from '@/lib/workspaces/members/membership'

export const dynamic = 'force-dynamic'

/** Proxies close a silent connection after half a minute or more. */
const HEARTBEAT_MS = 20_000
/** Then the browser connects again by itself, and whether it still may is checked anew. */
const LONGEST_MS = 5 * 60_000

/**
 * Server-sent events: first the `version` of the balance, so that a page knows whether it missed something, then one
 * `balance` for each change. The page then reads it itself.
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
          // A removed member's stream ends here, and their browser is refused when it connects again (R35).
          isMember(ctx).then(
            (is) => is || stop(),
            (error) => logUnknown(error, 'GET /api/live'),
          )
          void both('renew')
        }, HEARTBEAT_MS)
        const limit = setTimeout(() => stop(), LONGEST_MS)
        stop = (isCanceled = false) => {
          stop = () => {}
          open = false
          unsubscribe()
          clearInterval(heartbeat)
          clearTimeout(limit)
          void both('release')
          // A stream whose reader canceled it is closed already, and closing it again throws.
          if (!isCanceled) controller.close()
        }
        request.signal.addEventListener('abort', () => stop())
        send('retry: 2000\n\n')
        // Gone while the slots were taken: its event does not come again.
        if (request.signal.aborted) stop()
        // Read after listening began: no change falls in between.
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
