import { getServerSession } from 'next-auth'
import { authOptions } from './options'

export type CurrentUser = { id: number; email: string; name: string; image: string | null }

/** Who is signed in in this request; null when nobody is. */
export async function readSession(): Promise<CurrentUser | null> {
  const session = await getServerSession(authOptions())
  if (!session) return null
  const { id, email, name, image } = session.user
  return { id: Number(id), email, name, image }
}
