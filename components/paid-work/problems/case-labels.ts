import type { BadgeTone } from '@/components/ui/badge'
import type { caseStatuses, problemReasons } from '@/db/schema/work/cases'

export const reasonLabels: Record<(typeof problemReasons)[number], string> = {
  'wrong-facts': 'Facts or figures are wrong',
  'poor-quality': 'The quality isn’t usable',
  'not-as-asked': 'It isn’t what I asked for',
  wording: 'The wording isn’t appropriate',
  charge: 'I was charged incorrectly',
  other: 'Something else',
}

export const caseStatusLabels: Record<(typeof caseStatuses)[number], { label: string; tone: BadgeTone }> = {
  open: { label: 'Open', tone: 'warn' },
  answered: { label: 'Answered', tone: 'good' },
  closed: { label: 'Closed', tone: 'neutral' },
}
