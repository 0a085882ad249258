import type { Env } from '@/lib/core/settings/env'

/** US dollars for a million tokens, which is millionths of a dollar for one. */
export type TokenPrice = { inputUsd: number; outputUsd: number }
type Tokens = { inputTokens?: number | undefined; outputTokens?: number | undefined }

/** The price from the settings, or null. */
export const tokenPriceOf = (model: string, prices: Env['AI_TOKEN_PRICES'] = []): TokenPrice | null =>
  prices.find((one) => one.model === model) ?? null

/** The cost of a call in millionths of a US dollar, for providers that do not report it. Null if unknown. */
export function priceMicroUsd(
  price: TokenPrice | null,
  { inputTokens, outputTokens }: Tokens,
): number | null {
  if (!price || (inputTokens === undefined && outputTokens === undefined)) return null
  return Math.round((inputTokens ?? 0) * price.inputUsd + (outputTokens ?? 0) * price.outputUsd)
}
