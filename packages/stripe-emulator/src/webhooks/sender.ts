import { createHmac } from 'node:crypto'
import { faultSettings } from '../core/faults'
import type { World } from '../core/world'
import type { Delivery } from './schedule'
import { secretsOf } from './secrets'
import { eventInVersion } from './versions'

const BACK_OFF_SECONDS = [1, 2, 5, 15, 60]
const MAX_ATTEMPTS = 20
const MAX_IN_FLIGHT = 4
/** Generous, because a development server may compile the receiving route first. */
const ANSWER_TIMEOUT_MS = 30_000
const IDLE_CHECK_MS = 1_000

/** `t=...,v1=...`, one v1 per valid secret: HMAC-SHA256 over "timestamp.payload". */
export function signatureHeader(
  payload: string,
  secrets: readonly string[],
  timestampSeconds: number,
): string {
  const signatures = secrets.map(
    (secret) => `v1=${createHmac('sha256', secret).update(`${timestampSeconds}.${payload}`).digest('hex')}`,
  )
  return [`t=${timestampSeconds}`, ...signatures].join(',')
}

/**
 * Processes the delivery queue. A row is marked only after the receiver responded, so an interrupted process sends it again: at
 * least once, like Stripe.
 */
export class WebhookSender {
  private timer: NodeJS.Timeout | undefined
  private readonly inFlight = new Map<number, AbortController>()
  private stopped = true

  constructor(private readonly world: World) {}

  start(): void {
    this.stopped = false
    this.world.onDeliveriesWritten = () => this.wake(0)
    this.wake(0)
  }

  stop(): void {
    this.stopped = true
    clearTimeout(this.timer)
    for (const running of this.inFlight.values()) running.abort()
  }

  wake(inMs: number): void {
    if (this.stopped) return
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.sendDue(), inMs)
  }

  private sendDue(): void {
    if (this.stopped) return
    const room = MAX_IN_FLIGHT - this.inFlight.size
    if (room > 0 && faultSettings(this.world).webhooks === 'on') {
      for (const delivery of this.due().slice(0, room)) void this.send(delivery)
    }
    this.wake(IDLE_CHECK_MS)
  }

  private due(): Delivery[] {
    const rows = this.world.store.db
      .prepare(
        "select * from deliveries where state = 'pending' and next_at_ms <= ? order by next_at_ms, seq limit ?",
      )
      .all(Date.now(), MAX_IN_FLIGHT * 2) as unknown as Delivery[]
    return rows.filter(({ seq }) => !this.inFlight.has(seq))
  }

  private async send(delivery: Delivery): Promise<void> {
    const abort = new AbortController()
    this.inFlight.set(delivery.seq, abort)
    const result = await this.attempt(delivery, abort.signal)
    this.inFlight.delete(delivery.seq)
    // Stopped midway: the row stays pending and is sent again after a restart.
    if (this.stopped) return
    this.record(delivery, result)
    this.wake(0)
  }

  private async attempt(
    delivery: Delivery,
    stop: AbortSignal,
  ): Promise<{ status: number | null; error: string | null }> {
    const endpoint = this.world.store.find('webhook_endpoint', delivery.endpoint_id)
    const event = this.world.store.find('event', delivery.event_id)
    if (!endpoint || !event || endpoint.status !== 'enabled') return { status: null, error: 'endpoint gone' }
    const payload = JSON.stringify(eventInVersion(event, endpoint.api_version), null, 2)
    const sentAtSeconds = Math.floor(Date.now() / 1000)
    try {
      const answer = await fetch(endpoint.url, {
        method: 'POST',
        body: payload,
        redirect: 'manual',
        signal: AbortSignal.any([stop, AbortSignal.timeout(ANSWER_TIMEOUT_MS)]),
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
          'stripe-signature': signatureHeader(payload, secretsOf(this.world, endpoint), sentAtSeconds),
        },
      })
      await answer.arrayBuffer()
      return { status: answer.status, error: answer.ok ? null : `answered ${answer.status}` }
    } catch (error) {
      return { status: null, error: error instanceof Error ? error.message : 'failed' }
    }
  }

  private record(
    delivery: Delivery,
    { status, error }: { status: number | null; error: string | null },
  ): void {
    const attempts = delivery.attempts + 1
    const state = error === null ? 'delivered' : attempts >= MAX_ATTEMPTS ? 'given_up' : 'pending'
    const waitSeconds = BACK_OFF_SECONDS[Math.min(attempts, BACK_OFF_SECONDS.length) - 1] ?? 60
    this.world.store.db
      .prepare(
        `update deliveries set state = ?, attempts = ?, next_at_ms = ?, last_status = ?, last_error = ?,
         delivered_at_ms = ? where seq = ?`,
      )
      .run(
        state,
        attempts,
        Date.now() + waitSeconds * 1000,
        status,
        error,
        state === 'delivered' ? Date.now() : null,
        delivery.seq,
      )
    if (error) this.world.log(`webhook ${delivery.event_id} attempt ${attempts}: ${error}`)
  }
}
