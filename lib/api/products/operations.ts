import { calendarOperations } from './calendar/operations'
import { campaignOperations } from './campaigns/operations'
import { contactOperations } from './contacts/operations'
import { feedOperations } from './feeds/operations'
import { imageOperations } from './images/operations'
import { reportOperations } from './reports/operations'
import { templateOperations } from './templates/operations'
import { valuationOperations } from './valuations/operations'

/** The operations of every product. */
export const productOperations = {
  ...reportOperations,
  ...valuationOperations,
  ...imageOperations,
  ...feedOperations,
  ...campaignOperations,
  ...contactOperations,
  ...templateOperations,
  ...calendarOperations,
}
