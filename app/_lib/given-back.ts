import { formatCredits } from '@/lib/core/format'

/** What a person is told whose broken result was looked at. */
export const givenBackWords = ({ fault, credits }: { fault: string; credits: number }): string =>
  credits > 0
    ? `${fault} ${formatCredits(credits)} were given back; the statement says why.`
    : `${fault} Nothing was charged for it.`
