import { env } from '@/lib/core/settings/env'
import type { Branding } from './views'

/** What a mail's page calls the logo that comes with it. */
export const LOGO_IN_MAIL = 'cid:logo'

/** Who a mail is from: the agency's name at our address, which our mail server may send for; answers go to the agency. */
export function senderOf({ agencyName, replyTo, logo }: Branding) {
  const { MAIL_FROM } = env()
  const address = /<([^>]+)>/.exec(MAIL_FROM)?.[1] ?? MAIL_FROM
  return {
    from: { name: agencyName, address },
    ...(replyTo && { replyTo }),
    ...(logo && {
      attachments: [
        {
          filename: 'logo.png',
          contentType: 'image/png',
          contentDisposition: 'inline' as const,
          cid: LOGO_IN_MAIL.replace('cid:', ''),
          content: Buffer.from(logo),
        },
      ],
    }),
  }
}
