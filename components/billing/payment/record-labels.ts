import type { BadgeTone } from '@/components/ui/badge'
import type { BillingRecord } from '@/lib/billing/views'

export const statusLabels: Record<BillingRecord['status'], { label: string; tone: BadgeTone }> = {
  paid: { label: 'Paid', tone: 'good' },
  open: { label: 'Open', tone: 'warn' },
  unpaid: { label: 'Unpaid', tone: 'bad' },
  void: { label: 'Void', tone: 'neutral' },
  'part-refunded': { label: 'Partially refunded', tone: 'neutral' },
  refunded: { label: 'Refunded', tone: 'neutral' },
  disputed: { label: 'Disputed', tone: 'warn' },
}
