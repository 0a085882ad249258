import type { Metadata } from 'next'
import { LinkForm } from '@/components/email-change/link-form'
import { problemMessage } from '@/components/email-change/problems'
import { Alert } from '@/components/ui/alert'
import { ButtonLink } from '@/components/ui/buttons/button'
import { OneTimeNotice } from '@/components/ui/one-time-notice'
import { type ChangeView, readEmailChange } from '@/lib/auth/email-change/read'

export const metadata: Metadata = {
  title: 'Your email address',
  referrer: 'strict-origin',
  robots: { index: false },
}

/** Opened from the emails to the old address. Cancels a change, or undoes it for some days. */
export default async function UndoEmailChangePage({ searchParams }: PageProps<'/email-change/undo'>) {
  const { token: given, problem } = await searchParams
  const token = typeof given === 'string' ? given : ''
  const change = await readEmailChange('undo', token)
  return (
    <div className="space-y-6">
      <h1 className="font-serif text-3xl tracking-tight">Your email address</h1>
      <OneTimeNotice names="problem">
        {typeof problem === 'string' ? <Alert tone="bad">{problemMessage(problem)}</Alert> : null}
      </OneTimeNotice>
      <Body change={change} token={token} />
    </div>
  )
}

function Body({ change, token }: { change: ChangeView | null; token: string }) {
  if (!change) return <Alert tone="warn">{problemMessage('gone')}</Alert>
  const { oldEmail, newEmail, state } = change
  if (state === 'open' || state === 'expired' || state === 'changed') {
    const changed = state === 'changed'
    return (
      <>
        <p className="text-muted">
          {changed ? 'Your email address has changed' : 'Someone requested to change your email address'} from{' '}
          <strong className="font-medium break-all text-ink">{oldEmail}</strong> to{' '}
          <strong className="font-medium break-all text-ink">{newEmail}</strong>.{' '}
          {changed && 'Undoing this signs everyone out of the account.'}
        </p>
        <LinkForm
          action="/api/email-change/undo"
          token={token}
          submit={changed ? 'Undo change' : 'Cancel change'}
        />
      </>
    )
  }
  if (state === 'final') return <Alert tone="warn">{problemMessage('too-late')}</Alert>
  return (
    <>
      <Alert tone="good">
        {state === 'stopped'
          ? `The change was canceled. Your address is still ${oldEmail}.`
          : `Your address is ${oldEmail} again. Everyone was signed out.`}
      </Alert>
      <ButtonLink href={`/sign-in?${new URLSearchParams({ email: oldEmail })}`}>Sign in</ButtonLink>
    </>
  )
}
