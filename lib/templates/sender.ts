import { env } from '@/lib/core/settings/env'
import type { OwnSender } from './sending-domain/sending-domain'
import type { Branding } from './views'

/** How the HTML of an email refers to the attached logo. */
export const LOGO_CID = 'cid:logo'

/**
 * The sender of an email: the agency’s name, with its own address if its domain is verified and otherwise ours, which our
 * server may send from. Replies go to the agency.
 */
export function senderOf({ agencyName, replyTo, logo }: Branding, own: OwnSender | null = null) {
  const { MAIL_FROM } = env()
  const address = own?.address ?? /<([^>]+)>/.exec(MAIL_FROM)?.[1] ?? MAIL_FROM
  return {
    from: { name: agencyName, address },
    ...(own && { dkim: own.dkim }),
    ...(replyTo && { replyTo }),
    ...(logo && {
      attachments: [
        {
          filename: 'logo.png',
          contentType: 'image/png',
          contentDisposition: 'inline' as const,
          cid: LOGO_CID.replace('cid:', ''),
          content: Buffer.from(logo),
        },
      ],
    }),
  }
}
