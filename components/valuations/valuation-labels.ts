/** Labels that only the screens have. Those that the PDF has too are in lib/valuations/shared/labels.ts. */

export const valuationSteps = [
  { untilPercent: 60, words: 'Loading sales data' },
  { untilPercent: 100, words: 'Comparing similar homes' },
]
