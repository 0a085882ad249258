import type { Deprecation } from '@/lib/api/operations'
import type { UseState } from '@/lib/rate-limits/limiter'
import { limitOf, type UseName, WINDOW_SECONDS } from '@/lib/rate-limits/limits'

const COUNTED = ['api.key', 'api.workspace'] as const satisfies readonly UseName[]

/**
 * The limits of a request and what is left of them (draft-ietf-httpapi-ratelimit-headers). A request without a valid key
 * counts toward no limit, so it only gets the policy.
 */
export function rateLimitHeaders(limits: readonly UseState[]): Record<string, string> {
  const policy = COUNTED.map((name) => {
    const { most, per } = limitOf(name)
    return `"${shortName(name)}";q=${most};w=${WINDOW_SECONDS[per]}`
  }).join(', ')
  const left = limits
    .map(({ name, remaining, resetSeconds }) => `"${shortName(name)}";r=${remaining};t=${resetSeconds}`)
    .join(', ')
  return { 'RateLimit-Policy': policy, ...(left !== '' && { RateLimit: left }) }
}

const shortName = (name: string) => name.replace('api.', '')

/** When the operation was deprecated (RFC 9745) and stops working (RFC 8594), and where that is explained. */
export function deprecationHeaders(
  deprecated: Deprecation | undefined,
  appUrl: string,
): Record<string, string> {
  if (!deprecated) return {}
  const { since, sunset } = deprecated
  return {
    Deprecation: `@${Date.parse(`${since}T00:00:00Z`) / 1000}`,
    Link: `<${appUrl}/help/api#help-versions>; rel="deprecation"; type="text/html"`,
    ...(sunset && { Sunset: new Date(`${sunset}T00:00:00Z`).toUTCString() }),
  }
}
