import { type NotificationKind, notificationKinds } from '@/db/schema/people/notifications'
import type { MemberRole } from '@/db/schema/people/people'

type Channels = { inApp: boolean; byMail: boolean }

type Kind = {
  label: string
  /** When it is told, in the words of the preferences. */
  when: string
  /** Who may hear of it at all: what concerns money is for those who may see invoices (R31). */
  for: 'everyone' | 'billing'
  /** What owners and admins hear unless they choose otherwise; members hear nothing until they do (R32). */
  usual: Channels
}

const both: Channels = { inApp: true, byMail: true }
const bellOnly: Channels = { inApp: true, byMail: false }

export const kinds: Record<NotificationKind, Kind> = {
  'low-credits': {
    label: 'Credits run low',
    when: 'Less than 10 % of the cycle’s allowance is left',
    for: 'everyone',
    usual: both,
  },
  'low-limit': {
    label: 'A limit is nearly reached',
    when: 'More than 90 % of a monthly limit is used',
    for: 'everyone',
    usual: both,
  },
  'allowance-reset': {
    label: 'Credits were reset',
    when: 'A new billing cycle has begun',
    for: 'everyone',
    usual: bellOnly,
  },
  'purchase-receipt': {
    label: 'Credits were bought',
    when: 'A pack was paid for and its credits are there',
    for: 'billing',
    usual: both,
  },
  'payment-failed': {
    label: 'A payment failed',
    when: 'A renewal could not be paid',
    for: 'billing',
    usual: both,
  },
  'first-payment-failed': {
    label: 'A first payment failed',
    when: "The first payment for a new plan didn't go through",
    for: 'billing',
    usual: both,
  },
  'billing-paused': {
    label: 'Billing is paused',
    when: 'Nothing is charged for the plan, so new cycles get no credits',
    for: 'billing',
    usual: both,
  },
  'invoice-written-off': {
    label: 'An invoice was closed unpaid',
    when: 'A cycle gets no credits because its invoice was written off',
    for: 'billing',
    usual: both,
  },
  'trial-ending': {
    label: 'The trial ends soon',
    when: 'Three days before the trial ends',
    for: 'everyone',
    usual: both,
  },
  'feed-paused': {
    label: 'The property feed waits',
    when: 'New listings wait for their posts, for want of credits',
    for: 'everyone',
    usual: both,
  },
  'credits-asked': {
    label: 'Somebody asks for credits',
    when: 'A member asks for more credits',
    for: 'billing',
    usual: both,
  },
  'cap-answered': {
    label: 'A spending limit was changed for you',
    when: 'An owner answers when you asked for more',
    for: 'everyone',
    usual: both,
  },
  'campaign-refused': {
    label: 'A campaign was not sent',
    when: 'A scheduled campaign could not be paid, or its sender left the workspace',
    for: 'everyone',
    usual: both,
  },
  'campaign-stopped': {
    label: 'A campaign was stopped',
    when: 'Too many emails of a campaign bounced or were marked as spam',
    for: 'everyone',
    usual: both,
  },
  'campaign-held': {
    label: 'A late campaign needs a decision',
    when: 'A scheduled campaign is too late to be sent without asking',
    for: 'everyone',
    usual: both,
  },
  'post-held': {
    label: 'A late post needs a decision',
    when: 'A scheduled post is too late to be sent without asking',
    for: 'everyone',
    usual: both,
  },
  'terms-change': {
    label: 'Your plan gets new terms',
    when: 'Another price or allowance begins with the next period',
    for: 'billing',
    usual: both,
  },
}

export const mayHear = (role: MemberRole, kind: NotificationKind) =>
  role !== 'member' || kinds[kind].for === 'everyone'

/** `concerns`: it is about this person's own work, so they hear of it whatever their role. */
export const usualChannels = (role: MemberRole, kind: NotificationKind, concerns = false): Channels =>
  role === 'member' && !concerns ? { inApp: false, byMail: false } : kinds[kind].usual

export const kindsFor = (role: MemberRole): NotificationKind[] =>
  notificationKinds.filter((kind) => mayHear(role, kind))
