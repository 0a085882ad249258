import { COUNTY } from '@/lib/sales/shared/measures'
import type { Figures } from '../figures/figures'

/** What a report is based on, within a sentence; the same on screen and in the PDF. */
export const basisOf = ({ data }: Pick<Figures, 'data'>): string =>
  data ? `sales recorded by the agency (${data.name})` : `recorded house sales in ${COUNTY.name}`
