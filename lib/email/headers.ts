import { env } from '@/lib/core/settings/env'

/** The Message-ID of an email: the same for every attempt, so a mailbox that receives it twice can tell. */
export const messageIdOf = (name: string): string => `<${name}@${new URL(env().APP_URL).hostname}>`

/**
 * Lets the email program show its own Unsubscribe button, which posts to `path` (RFC 8058). Programs that only know the older
 * way send an email to `address` (RFC 2369).
 */
export const unsubscribeHeaders = (
  path: string,
  token: string,
  address: string | null = null,
): Record<string, string> => ({
  'List-Unsubscribe': [
    `<${env().APP_URL}${path}?token=${token}>`,
    ...(address ? [`<mailto:${address}?subject=unsubscribe>`] : []),
  ].join(', '),
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
})
