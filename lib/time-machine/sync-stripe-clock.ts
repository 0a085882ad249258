import { env } from '@/lib/core/settings/env'
import { hasTimeMachine, skippedSeconds } from './time-machine.ts'

const TIMEOUT_MS = 30_000

/**
 * Sets the local Stripe's clock to the product's time. Everything that is due there in between happens. It receives the
 * total offset and only moves forward, so repeating it is safe, and an interrupted move is completed by the next call.
 */
export async function syncStripeClock(): Promise<void> {
  if (!hasTimeMachine()) return
  const seconds = await skippedSeconds()
  if (seconds === 0) return
  const response = await fetch(`${env().STRIPE_API_BASE}/_local/clock/skip`, {
    method: 'POST',
    body: JSON.stringify({ skippedSeconds: seconds }),
    headers: { 'content-type': 'application/json' },
    signal: AbortSignal.timeout(TIMEOUT_MS),
  })
  if (!response.ok) throw new Error(`the local Stripe did not follow in time: ${response.status}`)
}
