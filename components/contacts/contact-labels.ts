import type { BadgeTone } from '@/components/ui/badge'
import type { ImportField, SuppressionReason } from '@/lib/contacts/views'

export const suppressionWords: Record<SuppressionReason, { label: string; tone: BadgeTone }> = {
  unsubscribed: { label: 'Unsubscribed', tone: 'warn' },
  bounced: { label: 'Mailbox gone', tone: 'bad' },
  complained: { label: 'Marked as spam', tone: 'bad' },
  blocked: { label: 'Stopped by us', tone: 'neutral' },
  erased: { label: 'Erased on request', tone: 'neutral' },
}

export const fieldWords: Record<ImportField, string> = {
  ignore: 'Leave out',
  email: 'Email address',
  firstName: 'First name',
  lastName: 'Last name',
  fullName: 'Full name',
  phone: 'Phone',
  tags: 'Tags',
  consentSource: 'Consent: where from',
  consentAt: 'Consent: day',
}
