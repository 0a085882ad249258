import { env } from '@/lib/core/env'
import type { Branding } from './views'

/** Who a mail is from: the agency's name at our address, which our mail server may send for; answers go to the agency. */
export function senderOf({ agencyName, replyTo }: Branding) {
  const { MAIL_FROM } = env()
  const address = /<([^>]+)>/.exec(MAIL_FROM)?.[1] ?? MAIL_FROM
  return { from: { name: agencyName, address }, ...(replyTo && { replyTo }) }
}
