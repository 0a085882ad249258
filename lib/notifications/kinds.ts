import { type NotificationKind, notificationKinds } from '@/db/schema/people/notifications'
import type { MemberRole } from '@/db/schema/people/people'

type Channels = { inApp: boolean; byMail: boolean }

type Kind = {
  label: string
  /** When it is sent, as the settings page says. */
  when: string
  /** Who can receive it: kinds about money are for people who can see invoices (R31). */
  for: 'everyone' | 'billing'
  /** The defaults of owners and admins. Members get nothing until they turn it on (R32). */
  defaults: Channels
  /** The defaults are for owners alone; admins, too, get nothing until they turn it on. */
  ownersByDefault?: true
  /** Its channels are chosen somewhere else, not in the list of kinds. */
  ownChannels?: true
}

const both: Channels = { inApp: true, byMail: true }
const appOnly: Channels = { inApp: true, byMail: false }
const emailOnly: Channels = { inApp: false, byMail: true }

export const kinds: Record<NotificationKind, Kind> = {
  'low-credits': {
    label: 'Low credits',
    when: 'Less than 10% of the cycle’s credits are left',
    for: 'everyone',
    defaults: both,
  },
  'alert-level': {
    label: 'Your alert levels',
    when: 'The balance falls below one of your alert levels',
    for: 'everyone',
    defaults: both,
    ownChannels: true,
  },
  'low-limit': {
    label: 'Limit almost reached',
    when: 'More than 90% of a monthly limit is used',
    for: 'everyone',
    defaults: both,
  },
  'allowance-reset': {
    label: 'Credits reset',
    when: 'A new billing cycle starts',
    for: 'everyone',
    defaults: appOnly,
  },
  'usage-digest': {
    label: 'Monthly usage digest',
    when: 'A billing cycle ends: what was used, by member and by action',
    for: 'everyone',
    defaults: emailOnly,
    ownersByDefault: true,
  },
  'purchase-receipt': {
    label: 'Credit purchases',
    when: 'A purchased pack is added to the balance',
    for: 'billing',
    defaults: both,
  },
  'payment-failed': {
    label: 'Failed payments',
    when: 'A renewal payment fails',
    for: 'billing',
    defaults: both,
  },
  'first-payment-failed': {
    label: 'Failed first payments',
    when: 'The first payment for a new plan fails',
    for: 'billing',
    defaults: both,
  },
  'billing-paused': {
    label: 'Paused billing',
    when: 'Billing is paused, so new cycles get no credits',
    for: 'billing',
    defaults: both,
  },
  'invoice-written-off': {
    label: 'Unpaid invoices',
    when: 'An invoice is closed without payment, so its cycle gets no credits',
    for: 'billing',
    defaults: both,
  },
  'trial-ending': {
    label: 'Trial ending',
    when: 'Three days before the trial ends',
    for: 'everyone',
    defaults: both,
  },
  'feed-paused': {
    label: 'Listings that need you',
    when: 'Listings are waiting because you’re out of credits, or many are missing from a full file',
    for: 'everyone',
    defaults: both,
  },
  'credits-asked': {
    label: 'Credit requests',
    when: 'A member requests credits or a higher spending limit',
    for: 'billing',
    defaults: both,
  },
  'cap-answered': {
    label: 'Spending limit changes',
    when: 'An owner answers your request for a higher limit',
    for: 'everyone',
    defaults: both,
  },
  'campaign-refused': {
    label: 'Unsent campaigns',
    when: 'A scheduled campaign isn’t sent because credits ran out or its sender left',
    for: 'everyone',
    defaults: both,
  },
  'campaign-stopped': {
    label: 'Stopped campaigns',
    when: 'Too many emails in a campaign bounce, are marked as spam, or are blocked',
    for: 'everyone',
    defaults: both,
  },
  'campaign-held': {
    label: 'Late campaigns',
    when: 'A scheduled campaign is late and needs your decision',
    for: 'everyone',
    defaults: both,
  },
  'post-held': {
    label: 'Late posts',
    when: 'A scheduled post is late and needs your decision',
    for: 'everyone',
    defaults: both,
  },
  'webhook-disabled': {
    label: 'Webhooks turned off',
    when: 'A webhook is turned off because its server stopped accepting events',
    // Owners and admins, who can turn it on again.
    for: 'billing',
    defaults: both,
  },
  'terms-change': {
    label: 'New plan terms',
    when: 'Your plan’s price or allowance changes with the next period',
    for: 'billing',
    defaults: both,
  },
  'auto-top-up': {
    label: 'Auto top-up problems',
    when: 'Auto top-up stops or reaches its monthly maximum',
    for: 'billing',
    defaults: both,
  },
  'key-expiring': {
    label: 'Expiring API keys',
    when: 'Seven days and one day before an API key expires',
    // Owners and admins, who can rotate it. Its creator is one of them, or can no longer change it.
    for: 'billing',
    defaults: both,
  },
  'case-answered': {
    label: 'Answers to reported problems',
    when: 'We answer a problem you reported',
    for: 'everyone',
    defaults: both,
  },
}

export const canReceive = (role: MemberRole, kind: NotificationKind) =>
  role !== 'member' || kinds[kind].for === 'everyone'

/** `isOwnWork`: it is about this person's own work, so they get it in any role. */
export function defaultChannels(role: MemberRole, kind: NotificationKind, isOwnWork = false): Channels {
  const { defaults, ownersByDefault } = kinds[kind]
  const isOn = isOwnWork || (ownersByDefault ? role === 'owner' : role !== 'member')
  return isOn ? defaults : { inApp: false, byMail: false }
}

/** The kinds whose channels this person chooses in the list of kinds. */
export const kindsFor = (role: MemberRole): NotificationKind[] =>
  notificationKinds.filter((kind) => canReceive(role, kind) && !kinds[kind].ownChannels)
