import { hashSessionToken } from '@/lib/auth/sign-in/adapter'

/** The name of next-auth's cookie, with its prefix where it is served over HTTPS. */
const SESSION_COOKIES = ['__Secure-next-auth.session-token', 'next-auth.session-token']

type Jar = { get(name: string): { value: string } | undefined }

export const sessionTokenOf = (jar: Jar): string | null =>
  SESSION_COOKIES.map((name) => jar.get(name)?.value).find(Boolean) ?? null

/** What our table calls this browser's session; null: there is none. */
export function sessionHashOf(jar: Jar): string | null {
  const token = sessionTokenOf(jar)
  return token === null ? null : hashSessionToken(token)
}
