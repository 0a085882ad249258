import type { Metadata } from 'next'
import { UnsubscribeForm } from '@/components/unsubscribe/unsubscribe-form'
import { isRefusal } from '@/lib/core/errors'
import { kinds } from '@/lib/notifications/kinds'
import { readUnsubscribeToken } from '@/lib/notifications/unsubscribe'

export const metadata: Metadata = { title: 'Unsubscribe', robots: { index: false } }

/** Turns off one kind of notification email for one person. The button posts to `/api/unsubscribe`. */
export default async function UnsubscribePage({ searchParams }: PageProps<'/unsubscribe'>) {
  const { token: given, done } = await searchParams
  const token = typeof given === 'string' ? given : ''
  const kind = kindOf(token)
  return (
    <UnsubscribeForm
      address="/api/unsubscribe"
      token={token}
      fault={'fault' in kind ? { tone: 'bad', message: kind.fault } : null}
      ends={`We’ll stop sending you “${kind.label}” emails. You’ll still see these notifications in the app.`}
      ended={`You’re unsubscribed from “${kind.label}”. You’ll still see these notifications in the app.`}
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
