import { env } from '@/lib/core/settings/env'
import { hasTimeMachine, skippedSeconds } from './time-machine.ts'

const ANSWER_LIMIT_MS = 30_000

/**
 * Tells the local Stripe how far the product's time is ahead; what falls due there on the way happens. It is told the
 * whole and only moves on, so telling it again changes nothing, and a move that was cut short is made up for.
 */
export async function followTime(): Promise<void> {
  if (!hasTimeMachine()) return
  const seconds = await skippedSeconds()
  if (seconds === 0) return
  const answer = await fetch(`${env().STRIPE_API_BASE}/_local/clock/skip`, {
    method: 'POST',
    body: JSON.stringify({ skippedSeconds: seconds }),
    headers: { 'content-type': 'application/json' },
    signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
  })
  if (!answer.ok) throw new Error(`the local Stripe did not follow in time: ${answer.status}`)
}
