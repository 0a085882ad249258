import { hashSessionToken } from '@/lib/auth/sign-in/adapter'

/** Names of next-auth's session cookie; the prefix is used over HTTPS. */
const SESSION_COOKIES = ['__Secure-next-auth.session-token', 'next-auth.session-token']

type CookieJar = { get(name: string): { value: string } | undefined }

export const sessionTokenOf = (jar: CookieJar): string | null =>
  SESSION_COOKIES.map((name) => jar.get(name)?.value).find(Boolean) ?? null

/** The stored hash of this browser's session; null if there is none. */
export function sessionHashOf(jar: CookieJar): string | null {
  const token = sessionTokenOf(jar)
  return token === null ? null : hashSessionToken(token)
}
