import type { Metadata } from 'next'
import { UnsubscribeForm } from '@/components/unsubscribe/unsubscribe-form'
import { getMailing } from '@/lib/campaigns/unsubscribe/unsubscribe'
import { isRefusal } from '@/lib/core/errors'

export const metadata: Metadata = { title: 'Unsubscribe', robots: { index: false } }

/** The token in a template's test emails. */
const TEST = {
  tone: 'info',
  message: 'This was a test email. In a campaign, this link unsubscribes the recipient from all your lists.',
} as const

/** Unsubscribes one person from all campaigns of an agency; the button posts to `/api/campaigns/unsubscribe`. */
export default async function MailingPage({ searchParams }: PageProps<'/unsubscribe/mailing'>) {
  const { token: given, done } = await searchParams
  const token = typeof given === 'string' ? given : ''
  const mailing = await getMailing(token).catch((error) => {
    if (isRefusal(error)) return { agencyName: null, fault: error.publicMessage }
    throw error
  })
  const fault = 'fault' in mailing ? ({ tone: 'bad', message: mailing.fault } as const) : null
  return (
    <UnsubscribeForm
      address="/api/campaigns/unsubscribe"
      token={token}
      fault={fault && token === 'test' ? TEST : fault}
      ends={`${mailing.agencyName} will stop sending you campaign emails, from all its lists.`}
      ended={`You’re unsubscribed. ${mailing.agencyName} won’t send you campaign emails.`}
      done={done !== undefined}
    />
  )
}
