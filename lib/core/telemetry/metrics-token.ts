import { createHash, timingSafeEqual } from 'node:crypto'

/** Whether the request carries the token, as `Authorization: Bearer <token>`. Compares in constant time. */
export function hasMetricsToken(authorization: string | null, token: string): boolean {
  const given = /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1]
  return given !== undefined && timingSafeEqual(digest(given), digest(token))
}

const digest = (text: string) => createHash('sha256').update(text).digest()
