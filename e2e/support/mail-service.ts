import type { Page } from '@playwright/test'
import { signReport } from '@/lib/campaigns/delivery/report-signature'
import { MAIL_EVENTS_SECRET } from './product'

type Mailed = { to: string[]; headers: Record<string, string> }

/** A mail server's report (RFC 3464) of a mail that it could not deliver after all. */
export const reportOf = ({ to, headers }: Mailed): string =>
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

/** A mail service's word that somebody marked a mail as spam. */
export const complaintOf = ({ headers }: Mailed): string =>
  JSON.stringify({ events: [{ type: 'complaint', messageId: headers['message-id'] }] })

/** Hands it over as the mail service does; a forged signature is another one's. */
export async function tell(
  page: Page,
  path: string,
  body: string,
  secret = MAIL_EVENTS_SECRET,
): Promise<{ status: number }> {
  const answer = await page.request.post(path, {
    data: Buffer.from(body),
    headers: { 'X-Signature': signReport(body, secret, new Date()) },
  })
  return { status: answer.status(), ...((await answer.json()) as object) }
}
