import type { bounceCauses } from '@/db/schema/work/campaigns'

/** What recipients can be filtered by on a campaign's result, beside all of them. Safe in a browser. */
export const recipientFilters = ['bounced', 'spam', 'unsubscribed'] as const
export type RecipientFilter = (typeof recipientFilters)[number]

/** Why an email was not delivered, in words. */
export const causeLabels: Record<(typeof bounceCauses)[number], string> = {
  'no-mailbox': 'The mailbox doesn’t exist',
  'sender-blocked': 'The server blocks our sender',
  full: 'The mailbox is full',
  'rate-limited': 'The server limits how many emails it takes',
  'too-large': 'The email is too large',
  'relay-denied': 'The server doesn’t deliver to this address',
  policy: 'The server’s rules refuse the email',
  refused: 'The recipient or their organization refuses the email',
  disabled: 'The mailbox is disabled',
  temporary: 'The server had a temporary problem',
  unsure: 'The server gave no clear reason',
}
