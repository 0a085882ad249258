import type { BadgeTone } from '@/components/ui/badge'
import type { WorkStatus } from '@/lib/paid-work/paid-work'

/** The label of each status, the same on every screen. */
export const workStatuses: Record<WorkStatus, { label: string; tone: BadgeTone }> = {
  queued: { label: 'Queued', tone: 'brand' },
  running: { label: 'In progress', tone: 'brand' },
  ready: { label: 'Ready', tone: 'good' },
  declined: { label: 'Declined', tone: 'warn' },
  failed: { label: 'Failed', tone: 'bad' },
  cancelled: { label: 'Canceled', tone: 'neutral' },
}
