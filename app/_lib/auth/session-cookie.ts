import { hashSessionToken } from '@/lib/auth/sign-in/adapter'
import { env } from '@/lib/core/settings/env'

const NAME = 'next-auth.session-token'

type CookieJar = { get(name: string): { value: string } | undefined }

/**
 * The token in next-auth's session cookie; null if there is none. Over HTTPS, browsers accept its name only from a page of this
 * site that was loaded over HTTPS, so a cookie with the plain name is not one of ours.
 */
export function sessionTokenOf(jar: CookieJar): string | null {
  const name = env().APP_URL.startsWith('https://') ? `__Secure-${NAME}` : NAME
  return jar.get(name)?.value || null
}

/** The stored hash of this browser's session; null if there is none. */
export function sessionHashOf(jar: CookieJar): string | null {
  const token = sessionTokenOf(jar)
  return token === null ? null : hashSessionToken(token)
}
