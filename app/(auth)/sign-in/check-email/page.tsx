import { MailCheck } from 'lucide-react'
import type { Metadata } from 'next'
import { ButtonLink } from '@/components/ui/buttons/button'
import { LINK_MINUTES } from '@/lib/auth/sign-in/sign-in-link'

export const metadata: Metadata = { title: 'Check your email' }

export default async function CheckEmailPage({ searchParams }: PageProps<'/sign-in/check-email'>) {
  const { email } = await searchParams
  return (
    <div className="space-y-6">
      <MailCheck className="size-10 text-brand" aria-hidden="true" />
      <header className="space-y-2">
        <h1 className="font-serif text-3xl tracking-tight">Check your email</h1>
        <p className="leading-relaxed text-muted">
          We sent a sign-in link
          {typeof email === 'string' ? (
            <>
              {' '}
              to <strong className="font-medium break-all text-ink">{email}</strong>
            </>
          ) : null}
          . It works once and expires in {LINK_MINUTES} minutes.
        </p>
      </header>
      <ButtonLink href="/sign-in" variant="secondary">
        Use a different address
      </ButtonLink>
    </div>
  )
}
