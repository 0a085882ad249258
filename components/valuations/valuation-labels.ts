import type { Confidence } from '@/db/schema/work/valuations'

/** Labels that only the screens have. Those that the PDF has too are in lib/valuations/shared/labels.ts. */

export const valuationSteps = [
  { untilPercent: 60, words: 'Loading sales data' },
  { untilPercent: 100, words: 'Comparing similar homes' },
]

export const confidenceTones: Record<Confidence, 'good' | 'brass' | 'warn'> = {
  high: 'good',
  fair: 'brass',
  low: 'warn',
}
