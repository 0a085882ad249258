import { adapter } from '../sign-in/adapter'
import { isRefreshDue } from './session-limits'
import type { SessionProof } from './session-proof'

export type CurrentUser = {
  id: number
  email: string
  name: string
  image: string | null
  proof: SessionProof
}

/**
 * The person of a session; null if it has ended or never was. Reads what next-auth would read, without what it prepares for
 * signing in, which takes longer than the read.
 * @param token of this request's cookie; null if it has none
 */
export async function readSession(token: string | null): Promise<CurrentUser | null> {
  if (token === null) return null
  const found = await adapter.getSessionAndUser(token)
  if (!found) return null
  if (isRefreshDue(found.session.expires)) await adapter.updateSession({ sessionToken: token })
  const { id, email, name, image, proof } = found.user
  return { id: Number(id), email, name: name ?? '', image: image ?? null, proof }
}
