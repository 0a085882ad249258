import type { BadgeTone } from '@/components/ui/badge'
import type { FileAudience, ImportField, SuppressionReason } from '@/lib/contacts/views'

export const suppressionLabels: Record<SuppressionReason, { label: string; tone: BadgeTone }> = {
  unsubscribed: { label: 'Unsubscribed', tone: 'warn' },
  bounced: { label: 'Bounced', tone: 'bad' },
  complained: { label: 'Marked as spam', tone: 'bad' },
  blocked: { label: 'Blocked by your team', tone: 'neutral' },
  erased: { label: 'Erased on request', tone: 'neutral' },
}

export const importFieldLabels: Record<ImportField, string> = {
  ignore: 'Don’t import',
  email: 'Email address',
  firstName: 'First name',
  lastName: 'Last name',
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
