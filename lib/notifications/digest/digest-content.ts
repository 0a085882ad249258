import type { UsageDigest } from '@/lib/billing/digest/usage-digest'
import { billingHref } from '@/lib/billing/shared/billing-address'
import { localDay } from '@/lib/billing/statement/calendar-days'
import type { EmailContent } from '@/lib/email/content'
import { notificationContent } from '../email/notification-content'
import { digestText } from './digest-text'

type Recipient = { workspaceName: string; timeZone: string; seesCosts: boolean; unsubscribeToken: string }

/** The email of a digest: that of any notification, with its lists. */
export function digestContent(digest: UsageDigest, to: Recipient): EmailContent {
  const { workspaceName, unsubscribeToken, seesCosts } = to
  const { title, paragraphs, sections } = digestText(digest, to)
  const steps = [
    { label: 'View statement', href: statementHref(digest, to.timeZone) },
    ...(seesCosts ? [{ label: 'View plans', href: billingHref('plans', { anchor: 'plans' }) }] : []),
  ]
  return {
    ...notificationContent({ text: { title, body: '', steps }, workspaceName, unsubscribeToken }),
    paragraphs,
    sections,
  }
}

/** The statement of the cycle's days. */
export function statementHref(
  { startsAt, endsAt }: Pick<UsageDigest, 'startsAt' | 'endsAt'>,
  timeZone: string,
): string {
  const from = localDay(Date.parse(startsAt), timeZone)
  const to = localDay(Date.parse(endsAt) - 1, timeZone)
  return billingHref('statement', { query: { from, to }, anchor: 'statement' })
}
