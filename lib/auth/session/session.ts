import { getServerSession } from 'next-auth'
import { authOptions } from '../sign-in/options'
import { withSignInFailures } from '../sign-in/sign-in-request'
import type { SessionProof } from './session-proof'

export type CurrentUser = {
  id: number
  email: string
  name: string
  image: string | null
  proof: SessionProof
}

/**
 * The person signed in in this request; null if none.
 * @throws failures such as an unreachable database, which next-auth alone would treat as signed out
 */
export async function readSession(): Promise<CurrentUser | null> {
  const session = await withSignInFailures(() => getServerSession(authOptions()))
  if (!session) return null
  const { id, email, name, image, proof } = session.user
  return { id: Number(id), email, name, image, proof }
}
