import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { demoSignIns } from '@/app/_lib/auth/demo-sign-ins'
import { sessionUser } from '@/app/_lib/workspace-context'
import { DemoSignIn } from '@/components/auth/demo-sign-in'
import { EmailSignIn } from '@/components/auth/email-sign-in'
import { FactorCodeForm } from '@/components/auth/factor-code-form'
import { GoogleSignIn } from '@/components/auth/google-sign-in'
import { SignOutButton } from '@/components/members/sign-out-button'
import { Alert } from '@/components/ui/alert'
import { buttonClass } from '@/components/ui/buttons/button-class'
import { isFactorPending, isRecentlyProven } from '@/lib/auth/session/session-proof'
import { env } from '@/lib/core/settings/env'
import { verifyCode } from './actions'
import { type Return, readReturn, returnSearch } from './return'

export const metadata: Metadata = { title: 'Confirm it’s you' }

/** Asks for the second factor after signing in, and for it or a recent sign-in before a sensitive action. */
export default async function VerifyPage({ searchParams }: PageProps<'/verify'>) {
  const back = readReturn(await searchParams)
  const user = await sessionUser()
  if (!user) redirect(`/sign-in?${new URLSearchParams({ callbackUrl: back.returnTo })}`)
  const { email, proof } = user
  const pending = isFactorPending(proof)
  if (!pending && isRecentlyProven(proof)) {
    if (!back.stays) redirect(back.returnTo)
    return <Confirmed back={back} />
  }
  return (
    <div className="space-y-8">
      <header className="space-y-2">
        <h1 className="font-serif text-3xl tracking-tight">Confirm it’s you</h1>
        <p className="text-muted">
          {pending
            ? 'Your account uses two-factor authentication. Enter a code to finish signing in.'
            : 'For your security, confirm it’s you before you continue.'}{' '}
          You’re signed in as <span className="break-all text-ink">{email}</span>.
        </p>
      </header>
      {proof.hasFactor ? (
        <FactorCodeForm
          action={verifyCode}
          hidden={Object.fromEntries(returnSearch(back))}
          submit="Confirm"
        />
      ) : (
        <SignInAgain email={email} callbackUrl={`/verify?${returnSearch(back)}`} />
      )}
      <SignOutButton returnTo={back.returnTo}>Sign out</SignOutButton>
    </div>
  )
}

function SignInAgain({ email, callbackUrl }: { email: string; callbackUrl: string }) {
  const demo = demoSignIns().filter((person) => person.email === email.toLowerCase())
  return (
    <div className="space-y-4">
      <p className="text-sm">Sign in again to confirm.</p>
      <EmailSignIn callbackUrl={callbackUrl} email={email} />
      {env().AUTH_GOOGLE_ID && <GoogleSignIn callbackUrl={callbackUrl} />}
      {demo.length > 0 && <DemoSignIn people={demo} callbackUrl={callbackUrl} />}
    </div>
  )
}

function Confirmed({ back: { returnTo, newTab } }: { back: Return }) {
  return (
    <div className="space-y-6">
      <h1 className="font-serif text-3xl tracking-tight">Confirmed</h1>
      <Alert tone="good">
        {newTab
          ? 'Go back to the previous tab and try again. You can close this one.'
          : 'You can continue now.'}
      </Alert>
      {/* Not a router link, because it can be a file. */}
      <a href={returnTo} className={buttonClass({ variant: newTab ? 'secondary' : 'primary' })}>
        {newTab ? 'Continue here instead' : 'Continue'}
      </a>
    </div>
  )
}
