import { calendarResponses } from './calendar/responses'
import { campaignResponses } from './campaigns/responses'
import { contactResponses } from './contacts/responses'
import { feedResponses } from './feeds/responses'
import { imageResponses } from './images/responses'
import { reportResponses } from './reports/responses'
import { templateResponses } from './templates/responses'
import { valuationResponses } from './valuations/responses'

/** The response schemas of every product. */
export const productResponses = {
  ...reportResponses,
  ...valuationResponses,
  ...imageResponses,
  ...feedResponses,
  ...campaignResponses,
  ...templateResponses,
  ...contactResponses,
  ...calendarResponses,
}
