import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { buttonClass } from '@/components/ui/button-class'

export const metadata: Metadata = { title: 'Sign in', referrer: 'no-referrer' }

/**
 * Where the mailed link lands. The token is used by the button and not by opening the page, because mail scanners
 * open every link; and whoever was sent a stranger's link sees whose it is.
 */
export default async function ConfirmPage({ searchParams }: PageProps<'/sign-in/confirm'>) {
  const { email, token, callbackUrl } = await searchParams
  if (typeof email !== 'string' || typeof token !== 'string') redirect('/sign-in?error=Verification')
  return (
    <form action="/api/auth/callback/email" method="get" className="space-y-6">
      <header className="space-y-2">
        <h1 className="font-serif text-3xl tracking-tight">Welcome to Market Trak</h1>
        <p className="text-muted">
          You are signing in as <strong className="font-medium break-all text-ink">{email}</strong>.
        </p>
      </header>
      <input type="hidden" name="email" value={email} />
      <input type="hidden" name="token" value={token} />
      {typeof callbackUrl === 'string' && <input type="hidden" name="callbackUrl" value={callbackUrl} />}
      <button type="submit" className={buttonClass({ size: 'lg' })}>
        Sign in
      </button>
    </form>
  )
}
