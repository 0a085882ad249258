import type { Metadata } from 'next'
import { requireUser } from '@/app/_lib/workspace-context'
import { SignOutButton } from '@/components/members/sign-out-button'
import { safeReturnPath } from '@/lib/auth/return-path'
import { env } from '@/lib/core/settings/env'
import { operatorOf } from '@/lib/operators/operator'
import { TwoFactorSettings } from './two-factor-settings'

export const metadata: Metadata = { title: 'Two-factor authentication' }

/** Where operators set up two-factor authentication before they can open the console. */
export default async function TwoFactorPage({ searchParams }: PageProps<'/two-factor'>) {
  const [user, { returnTo }] = await Promise.all([requireUser(), searchParams])
  const continueTo = safeReturnPath(typeof returnTo === 'string' ? returnTo : '', env().APP_URL, '/dashboard')
  return (
    <div className="space-y-8">
      <header className="space-y-2">
        <h1 className="font-serif text-3xl tracking-tight">Two-factor authentication</h1>
        <p className="text-muted">
          {operatorOf(user)
            ? 'Operators need two-factor authentication to open the console.'
            : 'A code from your phone protects your account if someone gets into your email.'}
        </p>
      </header>
      <TwoFactorSettings person={user} timeZone="UTC" continueTo={continueTo} />
      <SignOutButton returnTo={continueTo}>Sign out</SignOutButton>
    </div>
  )
}
