import { redirect } from 'next/navigation'
import { connection } from 'next/server'
import { cache } from 'react'
import { type CurrentUser, readSession } from '@/lib/auth/session'
import { currentMembership, type Membership } from '@/lib/workspaces/membership'

/** Once per request, however many parts of a page ask. */
export const currentUser = cache(async () => {
  // Who asks is known only when somebody asks: nothing of it may be rendered at build time.
  await connection()
  return readSession()
})

const membershipOf = cache(currentMembership)

/** The signed-in member of this request; null when nobody is signed in, or they belong to no workspace. */
export async function findWorkspace(): Promise<Membership | null> {
  const user = await currentUser()
  return user ? membershipOf(user.id) : null
}

export async function requireUser(): Promise<CurrentUser> {
  return (await currentUser()) ?? redirect('/sign-in')
}

/** For pages: who is here, or off to sign in, or to name their first workspace. */
export async function requireWorkspace(): Promise<Membership> {
  const user = await requireUser()
  return (await membershipOf(user.id)) ?? redirect('/welcome')
}
