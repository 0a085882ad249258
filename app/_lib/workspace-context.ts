import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { connection } from 'next/server'
import { cache } from 'react'
import { safeReturnPath } from '@/lib/auth/return-path'
import { type CurrentUser, readSession } from '@/lib/auth/session/session'
import { isFactorPending, type SessionProof, verifyPath } from '@/lib/auth/session/session-proof'
import { env } from '@/lib/core/settings/env'
import type { Membership } from '@/lib/workspaces/members/membership'
import { currentOf, listMemberships } from '@/lib/workspaces/own-workspaces'
import { sessionTokenOf } from './auth/session-cookie'
import { PATH_HEADER } from './path-header'

/**
 * The user of this session, even if their second factor is not verified yet. Only for the page and action that verify it;
 * everything else uses `currentUser`. Cached per request.
 */
export const sessionUser = cache(async () => {
  // Depends on the request, so it must not be rendered at build time.
  await connection()
  return readSession(sessionTokenOf(await cookies()))
})

/** The signed-in user, with the second factor verified if they have one; null otherwise. */
export const currentUser = cache(async () => {
  const user = await sessionUser()
  return user && !isFactorPending(user.proof) ? user : null
})

/** How the user of this request authenticated. */
export const currentProof = async (): Promise<SessionProof | null> => (await currentUser())?.proof ?? null

/** The workspaces of this request's person. Cached per request: a page and its frame need them. */
export const membershipsOf = cache(listMemberships)

/** The signed-in member of this request; null if no one is signed in or they have no workspace. */
export async function findWorkspace(): Promise<Membership | null> {
  const user = await currentUser()
  return user ? currentOf(await membershipsOf(user.id)) : null
}

export async function requireUser(): Promise<CurrentUser> {
  return (await currentUser()) ?? redirectToSignIn()
}

/** Redirects to sign in, or to the second factor if only that is missing, then back to this page. */
export async function redirectToSignIn(): Promise<never> {
  const path = await currentPath()
  if (await sessionUser()) redirect(verifyPath(path ?? '/dashboard'))
  redirect(path ? `/sign-in?${new URLSearchParams({ callbackUrl: path })}` : '/sign-in')
}

/** The path of the current page, from page-policy.ts; null where it did not run. */
export async function currentPath(): Promise<string | null> {
  const path = (await headers()).get(PATH_HEADER)
  return path && safeReturnPath(path, env().APP_URL)
}

/** For pages: returns the member, or redirects to sign in or to create a workspace. */
export const requireWorkspace = cache(async (): Promise<Membership> => {
  const user = await requireUser()
  return currentOf(await membershipsOf(user.id)) ?? redirect('/welcome')
})
