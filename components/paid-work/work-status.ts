import type { BadgeTone } from '@/components/ui/badge'
import type { WorkStatus } from '@/lib/paid-work/paid-work'

/** What a status is called, the same on every screen. */
export const workStatuses: Record<WorkStatus, { label: string; tone: BadgeTone }> = {
  queued: { label: 'Waiting', tone: 'brand' },
  running: { label: 'In progress', tone: 'brand' },
  ready: { label: 'Ready', tone: 'good' },
  declined: { label: 'Not enough data', tone: 'warn' },
  failed: { label: 'Failed', tone: 'bad' },
  cancelled: { label: 'Canceled', tone: 'neutral' },
}
