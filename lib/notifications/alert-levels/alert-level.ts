import type { AlertUnit } from '@/db/schema/people/alerts'
import { formatCredits } from '@/lib/core/text/format'

/** Arithmetic and labels of alert levels. Pure: the form, the list, the check and the emails share it. */

export type LevelAmount = { unit: AlertUnit; amount: number }

/** "25% of the cycle’s credits", "200 credits". */
export const levelLabel = ({ unit, amount }: LevelAmount): string =>
  unit === 'percent' ? `${amount}% of the cycle’s credits` : formatCredits(amount)

/** Whether a balance is below a level. In whole credits, so rounding decides nothing. */
export const isBelow = (
  { unit, amount }: LevelAmount,
  leftCredits: number,
  allowanceCredits: number,
): boolean => (unit === 'percent' ? leftCredits * 100 < amount * allowanceCredits : leftCredits < amount)
