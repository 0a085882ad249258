import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { isRefusal } from '@/lib/core/errors'
import { kinds } from '@/lib/notifications/kinds'
import { readUnsubscribeToken, unsubscribe } from '@/lib/notifications/unsubscribe'

export const metadata: Metadata = { title: 'No more mails', robots: { index: false } }

/** Opened from a mail, by whoever reads it; mail scanners open links too, so only the button does something. */
export default async function UnsubscribePage({ searchParams }: PageProps<'/unsubscribe'>) {
  const { token: given, done } = await searchParams
  const token = typeof given === 'string' ? given : ''
  async function stop(): Promise<void> {
    'use server'
    await unsubscribe(token)
    redirect(`/unsubscribe?${new URLSearchParams({ token, done: '1' })}`)
  }
  const label = labelOf(token)
  return (
    <main className="mx-auto grid max-w-lg gap-6 px-4 py-[15vh]">
      <h1 className="font-serif text-3xl">No more mails</h1>
      {label === null ? (
        <Alert tone="bad">
          This link is not whole. Open it from the mail again, or change what you hear in Settings.
        </Alert>
      ) : done ? (
        <Alert tone="good">You get no more mails of the kind “{label}”. The bell still tells you.</Alert>
      ) : (
        <form action={stop} className="grid gap-4">
          <p className="leading-relaxed text-muted">
            Mails of the kind “{label}” will not be sent to you any more. The bell in the app still tells you.
          </p>
          <Button type="submit" className="justify-self-start">
            Stop these mails
          </Button>
        </form>
      )}
    </main>
  )
}

function labelOf(token: string): string | null {
  try {
    return kinds[readUnsubscribeToken(token).kind].label
  } catch (error) {
    if (isRefusal(error)) return null
    throw error
  }
}
