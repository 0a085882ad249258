import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { mailingOf, unsubscribeFromMailings } from '@/lib/campaigns/unsubscribe'
import { isRefusal } from '@/lib/core/errors'

export const metadata: Metadata = { title: 'No more mails', robots: { index: false } }

/** Opened from a campaign's mail; mail scanners open links too, so only the button does something. */
export default async function MailingPage({ searchParams }: PageProps<'/unsubscribe/mailing'>) {
  const { token: given, done } = await searchParams
  const token = typeof given === 'string' ? given : ''
  async function stop(): Promise<void> {
    'use server'
    await unsubscribeFromMailings(token)
    redirect(`/unsubscribe/mailing?${new URLSearchParams({ token, done: '1' })}`)
  }
  const mailing = await mailingOf(token).catch((error) => {
    if (isRefusal(error)) return null
    throw error
  })
  return (
    <main className="mx-auto grid max-w-lg gap-6 px-4 py-[15vh]">
      <h1 className="font-serif text-3xl">No more mails</h1>
      {mailing === null ? (
        <Alert tone={token === 'test' ? 'info' : 'bad'}>
          {token === 'test'
            ? 'This was a test mail. In a campaign, this link takes its reader off all lists.'
            : 'This link is not whole. Open it from the mail again.'}
        </Alert>
      ) : done ? (
        <Alert tone="good">{mailing.agencyName} sends you no more mails.</Alert>
      ) : (
        <form action={stop} className="grid gap-4">
          <p className="leading-relaxed text-muted">
            {mailing.agencyName} will not send you mails any more, from any list.
          </p>
          <Button type="submit" className="justify-self-start">
            Stop these mails
          </Button>
        </form>
      )}
    </main>
  )
}
