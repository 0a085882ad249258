import type { BadgeTone } from '@/components/ui/badge'
import type { FileAudience, ImportField, SuppressionReason } from '@/lib/contacts/views'

const ALLOW = 'You can allow emails again under Suppressed.'
const OWN_DECISION = 'Only they can change that.'

/** `lift`: who can lift it (R44). */
export const suppressionLabels: Record<SuppressionReason, { label: string; tone: BadgeTone; lift: string }> =
  {
    unsubscribed: { label: 'Unsubscribed', tone: 'warn', lift: OWN_DECISION },
    bounced: { label: 'Bounced', tone: 'bad', lift: ALLOW },
    complained: { label: 'Marked as spam', tone: 'bad', lift: OWN_DECISION },
    blocked: { label: 'Blocked by your team', tone: 'neutral', lift: ALLOW },
    erased: { label: 'Erased on request', tone: 'neutral', lift: OWN_DECISION },
  }

export const importFieldLabels: Record<ImportField, string> = {
  ignore: 'Don’t import',
  email: 'Email address',
  firstName: 'First name',
  lastName: 'Last name',
  lastNamePrefix: 'Last name prefix',
  fullName: 'Full name',
  phone: 'Phone',
  tags: 'Tags',
  consentSource: 'Consent source',
  consentAt: 'Consent date',
  optOut: 'Opt-out or email status',
}

export const fileAudienceLabels: Record<FileAudience, string> = {
  contacts: 'Contacts',
  unsubscribed: 'People who unsubscribed',
  bounced: 'Addresses that bounced',
  complained: 'People who marked emails as spam',
}
