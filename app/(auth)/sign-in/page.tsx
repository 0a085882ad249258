import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { demoSignIns } from '@/app/_lib/auth/demo-sign-ins'
import { currentUser, sessionUser } from '@/app/_lib/workspace-context'
import { DemoSignIn } from '@/components/auth/demo-sign-in'
import { EmailSignIn } from '@/components/auth/email-sign-in'
import { GoogleSignIn } from '@/components/auth/google-sign-in'
import { signInErrorMessage } from '@/components/auth/sign-in-errors'
import { Alert } from '@/components/ui/alert'
import { OneTimeNotice } from '@/components/ui/one-time-notice'
import { safeReturnPath } from '@/lib/auth/return-path'
import { verifyPath } from '@/lib/auth/session/session-proof'
import { env } from '@/lib/core/settings/env'

export const metadata: Metadata = { title: 'Sign in' }

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const { callbackUrl, error, email } = await searchParams
  const returnTo = safeReturnPath(String(callbackUrl ?? ''), env().APP_URL, '/dashboard')
  if (await currentUser()) redirect(returnTo)
  if (await sessionUser()) redirect(verifyPath(returnTo))
  const people = demoSignIns()

  return (
    <div className="space-y-8">
      <header className="space-y-2">
        <h1 className="font-serif text-3xl tracking-tight">Sign in</h1>
        <p className="text-muted">
          We’ll email you a sign-in link. No password needed. New here? The same link starts a free 14-day
          trial.
        </p>
      </header>
      <OneTimeNotice names="error">
        {error ? <Alert tone="bad">{signInErrorMessage(String(error))}</Alert> : null}
      </OneTimeNotice>
      <EmailSignIn callbackUrl={returnTo} email={typeof email === 'string' ? email : ''} />
      {env().AUTH_GOOGLE_ID && <GoogleSignIn callbackUrl={returnTo} />}
      {people.length > 0 && (
        <section aria-labelledby="demo-people" className="space-y-3 border-t border-line pt-6">
          <h2 id="demo-people" className="font-medium">
            Or sign in as a demo user
          </h2>
          <DemoSignIn people={people} callbackUrl={returnTo} />
        </section>
      )}
    </div>
  )
}
