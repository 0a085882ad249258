import type { Metadata } from 'next'
import { StopMails } from '@/components/unsubscribe/stop-mails'
import { isRefusal } from '@/lib/core/errors'
import { kinds } from '@/lib/notifications/kinds'
import { readUnsubscribeToken } from '@/lib/notifications/unsubscribe'

export const metadata: Metadata = { title: 'No more mails', robots: { index: false } }

/** Ends one kind of notification mail to one person; the button posts to `/api/unsubscribe`. */
export default async function UnsubscribePage({ searchParams }: PageProps<'/unsubscribe'>) {
  const { token: given, done } = await searchParams
  const token = typeof given === 'string' ? given : ''
  const kind = kindOf(token)
  return (
    <StopMails
      address="/api/unsubscribe"
      token={token}
      fault={'fault' in kind ? { tone: 'bad', words: kind.fault } : null}
      ends={`Mails of the kind “${kind.label}” will not be sent to you any more. The bell in the app still tells you.`}
      ended={`You get no more mails of the kind “${kind.label}”. The bell still tells you.`}
      done={done !== undefined}
    />
  )
}

function kindOf(token: string): { label: string } | { label: null; fault: string } {
  try {
    return { label: kinds[readUnsubscribeToken(token).kind].label }
  } catch (error) {
    if (isRefusal(error)) return { label: null, fault: error.publicMessage }
    throw error
  }
}
