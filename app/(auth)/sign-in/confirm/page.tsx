import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { buttonClass } from '@/components/ui/buttons/button-class'
import { LINK_MINUTES } from '@/lib/auth/sign-in/sign-in-link'

// The URL is never sent as a referrer, and form posts still carry our origin.
export const metadata: Metadata = { title: 'Sign in', referrer: 'strict-origin', robots: { index: false } }

/**
 * The page the emailed link opens, on any device. Only the button uses the link, with a POST: email scanners open every
 * link, and some submit GET forms. The page shows whose account it is, in case someone was sent another person's link.
 */
export default async function ConfirmPage({ searchParams }: PageProps<'/sign-in/confirm'>) {
  const { email, token, callbackUrl } = await searchParams
  if (typeof email !== 'string' || typeof token !== 'string') redirect('/sign-in?error=Verification')
  return (
    <form action="/api/auth/callback/email" method="post" className="space-y-6">
      <header className="space-y-2">
        <h1 className="font-serif text-3xl tracking-tight">Welcome to Market Trak</h1>
        <p className="text-muted">
          You’re signing in as <strong className="font-medium break-all text-ink">{email}</strong> in this
          browser.
        </p>
      </header>
      <input type="hidden" name="email" value={email} />
      <input type="hidden" name="token" value={token} />
      {typeof callbackUrl === 'string' && <input type="hidden" name="callbackUrl" value={callbackUrl} />}
      <button type="submit" className={buttonClass({ size: 'lg' })}>
        Sign in
      </button>
      <p className="text-sm text-muted">
        This link works once and expires {LINK_MINUTES} minutes after you requested it. If you didn’t request
        it, close this page.
      </p>
    </form>
  )
}
