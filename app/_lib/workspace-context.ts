import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { connection } from 'next/server'
import { cache } from 'react'
import { safeReturnPath } from '@/lib/auth/safe-return-path'
import { type CurrentUser, readSession } from '@/lib/auth/session/session'
import { isFactorPending, type SessionProof, verifyPath } from '@/lib/auth/session/session-proof'
import { env } from '@/lib/core/settings/env'
import { currentMembership, type Membership } from '@/lib/workspaces/members/membership'
import { PATH_HEADER } from './path-header'

/**
 * The person of this session, even when their second factor is still missing. For the page and the action that take the
 * factor; everything else uses `currentUser`. Once per request, however many parts of a page ask.
 */
export const sessionUser = cache(async () => {
  // Who asks is known only when somebody asks: nothing of it may be rendered at build time.
  await connection()
  return readSession()
})

/** Who is signed in, with the second factor where they have one; null otherwise. */
export const currentUser = cache(async () => {
  const user = await sessionUser()
  return user && !isFactorPending(user.proof) ? user : null
})

/** How the person of this request proved who they are. */
export const currentProof = async (): Promise<SessionProof | null> => (await currentUser())?.proof ?? null

const membershipOf = cache(currentMembership)

/** The signed-in member of this request; null when nobody is signed in, or they belong to no workspace. */
export async function findWorkspace(): Promise<Membership | null> {
  const user = await currentUser()
  return user ? membershipOf(user.id) : null
}

export async function requireUser(): Promise<CurrentUser> {
  return (await currentUser()) ?? redirectToSignIn()
}

/** To sign in, or to the second factor when only that is missing; then back to this page. */
export async function redirectToSignIn(): Promise<never> {
  const path = await currentPath()
  if (await sessionUser()) redirect(verifyPath(path ?? '/dashboard'))
  redirect(path ? `/sign-in?${new URLSearchParams({ callbackUrl: path })}` : '/sign-in')
}

/** The path of the page being shown, from proxy.ts; null where it did not run. */
export async function currentPath(): Promise<string | null> {
  const path = (await headers()).get(PATH_HEADER)
  return path && safeReturnPath(path, env().APP_URL)
}

/** For pages: who is here, or off to sign in, or to name their first workspace. */
export async function requireWorkspace(): Promise<Membership> {
  const user = await requireUser()
  return (await membershipOf(user.id)) ?? redirect('/welcome')
}
