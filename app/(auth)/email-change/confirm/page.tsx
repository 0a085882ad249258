import type { Metadata } from 'next'
import { currentUser } from '@/app/_lib/workspace-context'
import { LinkForm } from '@/components/email-change/link-form'
import { problemMessage } from '@/components/email-change/problems'
import { Alert } from '@/components/ui/alert'
import { ButtonLink } from '@/components/ui/buttons/button'
import { OneTimeNotice } from '@/components/ui/one-time-notice'
import { type ChangeView, readEmailChange } from '@/lib/auth/email-change/read'

export const metadata: Metadata = {
  title: 'Confirm your new email address',
  referrer: 'strict-origin',
  robots: { index: false },
}

const OVER: Record<Exclude<ChangeView['state'], 'open' | 'changed' | 'final'>, string> = {
  expired: problemMessage('expired'),
  stopped: 'This change was canceled or replaced by a newer one.',
  restored: 'This change was undone.',
}

/** Opened from the email to the new address. Only its button changes anything, because email scanners open links. */
export default async function ConfirmEmailPage({ searchParams }: PageProps<'/email-change/confirm'>) {
  const { token: given, problem } = await searchParams
  const token = typeof given === 'string' ? given : ''
  const [user, change] = await Promise.all([currentUser(), readEmailChange('confirm', token)])
  return (
    <div className="space-y-6">
      <h1 className="font-serif text-3xl tracking-tight">Confirm your new email address</h1>
      <OneTimeNotice names="problem">
        {typeof problem === 'string' ? <Alert tone="bad">{problemMessage(problem)}</Alert> : null}
      </OneTimeNotice>
      <Body change={change} token={token} signedInAs={user?.id ?? null} />
    </div>
  )
}

type BodyProps = { change: ChangeView | null; token: string; signedInAs: number | null }

function Body({ change, token, signedInAs }: BodyProps) {
  if (!change) return <Alert tone="warn">{problemMessage('gone')}</Alert>
  const { oldEmail, newEmail, state, userId } = change
  if (state === 'changed' || state === 'final') {
    return (
      <>
        <Alert tone="good">You now sign in as {newEmail}. Other browsers were signed out.</Alert>
        <ButtonLink href="/dashboard">Go to Market Trak</ButtonLink>
      </>
    )
  }
  if (state !== 'open') return <Alert tone="warn">{OVER[state]}</Alert>
  if (userId !== null && userId !== signedInAs) {
    const back = `/email-change/confirm?${new URLSearchParams({ token })}`
    return (
      <>
        <Alert tone="warn">
          Sign in as {oldEmail} in this browser to confirm, or open the link in the browser where you are
          signed in.
        </Alert>
        {signedInAs === null && (
          <ButtonLink
            href={`/sign-in?${new URLSearchParams({ callbackUrl: back, email: oldEmail })}`}
            size="lg"
          >
            Sign in
          </ButtonLink>
        )}
      </>
    )
  }
  return (
    <>
      <p className="text-muted">
        Your email address will change from{' '}
        <strong className="font-medium break-all text-ink">{oldEmail}</strong> to{' '}
        <strong className="font-medium break-all text-ink">{newEmail}</strong>. You’ll be signed out in other
        browsers.
      </p>
      <LinkForm action="/api/email-change/confirm" token={token} submit="Confirm new address" />
    </>
  )
}
