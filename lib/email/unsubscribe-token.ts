import { isSignature, signatureOf } from '@/lib/core/clients/signature'
import { Refusal } from '@/lib/core/errors'

/** What a token unsubscribes from. A token for one purpose is not valid for another. */
type Purpose = 'unsubscribe' | 'campaign-unsubscribe'

/** A token for the Unsubscribe link of one email. `body` says who unsubscribes from what. */
export const signUnsubscribeToken = (purpose: Purpose, body: string): string =>
  `${body}.${signatureOf(purpose, body)}`

/**
 * The body that we signed.
 * @throws Refusal `unsubscribe.invalid`
 */
export function verifyUnsubscribeToken(purpose: Purpose, token: string): string {
  const body = token.slice(0, Math.max(0, token.lastIndexOf('.')))
  if (isSignature(token.slice(body.length + 1), purpose, body)) return body
  throw incompleteLink()
}

/** For a link that was cut off or changed. */
export const incompleteLink = () =>
  new Refusal('unsubscribe.invalid', 'This link is incomplete. Open it from the email again.')
