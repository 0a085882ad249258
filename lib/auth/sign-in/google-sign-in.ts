import type { Account } from 'next-auth'
import { system } from '@/db/client'
import { env } from '@/lib/core/settings/env'
import { isReserved } from '../email-change/store'
import { adapter } from './adapter'
import { verifiedAddress } from './linked-accounts'
import { signInRequest } from './sign-in-request'

/**
 * Whether a Google account can sign in or be linked: true, or the page that says why not. An account only belongs to the
 * person with the same verified address (R34). next-auth alone would link any account to the person who is signed in.
 */
export async function checkGoogleSignIn(account: Account, profile: unknown): Promise<true | string> {
  const { APP_URL } = env()
  const address = verifiedAddress(profile)
  if (address === null) return `${APP_URL}/sign-in?error=GoogleNotVerified`
  const { provider, providerAccountId } = account
  const { sessionToken } = signInRequest()
  const [owner, signedIn] = await Promise.all([
    adapter.getUserByAccount?.({ provider, providerAccountId }),
    sessionToken ? adapter.getSessionAndUser?.(sessionToken) : null,
  ])
  if (signedIn) {
    if (owner && owner.id !== signedIn.user.id) return `${APP_URL}/profile?google=linked-elsewhere`
    if (address !== signedIn.user.email.toLowerCase()) return `${APP_URL}/profile?google=other-address`
    return true
  }
  if (owner && owner.email.toLowerCase() !== address) return `${APP_URL}/sign-in?error=GoogleAddressChanged`
  if (!owner && (await isReserved(system(), address))) return `${APP_URL}/sign-in?error=AddressChanged`
  return true
}
