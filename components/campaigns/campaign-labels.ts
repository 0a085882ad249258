import type { BadgeTone } from '@/components/ui/badge'
import type { CampaignStatus, RecipientStatus } from '@/lib/campaigns/views'

export const campaignStatusLabels: Record<CampaignStatus, { label: string; tone: BadgeTone }> = {
  draft: { label: 'Draft', tone: 'neutral' },
  scheduled: { label: 'Scheduled', tone: 'brand' },
  queued: { label: 'Queued', tone: 'brand' },
  running: { label: 'Sending', tone: 'brand' },
  sent: { label: 'Sent', tone: 'good' },
  stopped: { label: 'Canceled', tone: 'neutral' },
  refused: { label: 'Failed', tone: 'bad' },
  held: { label: 'On hold', tone: 'warn' },
  paused: { label: 'Paused', tone: 'warn' },
}

export const recipientStatusLabels: Record<
  RecipientStatus,
  { label: string; tone: BadgeTone; about: string }
> = {
  waiting: { label: 'Queued', tone: 'neutral', about: 'not sent yet' },
  sending: { label: 'Sending', tone: 'brand', about: 'in progress' },
  accepted: { label: 'Accepted', tone: 'good', about: 'accepted by the email server' },
  rejected: { label: 'Rejected', tone: 'bad', about: 'rejected by the email server, not charged' },
  unsure: { label: 'Unknown', tone: 'warn', about: 'interrupted while sending, not resent, not charged' },
  'left-out': {
    label: 'Skipped',
    tone: 'neutral',
    about: 'unsubscribed or removed before sending, not charged',
  },
  bounced: { label: 'Bounced', tone: 'bad', about: 'accepted, but the mailbox doesn’t exist' },
  complained: { label: 'Marked as spam', tone: 'bad', about: 'accepted, then marked as spam' },
}
