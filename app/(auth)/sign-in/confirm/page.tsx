import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { buttonClass } from '@/components/ui/buttons/button-class'
import { LINK_MINUTES } from '@/lib/auth/sign-in/sign-in-link'

// Nothing of the address is sent as a referrer, and the form still says that it comes from our site.
export const metadata: Metadata = { title: 'Sign in', referrer: 'strict-origin', robots: { index: false } }

/**
 * Where the emailed link leads, on any device. Only the button uses the link, and by POST: email scanners open every link
 * and some submit forms that GET. Whoever was sent a link to someone else's account sees whose it is.
 */
export default async function ConfirmPage({ searchParams }: PageProps<'/sign-in/confirm'>) {
  const { email, token, callbackUrl } = await searchParams
  if (typeof email !== 'string' || typeof token !== 'string') redirect('/sign-in?error=Verification')
  return (
    <form action="/api/auth/callback/email" method="post" className="space-y-6">
      <header className="space-y-2">
        <h1 className="font-serif text-3xl tracking-tight">Welcome to Market Trak</h1>
        <p className="text-muted">
          You are signing in as <strong className="font-medium break-all text-ink">{email}</strong> in this
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
        The link works once, for {LINK_MINUTES} minutes after you requested it. Not your address, or you
        didn’t request this? Close this page.
      </p>
    </form>
  )
}
