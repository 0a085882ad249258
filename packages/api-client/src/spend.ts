import { ApiError, orThrow } from './api-error'
import type { MarketTrakClient } from './client'
import type { components, operations } from './schema'

type ChargeBody = operations['charge']['requestBody']['content']['application/json']
type Hold = components['schemas']['Hold']

export type Spend = Omit<ChargeBody, 'quotedCredits'> & {
  /** The same key charges once, however often this is called. */
  idempotencyKey: string
  /** The most you agree to pay; above it nothing is charged. */
  maxCredits: number
}

/** How often the price may change while this runs. */
const MOST_PRICES = 3

/**
 * Charges the current price of finished work. If the price changes in between (409 `quote.changed`), it agrees to the new one
 * as long as it is within `maxCredits`. Called again after a charge that it got no answer to, it returns that charge, or
 * fails with `request.reused` if the price has changed since.
 * @throws ApiError
 */
export async function spendAtCurrentPrice(
  client: MarketTrakClient,
  { idempotencyKey, maxCredits, ...work }: Spend,
): Promise<Hold> {
  const { action, units } = work
  const quote = await orThrow(client.GET('/quote', { params: { query: { action, units } } }))
  let quotedCredits = quote.credits
  for (let attempt = 1; ; attempt += 1) {
    if (quotedCredits > maxCredits)
      throw new Error(`This costs ${quotedCredits} credits, more than the ${maxCredits} you agreed to.`)
    try {
      return await orThrow(
        client.POST('/charges', {
          params: { header: { 'Idempotency-Key': idempotencyKey } },
          body: { ...work, quotedCredits },
        }),
      )
    } catch (error) {
      const credits =
        error instanceof ApiError && error.code === 'quote.changed' ? error.problem.credits : null
      if (typeof credits !== 'number' || attempt === MOST_PRICES) throw error
      quotedCredits = credits
    }
  }
}
