import type { Page } from '@playwright/test'
import { signReport } from '@/lib/campaigns/delivery/report-signature'
import { MAIL_EVENTS_SECRET } from './product'

type SentEmail = { to: string[]; headers: Record<string, string> }

/** A mail server's report (RFC 3464) of an email it could not deliver. */
export const reportOf = ({ to, headers }: SentEmail): string =>
  [
    'From: MAILER-DAEMON@mx.test',
    'Subject: Undelivered mail returned to sender',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="part"',
    '',
    '--part',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.test',
    '',
    `Final-Recipient: rfc822; ${to[0]}`,
    'Action: failed',
    'Status: 5.1.1',
    'Diagnostic-Code: smtp; 550 5.1.1 No such person here',
    '',
    '--part',
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: ${headers['message-id']}`,
    '',
    '--part--',
    '',
  ].join('\r\n')

/** An email service's event that a recipient marked an email as spam. */
export const complaintOf = ({ headers }: SentEmail): string =>
  JSON.stringify({ events: [{ type: 'complaint', messageId: headers['message-id'] }] })

/** Sends a report like the email service does. Pass another secret for a forged signature. */
export async function tell(
  page: Page,
  path: string,
  body: string,
  secret = MAIL_EVENTS_SECRET,
): Promise<{ status: number }> {
  const response = await page.request.post(path, {
    data: Buffer.from(body),
    headers: { 'X-Signature': signReport(body, secret, new Date()) },
  })
  return { status: response.status(), ...((await response.json()) as object) }
}
