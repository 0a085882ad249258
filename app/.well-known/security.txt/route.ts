import { securityTxt } from '@/app/_lib/security-txt'
import { env } from '@/lib/core/settings/env'

export const dynamic = 'force-dynamic'

/** How to report a weakness. */
export function GET(): Response {
  const { APP_URL, SECURITY_CONTACT } = env()
  return new Response(securityTxt({ appUrl: APP_URL, contact: SECURITY_CONTACT, now: new Date() }), {
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'public, max-age=86400' },
  })
}
