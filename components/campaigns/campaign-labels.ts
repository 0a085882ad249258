import type { BadgeTone } from '@/components/ui/badge'
import type { CampaignStatus, RecipientStatus } from '@/lib/campaigns/views'

export const statusWords: Record<CampaignStatus, { label: string; tone: BadgeTone }> = {
  draft: { label: 'Draft', tone: 'neutral' },
  scheduled: { label: 'Scheduled', tone: 'brand' },
  queued: { label: 'Waiting', tone: 'brand' },
  running: { label: 'Being sent', tone: 'brand' },
  sent: { label: 'Sent', tone: 'good' },
  stopped: { label: 'Stopped', tone: 'neutral' },
  refused: { label: 'Not sent', tone: 'bad' },
  held: { label: 'On hold', tone: 'warn' },
}

export const recipientWords: Record<RecipientStatus, { label: string; tone: BadgeTone; about: string }> = {
  waiting: { label: 'Waiting', tone: 'neutral', about: 'not sent yet' },
  sending: { label: 'Being sent', tone: 'brand', about: 'under way' },
  accepted: { label: 'Accepted', tone: 'good', about: 'taken by the mail server' },
  rejected: { label: 'Rejected', tone: 'bad', about: 'not taken by the mail server, not charged' },
  unsure: { label: 'Unsure', tone: 'warn', about: 'broken off in the middle: not sent again, not charged' },
  'left-out': {
    label: 'Left out',
    tone: 'neutral',
    about: 'unsubscribed or erased before their turn, not charged',
  },
  bounced: { label: 'Bounced', tone: 'bad', about: 'taken, then the mailbox turned out to be gone' },
  complained: { label: 'Marked as spam', tone: 'bad', about: 'taken, then marked as spam' },
}
