import type { Metadata } from 'next'
import { StopMails } from '@/components/unsubscribe/stop-mails'
import { mailingOf } from '@/lib/campaigns/unsubscribe/unsubscribe'
import { isRefusal } from '@/lib/core/errors'

export const metadata: Metadata = { title: 'No more mails', robots: { index: false } }

/** What a template's test mail carries in place of a token. */
const TEST = {
  tone: 'info',
  words: 'This was a test mail. In a campaign, this link takes its reader off all lists.',
} as const

/** Ends all mail of an agency's campaigns to one person; the button posts to `/api/campaigns/unsubscribe`. */
export default async function MailingPage({ searchParams }: PageProps<'/unsubscribe/mailing'>) {
  const { token: given, done } = await searchParams
  const token = typeof given === 'string' ? given : ''
  const mailing = await mailingOf(token).catch((error) => {
    if (isRefusal(error)) return { agencyName: null, fault: error.publicMessage }
    throw error
  })
  const fault = 'fault' in mailing ? ({ tone: 'bad', words: mailing.fault } as const) : null
  return (
    <StopMails
      address="/api/campaigns/unsubscribe"
      token={token}
      fault={fault && token === 'test' ? TEST : fault}
      ends={`${mailing.agencyName} will not send you mails any more, from any list.`}
      ended={`${mailing.agencyName} sends you no more mails.`}
      done={done !== undefined}
    />
  )
}
